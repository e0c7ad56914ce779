"""How well the meetings of a year were run: quorum, papers, decisions, conflicts, minutes. Counts only, nobody's name.

The number of queries is the same for few and many meetings, cases and people.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min

from accounts.models import Panel
from cases.models import DelayReason, Exclusion
from common.dates import london
from panels.models import AgendaItem, Conflict, Discussion, Invitation, Meeting, Minutes, Pack, PackPaper, PaperRead
from panels.selectors import quorums_of

Outcome = AgendaItem.Outcome
REVIEWED = (Outcome.DECIDED, Outcome.AWAITING)
FOLLOWS = timedelta(days=14)
"""A reason for delay written down so soon after a deferral is why the case was deferred."""


@dataclass(frozen=True)
class Held:
    """One meeting that was held. Days before it and after it; nothing where it did not happen."""

    on: date
    quorate: bool
    released_before: int | None
    sent_after: int | None
    approved_next: bool


@dataclass(frozen=True)
class Item:
    """One case at one meeting: what came of it, and why it waits where it was deferred."""

    outcome: str
    without_quorum: bool
    conflicts: int
    delays: tuple[str, ...]


@dataclass(frozen=True)
class Reader:
    """One member who came to a meeting: how many papers were open to them, how many they had opened by then."""

    papers: int
    opened: int


@dataclass(frozen=True)
class Year:
    """The meetings of a year in three views, read once for all figures."""

    meetings: list[Held]
    items: list[Item]
    readers: list[Reader]


def of_year(panel: Panel, held: list[Meeting]) -> Year:
    """What is counted of the meetings ``held`` in a year; of none, without asking anything."""
    return Year(meetings(panel, held), items(held), readers(held)) if held else Year([], [], [])


def meetings(panel: Panel, held: list[Meeting]) -> list[Held]:
    """Every meeting held, in order."""
    released, minutes = _released(held), {row.meeting_id: row for row in _minutes(held)}
    quorums = quorums_of(held)
    return [
        Held(
            on=meeting.held_on,
            quorate=quorums[meeting.pk].met,
            released_before=_days(meeting.held_on, released.get(meeting.pk)),
            sent_after=_sent_after(meeting, minutes.get(meeting.pk)),
            approved_next=_approved_next(meeting, minutes.get(meeting.pk), later),
        )
        for meeting, later in zip(held, _followers(panel, held), strict=True)
    ]


def _released(held: list[Meeting]) -> dict:
    """When papers that were not withdrawn were first there."""
    packs = Pack.objects.filter(meeting__in=held, withdrawn_at__isnull=True).order_by()
    return dict(packs.values_list("meeting").annotate(first=Min("released_at")))


def _minutes(held: list[Meeting]) -> Iterable[Minutes]:
    return Minutes.objects.filter(meeting__in=held)


def _days(on: date, moment) -> int | None:
    return (on - london(moment).date()).days if moment else None


def _sent_after(meeting: Meeting, minutes: Minutes | None) -> int | None:
    return (london(minutes.sent_at).date() - meeting.held_on).days if minutes and minutes.sent_at else None


def _followers(panel: Panel, held: list[Meeting]) -> list[Meeting | None]:
    """The meeting held after each, whatever its year."""
    every = list(Meeting.objects.held().filter(panel=panel).order_by("starts_at"))
    after = {one.pk: later for one, later in zip(every, every[1:], strict=False)}
    return [after.get(one.pk) for one in held]


def _approved_next(meeting: Meeting, minutes: Minutes | None, later: Meeting | None) -> bool:
    return minutes is not None and later is not None and minutes.approved_at_id == later.pk


def items(held: list[Meeting]) -> list[Item]:
    """Every case on the agenda of these meetings, as often as it stood there."""
    found = AgendaItem.objects.standing().filter(meeting__in=held).select_related("meeting")
    rows = list(found.order_by("meeting__starts_at", "position"))
    without = set(Discussion.objects.filter(item__in=rows).exclude(without_quorum="").values_list("item", flat=True))
    conflicts, delays = _conflicts(rows), _delays(rows)
    return [
        Item(
            outcome=row.outcome,
            without_quorum=row.pk in without,
            conflicts=sum(at <= row.meeting.finalised_at for at in conflicts[row.case_id]),
            delays=_why(row, delays[row.case_id]) if row.outcome == Outcome.DEFERRED else (),
        )
        for row in rows
    ]


def _conflicts(rows: list[AgendaItem]) -> dict:
    found = defaultdict(list)
    declared = Conflict.objects.filter(case__in=[row.case_id for row in rows])
    for case, at in declared.values_list("case", "declared_at"):
        found[case].append(at)
    return found


def _delays(rows: list[AgendaItem]) -> dict:
    found = defaultdict(list)
    for reason in DelayReason.objects.filter(case__in=[r.case_id for r in rows if r.outcome == Outcome.DEFERRED]):
        found[reason.case_id].append(reason)
    return found


def _why(row: AgendaItem, reasons: list[DelayReason]) -> tuple[str, ...]:
    day = row.meeting.held_on
    begun = [one for one in reasons if one.started_on <= day + FOLLOWS]
    return tuple(sorted({one.code for one in begun if one.ended_on is None or one.ended_on > day}))


def readers(meetings_of_year: list[Meeting]) -> list[Reader]:
    """Everybody who came to a meeting whose papers were released, with the papers of cases not closed to them."""
    held = {meeting.pk: meeting for meeting in meetings_of_year}
    papers = _last_papers(held)
    came = Invitation.objects.standing().filter(meeting__in=papers, attendance=Invitation.Attendance.PRESENT)
    closed = set(Exclusion.objects.filter(case__in=_cases(papers)).values_list("user_id", "case_id"))
    opened = _opened(held)
    made = []
    for meeting, user in came.values_list("meeting", "user"):
        own = [paper for paper in papers[meeting] if (user, paper[0]) not in closed]
        made.append(Reader(len(own), sum((meeting, user, *paper) in opened for paper in own)))
    return [one for one in made if one.papers]


def _last_papers(held: dict) -> dict[object, list[tuple]]:
    """``{meeting: [(case, mark)]}`` of the last version of its papers, where that was not withdrawn."""
    last = {}
    for pack in Pack.objects.filter(meeting__in=held).order_by("number"):
        last[pack.meeting_id] = pack
    kept = {pack.pk: meeting for meeting, pack in last.items() if pack.withdrawn_at is None}
    found = defaultdict(list)
    for pack, case, mark in PackPaper.objects.filter(pack__in=kept).values_list("pack", "case", "mark"):
        found[kept[pack]].append((case, mark))
    return dict(found)


def _cases(papers: dict) -> set:
    return {case for found in papers.values() for case, _ in found}


def _opened(held: dict) -> set[tuple]:
    """``(meeting, user, case, mark)`` opened before the meeting was to begin; the same words are the same paper."""
    reads = PaperRead.objects.filter(paper__pack__meeting__in=held)
    columns = ("paper__pack__meeting", "user", "paper__case", "paper__mark", "at")
    found = reads.values_list(*columns)
    return {(meeting, *rest) for meeting, *rest, at in found if at < held[meeting].starts_at}
