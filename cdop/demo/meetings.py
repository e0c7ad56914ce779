"""Meetings of the demonstration: planned, listed, held and finalised by the same actions as real ones."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from accounts.models import Membership
from cases.models import Case
from cdop.demo import clock, words
from common.formats import age_between
from panels import spoken
from panels.actions import (
    agenda,
    answers,
    checking,
    extracts,
    floor,
    invitations,
    live,
    meetings,
    minutes,
    packs,
    private,
    summaries,
)
from panels.actions.live import Attended
from panels.checking import mark_of
from panels.models import AgendaItem, Invitation, Meeting
from panels.selectors import answers as offered
from panels.selectors import checking as texts
from panels.selectors.minutes import to_approve


def plan_meeting(builder, day: date, key: UUID, seats: Iterable[Membership]) -> Meeting:
    """Schedules a meeting and invites the people who hold ``seats``."""
    meeting = meetings.schedule(
        panel=builder.panel,
        by=builder.people["manager"],
        new_id=key,
        starts_at=datetime(day.year, day.month, day.day, 9, 30, tzinfo=clock.LONDON),
        ends_at=datetime(day.year, day.month, day.day, 12, 30, tzinfo=clock.LONDON),
        place="Sample Council Offices, Room 1",
    )
    chosen = [seat.pk for seat in seats]
    invitations.invite(meeting_id=meeting.pk, membership_ids=chosen, by=builder.people["manager"])
    return meeting


def list_case(builder, meeting_key: UUID, case: Case) -> None:
    """Writes the case's summary and puts it on the agenda."""
    case.refresh_from_db()
    write_summary(builder, case)
    agenda.add(meeting_id=meeting_key, case_id=case.pk, by=builder.people["manager"])


def write_summary(builder, case: Case) -> None:
    """The anonymised summary, checked."""
    category = case.analysis.categories.first().category
    age = "Age not known" if case.age_days is None else _age(case)
    summaries.save(
        case_id=case.pk,
        version=0,
        text=words.summary(
            age=age, sex=case.get_sex_display().lower(), category=category, expectedness=case.expectedness
        ),
        questions="Is there learning for other services?",
        checked=True,
        analysis_version=case.analysis.version,
        by=builder.people["manager"],
    )


def _age(case: Case) -> str:
    return age_between(date.fromordinal(case.died_on.toordinal() - case.age_days), case.died_on)


def hold_meeting(builder, key: UUID, said: dict | None = None) -> None:
    """Holds a meeting: the minutes of the one before are approved, all its cases agreed, its own minutes sent.

    ``said`` is what was recorded about its first case beside the form.
    """
    manager = builder.people["manager"]
    meeting = meetings.start(meeting_id=key, by=manager)
    live.record_attendance(meeting_id=key, lines=_attendance(meeting), by=manager)
    for earlier in to_approve(meeting):
        minutes.approve(minutes_id=earlier.pk, at_meeting=key, by=manager)
    items = meeting.agenda.standing()
    if said:
        floor.keep(meeting_id=key, item_id=items[0].pk, base={**spoken.DISCUSSION}, mine=said, by=manager)
    for item in items:
        live.decide(meeting_id=key, item_id=item.pk, version=item.version, outcome="decided", by=manager)
    drafted = live.finalise(meeting_id=key, by=manager).minutes
    minutes.send(minutes_id=drafted.pk, version=drafted.version, words_accepted=True, by=manager)


def _attendance(meeting: Meeting) -> list[Attended]:
    """Everybody but one or two, who sent apologies; whom it is goes round with the months."""
    found = list(meeting.invitations.standing().order_by("user__email"))
    away = {meeting.starts_at.month % len(found), (meeting.starts_at.month * 5) % len(found)}
    return [
        Attended(i.pk, i.version, Invitation.Attendance.APOLOGIES if n in away else Invitation.Attendance.PRESENT)
        for n, i in enumerate(found)
    ]


def release_papers(builder, key: UUID) -> None:
    """Chooses a return for each case and the answers of its forms, releases the papers, and has three members rate
    the second one's factors."""
    manager = builder.people["manager"]
    items = list(AgendaItem.objects.standing().filter(meeting_id=key).select_related("case").order_by("position"))
    for item in items:
        back = item.case.requests.exclude(return_text="").first()
        extracts.choose_return(case_id=item.case_id, request_id=back.pk, by=manager)
        _choose_answers(item.case, manager)
        _read_through(item.case, manager)
    packs.release(meeting_id=key, by=manager)
    for number, who in enumerate(RATERS):
        private.rate(meeting_id=key, item_id=items[1].pk, views=_views(items[1], number), by=builder.people[who])


def _choose_answers(case: Case, manager) -> None:
    """Every answer of the forms that were sent, as the check suggests to word it."""
    for form in offered.sent_forms(case):
        keys = [one.key for section in offered.offered_by(form) for one in section.answers]
        answers.choose(case_id=case.pk, response_id=form.pk, version=form.version, keys=keys, by=manager)


def _read_through(case: Case, manager) -> None:
    """What was found is settled as suggested, and the whole paper marked as read: each choice had taken that back."""
    for passage in offered.passages(case):
        checking.accept_all(case_id=case.pk, source=passage.source, by=manager)
    read = mark_of(texts.passages(case), texts.analysis_version(case))
    checking.confirm(case_id=case.pk, read=read, by=manager)


RATERS = ("doctor.luton", "lay", "nurse")


def _views(item: AgendaItem, number: int) -> dict:
    keys = [factor["key"] for factor in item.meeting.packs.first().papers.get(case=item.case_id).content["factors"]]
    return {
        key: ((number + place) % 3, ("yes", "no", "unsure")[(number + place) % 3]) for place, key in enumerate(keys)
    }
