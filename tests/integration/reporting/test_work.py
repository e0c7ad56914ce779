"""The panel's own work as figures: attendance, agencies, key workers, recommendations."""

from datetime import date, timedelta

import pytest

from cases.models import InformationRequest, KeyWorker, Recommendation
from common.dates import FinancialYear, today
from panels.actions import live
from reporting.figures import PUBLIC, annual_figures, counted_cases
from reporting.statistics import annual_tables
from tests import factories
from tests import scenarios_panels as scene
from tests.integration.reporting import rows

YEAR = FinancialYear(2024)
ASKED = date(2024, 6, 10)


def counted(panel, key: str, year: FinancialYear = YEAR):
    """One table of the year, before protection."""
    return next(table for table in annual_tables(panel, year) if table.key == key)


def request(case, agency, *, back: int | None = None, state: str = "received", asked: date = ASKED):
    """One return asked for, due after fourteen days, sent ``back`` so many days after the question."""
    answered = {"state": state, "answered_on": asked + timedelta(days=back)} if back is not None else {"state": state}
    return InformationRequest.objects.create(
        case=case, organisation=agency, respondent_name="Sample", respondent_email="sample@example.org",
        asked_on=asked, due_on=asked + timedelta(days=14), **answered,
    )  # fmt: skip


@pytest.fixture
def agencies(panel):
    """Two agencies: one asked five times, twice about the same child, and one asked once."""
    quick, slow = factories.organisation("Quick Trust"), factories.organisation("Slow Council")
    first, second = rows.case(panel), rows.case(panel)
    request(first, quick, back=4)
    request(first, quick, back=14)
    request(second, quick, back=20)
    request(second, quick, back=1, state="not_known_child")
    request(second, quick, state="cancelled")
    request(first, quick, back=1, asked=date(2025, 4, 1))
    request(second, slow, state="asked")
    return quick, slow


def test_agencies_are_counted_by_what_was_due_and_what_came_in_time(panel, agencies):
    quick, slow = agencies
    table = counted(panel, "requests.timeliness")
    assert [(r.code, r.count, r.population, r.days) for r in table.rows] == [
        (str(quick.pk), 3, 4, 9), (str(slow.pk), 0, 1, None), ("all", 3, 5, 9),
    ]  # fmt: skip
    assert table.note == "5 were asked, 4 have answered."


def test_an_agency_opens_the_cases_of_its_answers_in_time(panel, agencies, manager):
    for row in counted(panel, "requests.timeliness").rows:
        found = counted_cases(panel, YEAR, "requests.timeliness", row.code, by=manager)
        assert (found.number, len(list(found.cases))) == (row.count, row.count), row.label


def test_agencies_stand_in_the_confidential_edition_only(panel, agencies):
    assert "requests.timeliness" not in annual_figures(panel, YEAR, PUBLIC)


def test_shares_of_a_row_are_of_its_own_base(panel, agencies):
    for _ in range(7):
        request(rows.case(panel), agencies[0], back=30)
    row = annual_figures(panel, YEAR, "confidential")["requests.timeliness"].rows[0]
    assert (row.count, row.population, row.percent, row.low, row.high) == (3, 11, 27, 9.7, 56.6)


@pytest.mark.parametrize(
    ("starts", "ends", "row"),
    [(date(2024, 6, 3), None, "named"), (date(2024, 6, 3), date(2024, 7, 1), "named"), (None, None, "none")],
)
def test_a_key_worker_counts_once_named(panel, manager, starts, ends, row):
    case, agency = rows.case(panel), factories.organisation("Sample Trust")
    if starts:
        KeyWorker.objects.create(
            case=case, name="Sample Worker", organisation=agency, contact="x", starts_on=starts, ends_on=ends
        )
    table = counted(panel, "notified.key_worker")
    assert {r.code: r.count for r in table.rows if r.count} == {row: 1}
    found = counted_cases(panel, YEAR, "notified.key_worker", row, by=manager)
    assert list(found.cases) == [case]


def recommend(panel, made: date, **more) -> Recommendation:
    return Recommendation.objects.create(
        panel=panel, text="Sample", owner="Sample", due_on=made + timedelta(days=90), made_on=made, **more
    )


def test_recommendations_are_those_the_year_answers_for(panel, other_panel):
    done = {"state": "done", "answer": "Sample"}
    recommend(panel, date(2024, 5, 1))
    recommend(panel, date(2023, 5, 1), closed_on=date(2024, 4, 1), **done)
    recommend(panel, date(2023, 5, 1), closed_on=date(2024, 3, 31), **done)
    recommend(panel, date(2025, 4, 1))
    recommend(panel, date(2024, 5, 1), case=rows.case(panel))
    recommend(other_panel, date(2024, 5, 1))
    table = counted(panel, "recommendations.state")
    assert {r.code: r.count for r in table.rows if r.count} == {"proposed": 1, "done": 1}
    assert (table.base, table.of_people) == (2, False)


def test_attendance_is_of_the_meetings_to_which_a_seat_was_invited(panel, manager, person, member, chair):
    case = scene.summarised(panel, manager)
    meeting = scene.opened(case, manager=manager, invited=[member, chair, person("member")])
    scene.attend(meeting, manager, chair, attendance="apologies")
    scene.decide(meeting, case, manager)
    live.finalise(meeting_id=meeting.pk, by=manager)
    table = counted(panel, "meetings.attendance", FinancialYear.of(today()))
    assert sorted((r.count, r.population) for r in table.rows) == [(0, 1), (1, 1), (1, 1)]
    assert len({r.code for r in table.rows}) == 3
