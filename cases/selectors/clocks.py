"""Every time limit of cases, read in a fixed number of queries however many cases there are."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, Prefetch, Q

from cases import clocks
from cases.clocks import Clock
from cases.models import Case, CaseMark, ParallelProcess, ReviewMeeting
from cases.querysets import CaseQuerySet
from cases.time_limits import Facts, Process, limits
from cases.workflow import OPEN
from common.dates import london


def with_facts(cases: CaseQuerySet) -> CaseQuerySet:
    """Brings along what the time limits are read from."""
    meetings = ReviewMeeting.objects.exclude(state=ReviewMeeting.State.CANCELLED).order_by("-starts_at")
    invited = Min("guests__sent_at", filter=Q(guests__withdrawn_at__isnull=True))
    return cases.with_next_due().prefetch_related(
        "marks",
        Prefetch("processes", ParallelProcess.objects.prefetch_related("days"), to_attr="all_processes"),
        Prefetch("review_meetings", meetings.annotate(first_sent=invited), to_attr="all_meetings"),
    )


def clocks_of(case: Case, today: date) -> list[Clock]:
    """Every time limit of a case that came ``with_facts``."""
    return [*clocks.clocks(clocks.of_case(case, case.request_due_on), today), *limits(facts_of(case), today)]


def facts_of(case: Case) -> Facts:
    """What the time limits beside the four main ones are read from."""
    marks = {mark.code: mark.on for mark in case.marks.all()}
    meeting = case.all_meetings[0] if case.all_meetings else None
    sent = meeting.first_sent if meeting else None
    return Facts(
        died_on=case.died_on,
        notified_on=case.notified_on,
        open=case.status in OPEN,
        imported=case.imported,
        decided_on=marks.get(CaseMark.Code.DECIDED),
        told_on=marks.get(CaseMark.Code.TOLD),
        meeting_on=meeting.on if meeting else None,
        meeting_ahead=bool(meeting and meeting.state == meeting.State.ARRANGED),
        invited_on=london(sent).date() if sent else None,
        processes=tuple(map(_process, case.all_processes)),
    )


def _process(row: ParallelProcess) -> Process:
    days = {day.code: day.on for day in row.days.all()}
    return Process(row.kind, row.status, row.started_on, row.ended_on, days)


def clocks_of_one(case: Case, today: date) -> list[Clock]:
    """Every time limit of one case, read now."""
    return clocks_of(with_facts(Case.objects.filter(pk=case.pk)).get(), today)


def of_open_cases(user, panel, today: date) -> list[tuple[Case, Clock]]:
    """``(case, clock)`` for every time limit of the open cases in this person's scope, the first due first."""
    rows = with_facts(Case.objects.visible_to(user).of_panel(panel).open()).select_related("local_authority")
    found = [(case, clock) for case in rows for clock in clocks_of(case, today) if clock.due_on]
    return sorted(found, key=lambda pair: (pair[1].due_on, pair[0].reference, pair[1].code))


def narrowed(found: Iterable[tuple[Case, Clock]], show: str, code: str) -> list[tuple[Case, Clock]]:
    """Those in the states that ``show`` names, and of one kind if ``code`` is given."""
    states = SHOW.get(show, SHOW["due"])
    return [(case, clock) for case, clock in found if clock.state in states and code in ("", clock.code)]


S = clocks.State
SHOW = {
    "due": (S.DUE, S.OVERDUE),
    "overdue": (S.OVERDUE,),
    "missed": (S.OVERDUE, S.LATE),
    "met": (S.MET,),
    "not_known": (S.NOT_KNOWN,),
    "all": tuple(S),
}
"""What the list can be narrowed to."""
