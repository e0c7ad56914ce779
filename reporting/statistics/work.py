"""The work around reviews: who came to meetings, how soon agencies answered, key workers, what became of actions."""

from typing import Any

from django.db.models import Count, F, FilteredRelation, Q
from django.utils.text import slugify

from accounts.models import Panel
from cases.models import Recommendation
from cases.querysets import CaseQuerySet
from cases.selectors import performance
from common.dates import FinancialYear, today
from panels.models import Meeting
from panels.selectors.followup import reported
from panels.selectors.report import SeatAttendance, attendance_by_seat
from reporting.statistics import behind
from reporting.statistics.behind import WHOLE, Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.tables import REVIEWED, Row, Table

KEY_WORKER = {"named": "A key worker was named", "none": "None recorded"}
STATES = {state.value: state.label for state in Recommendation.State}


@figure("meetings.attendance")
def attendance(panel: Panel, year: FinancialYear, held: list[Meeting]) -> Table:
    """Attendance at panel meetings, by seat.

    Cohort: meetings of the financial year whose record is finalised.
    Period: the financial year, 1 April to 31 March, by the day in London on which the meeting began.
    Numerator: meetings at which whoever held the seat that day, or a deputy, was present.
    Denominator: of a core seat, meetings held while the panel had it, vacant too; else those its holder was asked to.
    Exclusions: meetings cancelled, planned or not finalised; invitations taken back; seats as required never asked.
    Not known: does not arise; who was there is recorded before a meeting is finalised.
    Bands: the seats of the register; then people who hold none, by agency and role, of the meetings they were asked to.
    Source: the panel's register of seats and meeting records.
    """
    seats = attendance_by_seat(panel, year, held)
    rows = tuple(
        Row(_seat_code(seat), _seat_name(seat), seat.attended, population=seat.expected)
        for seat in seats
        if seat.expected
    )
    title = f"Attendance at panel meetings in {year.label}, by seat"
    return _of_work("meetings.attendance", title, rows, ("Attended", "Out of"), note=_vacancies(seats))


def _vacancies(seats: list[SeatAttendance]) -> str:
    """In how many places of seats at meetings nobody could come, because nobody held the seat."""
    register = [seat for seat in seats if seat.seat]
    vacant, places = sum(seat.vacant for seat in register), sum(seat.meetings for seat in register)
    return f"Seats were vacant at {vacant} of {places} places at meetings." if vacant else ""


def _seat_code(seat: SeatAttendance) -> str:
    return slugify(f"{seat.seat} {seat.agency} {seat.role} {'core' if seat.core else 'as required'}")


def _seat_name(seat: SeatAttendance) -> str:
    words = seat.seat or ", ".join(part for part in (seat.agency, seat.role) if part)
    return words if seat.core else f"{words} (as required)"


def _of_work(key: str, title: str, rows: tuple[Row, ...], each: tuple[str, str], **more) -> Table:
    """Rows with a base of their own; they count no children."""
    base = sum(row.population or 0 for row in rows if row.code != WHOLE)
    fixed: dict[str, Any] = {"shares": False, "parts": False, "of_people": False, "each": each}
    return Table(key, title, REVIEWED, base, 0, rows, **fixed, **more)


State = performance.State


def asked(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """One row for each request of the year that was not cancelled: a case asked about twice stands there twice."""
    kept = Q(requests__asked_on__range=(year.first, year.last)) & ~Q(requests__state=State.CANCELLED)
    return cases.annotate(asked=FilteredRelation("requests", condition=kept))


def in_time(code: str) -> Q:
    """Requests answered by the day on which they were due, of one agency or of all."""
    answered = Q(asked__state__in=[State.RECEIVED, State.NOT_KNOWN_CHILD], asked__answered_on__lte=F("asked__due_on"))
    return answered if code == WHOLE else answered & Q(asked__organisation=code)


@figure("requests.timeliness", behind=Behind(asked, in_time))
def timeliness(panel: Panel, year: FinancialYear) -> Table:
    """How soon agencies returned what they were asked.

    Cohort: requests to agencies that the panel made in the financial year.
    Period: the financial year, 1 April to 31 March, by the day on which the agency was asked.
    Numerator: requests answered by the day on which they were due; that the child was not known is an answer.
    Denominator: requests answered, or due before the day of counting; the median is of those answered, in days.
    Exclusions: requests cancelled.
    Not known: does not arise; an answer without its day cannot be recorded.
    Bands: the agencies asked in the year, and all of them.
    Source: requests recorded with the case. Left out of every public edition.
    """
    now, requests = today(), performance.asked_in(panel, year)
    found = performance.lines(requests, now)
    rows = tuple(_agency(str(line.key), line.organisation, line) for line in found)
    if len(rows) > 1:
        rows += (_agency(WHOLE, "All agencies", performance.total(requests, now)),)
    title = f"Requests to agencies made in {year.label}, by whether answered in time"
    note = f"{sum(line.asked for line in found)} were asked, {sum(line.returned for line in found)} have answered."
    each = ("In time", "Answered or due")
    return _of_work("requests.timeliness", title, rows, each, note=note, confidential=True)


def _agency(code: str, name: str, line: performance.AgencyLine) -> Row:
    return Row(code, name, line.in_time, population=line.due, days=line.median_days)


@figure(
    "notified.key_worker", by="key_worker", rows=KEY_WORKER, behind=Behind(behind.notified, behind.value("key_worker"))
)
def key_worker(cohort: Cohort) -> Table:
    """Whether a key worker was named for the family.

    Cohort: deaths notified in the financial year.
    Numerator: cases for which a key worker was named at any time up to the day of counting.
    Denominator: all cases of the cohort.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise; a key worker of whom the panel has no record counts as none recorded.
    Source: key workers recorded with the case.
    """
    return cohort.table("notified.key_worker", "by whether a key worker was named", KEY_WORKER, cohort.by("key_worker"))


@figure("recommendations.state", rows=STATES)
def recommendations(panel: Panel, year: FinancialYear) -> Table:
    """Recommendations, by what became of them.

    Cohort: recommendations made in the financial year, and older ones that were open when it began.
    Period: the financial year, 1 April to 31 March, by the day on which a recommendation was made; states of today.
    Numerator: recommendations in this state on the day of counting.
    Denominator: all recommendations of the cohort.
    Exclusions: drafts for cases that the panel has not reviewed.
    Not known: does not arise; every recommendation has a state.
    Source: the panel's register of recommendations.
    """
    counts = dict(reported(panel, year).order_by().values_list("state").annotate(n=Count("pk")))
    rows = tuple(Row(code, label, counts.get(code, 0)) for code, label in STATES.items())
    title = f"Recommendations made in {year.label} or open when it began, by state"
    size = sum(row.number for row in rows)
    return Table("recommendations.state", title, REVIEWED, size, 0, rows, of_people=False)
