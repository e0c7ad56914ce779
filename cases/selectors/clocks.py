"""Every time limit of cases, read in a fixed number of queries however many cases there are."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.db.models import Min, Prefetch, Q, QuerySet

from cases import clocks
from cases.clocks import Clock, Dates
from cases.models import Case, CaseMark, DelayReason, ParallelProcess, ReviewMeeting
from cases.querysets import CaseQuerySet
from cases.time_limits import Facts, Process, limits
from cases.vocabularies import DelayCode, ProcessKind
from cases.vocabularies.process_details import ProcessDay
from cases.workflow import OPEN
from common.dates import london


def with_facts(cases: CaseQuerySet) -> CaseQuerySet:
    """Brings along what the time limits are read from."""
    return cases.with_next_due().prefetch_related(
        "marks",
        Prefetch("processes", ParallelProcess.objects.prefetch_related("days"), to_attr="all_processes"),
        Prefetch("review_meetings", _meetings(), to_attr="all_meetings"),
    )


def _meetings() -> QuerySet[ReviewMeeting]:
    invited = Min("guests__sent_at", filter=Q(guests__withdrawn_at__isnull=True))
    rows = ReviewMeeting.objects.exclude(state=ReviewMeeting.State.CANCELLED)
    return rows.annotate(first_sent=invited).order_by("-starts_at")


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


def clocks_of_one(
    case: Case, today: date, *, processes: list[ParallelProcess] | None = None, delays: list[DelayReason] | None = None
) -> list[Clock]:
    """Every time limit of one case. A page that has read its processes or delays gives them; the rest is read now."""
    case.all_processes = list(case.processes.prefetch_related("days")) if processes is None else processes
    case.all_meetings = list(_meetings().filter(case=case))
    dates = _dates(case, list(case.delays.all()) if delays is None else delays, today)
    return [*clocks.clocks(dates, today), *limits(facts_of(case), today)]


def _dates(case: Case, delays: list[DelayReason], today: date) -> Dates:
    """What ``due.beside`` says of many cases in SQL, from the rows of one; a test holds the two together."""
    reports = [row.report_on for row in case.all_meetings if row.state == ReviewMeeting.State.HELD]
    inquests = [row.on(ProcessDay.CONCLUDED) for row in case.all_processes if row.kind == ProcessKind.CORONER]
    return replace(
        clocks.of_case(case),
        report_on=reports[0] if reports else None,
        inquest_on=max((on for on in inquests if on and on <= today), default=None),
        held=any(row.code == DelayCode.THEMED and row.ended_on is None for row in delays),
    )


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
