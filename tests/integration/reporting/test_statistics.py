"""What is counted: bands, cohorts, years, denominators, and the number of queries."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts.roles import Role
from cases.workflow import Status
from common.dates import FinancialYear, today
from panels.models import Meeting
from reporting.statistics import annual_tables
from reporting.statistics.definitions import figure
from reporting.statistics.sources import Sources
from tests import factories
from tests.integration.reporting import rows

YEAR = FinancialYear(2024)
QUERIES = 25
"""Statements of a year's tables at most, however many cases there are."""
INFANTS_ONLY = ("notified.gestation", "notified.birth_weight")


def counted(panel, key: str, year: FinancialYear = YEAR):
    """One table of the year, before protection."""
    return next(table for table in annual_tables(panel, year) if table.key == key)


def found(table) -> dict:
    """The rows that are not nought."""
    return {row.code: row.count for row in table.rows if row.count}


@pytest.mark.parametrize(
    ("days", "years", "band"),
    [
        (0, 0, "0-27d"), (27, 0, "0-27d"), (28, 0, "28-364d"), (364, 0, "28-364d"), (365, 0, "28-364d"),
        (365, 1, "1-4y"), (365, None, "1-4y"), (364, None, "28-364d"), (1826, 5, "5-9y"), (1826, 4, "1-4y"),
        (1826, None, "1-4y"), (1827, None, "5-9y"), (3653, None, "10-14y"), (5479, None, "15-17y"),
        (6574, None, "15-17y"), (6574, 17, "15-17y"), (None, 7, "5-9y"),
    ],
)  # fmt: skip
def test_age_falls_in_one_band(panel, days, years, band):
    rows.case(panel, age_days=days, age_years=years)
    table = counted(panel, "notified.age")
    assert (found(table), table.base, table.not_known) == ({band: 1}, 1, 0)


@pytest.mark.parametrize(
    ("weeks", "days", "band", "base", "not_known"),
    [
        (27, 3, "under_28w", 1, 0), (28, 3, "28-36w", 1, 0), (36, 300, "28-36w", 1, 0), (37, 3, "37w_and_over", 1, 0),
        (None, 3, None, 0, 1), (30, 400, None, 0, 0), (30, None, None, 0, 0),
    ],
)  # fmt: skip
def test_gestation_counts_infants_only(panel, weeks, days, band, base, not_known):
    rows.case(panel, gestation_weeks=weeks, age_days=days)
    table = counted(panel, "notified.gestation")
    assert (found(table), table.base, table.not_known) == ({band: 1} if band else {}, base, not_known)


@pytest.mark.parametrize(
    ("died", "reviewed", "band"),
    [
        (date(2024, 1, 1), date(2024, 6, 30), "under_6m"), (date(2024, 1, 1), date(2024, 7, 1), "6-11m"),
        (date(2023, 8, 31), date(2024, 2, 28), None), (date(2023, 12, 31), date(2024, 6, 30), "6-11m"),
        (date(2023, 5, 1), date(2024, 5, 1), "12-17m"), (date(2023, 2, 1), date(2024, 8, 1), "18-23m"),
        (date(2022, 5, 2), date(2024, 5, 1), "18-23m"), (date(2022, 5, 1), date(2024, 5, 1), "24m_and_over"),
    ],
)  # fmt: skip
def test_time_to_review_is_in_whole_months(panel, died, reviewed, band):
    rows.reviewed(panel, died_on=died, reviewed_on=reviewed)
    assert found(counted(panel, "reviewed.time_to_review")) == ({band: 1} if band else {})


def test_median_and_quartiles_are_interpolated(panel):
    for days in (100, 200, 300, 401):
        rows.reviewed(panel, reviewed_on=date(2024, 1, 1) + timedelta(days=days))
    assert counted(panel, "reviewed.time_to_review").extra == {
        "median_days": 250, "lower_quartile_days": 175, "upper_quartile_days": 325.25,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("day", "counts"),
    [(date(2024, 3, 31), 0), (date(2024, 4, 1), 1), (date(2025, 3, 31), 1), (date(2025, 4, 1), 0)],
)
def test_the_year_is_april_to_march_in_each_cohort(panel, day, counts):
    rows.case(panel, notified_on=day, died_on=date(2024, 3, 1))
    rows.reviewed(panel, died_on=date(2023, 3, 1), reviewed_on=day)
    assert counted(panel, "notified.total").base == counts
    assert counted(panel, "reviewed.total").base == counts
    assert counted(panel, "reviewed.category").base == counts


@pytest.mark.parametrize("status", [Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED])
def test_cases_that_are_none_do_not_count(panel, status):
    rows.case(panel, status=status)
    assert counted(panel, "notified.total").base == 0


def test_another_panels_cases_do_not_count(panel, other_panel):
    rows.case(other_panel)
    assert counted(panel, "notified.total").base == 0


def test_unknown_is_apart_from_the_base(panel):
    rows.case(panel)
    rows.case(panel, sex="female", ethnicity="Z", imd_decile=3, place_of_death="home", expectedness="unexpected")
    for key, base in [("sex", 1), ("ethnicity", 0), ("deprivation", 1), ("place", 1), ("expectedness", 1), ("age", 0)]:
        table = counted(panel, f"notified.{key}")
        assert (table.base, table.not_known) == (base, 2 - base), key


def test_residence_lists_the_panels_areas_and_any_other(panel):
    rows.case(panel, local_authority=factories.area("E06000042"))
    table = counted(panel, "notified.residence")
    assert {row.code for row in table.rows} == {"E06000032", "E06000055", "E06000056", "E06000042"}
    assert found(table) == {"E06000042": 1}


def test_modifiable_reviews_by_category_and_factor(panel, manager):
    first = rows.reviewed(panel, modifiability="modifiable", age_days=3)
    second = rows.reviewed(panel, modifiability="modifiable", primary_category=5, age_days=400)
    rows.reviewed(panel, modifiability="inadequate_information")
    rows.factor(first, "high_maternal_bmi", by=manager)
    rows.factor(first, "treatment_issue", by=manager)
    rows.factor(second, "treatment_issue", by=manager)
    rows.factor(second, "unsafe_sleeping", by=manager, modifiable=False)
    assert found(counted(panel, "reviewed.modifiability")) == {"modifiable": 2, "inadequate_information": 1}
    assert found(counted(panel, "reviewed.modifiable_by_category")) == {"8": 1, "5": 1}
    factors = counted(panel, "reviewed.factors")
    assert (found(factors), factors.base) == ({"high_maternal_bmi": 1, "treatment_issue": 2}, 3)
    young = counted(panel, "reviewed.factors_under_28_days")
    assert (found(young), young.base) == ({"high_maternal_bmi": 1, "treatment_issue": 1}, 1)


@pytest.mark.parametrize(
    ("state", "starts", "held"),
    [
        ("finalised", datetime(2024, 5, 1, 9, tzinfo=UTC), 1), ("open", datetime(2024, 5, 1, 9, tzinfo=UTC), 0),
        ("scheduled", datetime(2024, 5, 1, 9, tzinfo=UTC), 0), ("cancelled", datetime(2024, 5, 1, 9, tzinfo=UTC), 0),
        ("finalised", datetime(2025, 3, 31, 23, 30, tzinfo=UTC), 0),
    ],
)  # fmt: skip
def test_meetings_held_are_counted_on_a_london_clock(panel, manager, state, starts, held):
    end = {f"{state}_at": starts, f"{state}_by": manager} if state in ("finalised", "cancelled") else {}
    reason = {"cancel_reason": "Sample"} if state == "cancelled" else {}
    Meeting.objects.create(
        panel=panel, state=state, starts_at=starts, ends_at=starts + timedelta(hours=2), **end, **reason
    )
    assert counted(panel, "meetings.held").base == held


def test_three_years_side_by_side(panel):
    for day in (date(2022, 5, 1), date(2022, 6, 1), date(2024, 5, 1)):
        rows.case(panel, notified_on=day, died_on=day)
    assert [(r.code, r.count) for r in counted(panel, "notified.by_year").rows] == [
        ("2022-23", 2), ("2023-24", 0), ("2024-25", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "compared"), [(YEAR, True), (FinancialYear.of(today()), False)], ids=["over", "running"]
)
def test_a_year_that_is_not_over_is_not_compared_with_a_whole_one(panel, year, compared):
    before = FinancialYear(year.start_year - 1).first
    rows.reviewed(panel, notified_on=before, died_on=before, reviewed_on=before)
    for cohort in ("notified", "reviewed"):
        table = next(t for t in annual_tables(panel, year) if t.key == f"{cohort}.by_year")
        assert (table.compares, "not over" in table.note) == (compared, not compared)


def test_a_year_without_a_record_is_compared_with_none(panel):
    rows.case(panel)
    table = next(one for one in annual_tables(panel, YEAR) if one.key == "notified.by_year")
    assert not table.compares
    assert table.note == "The panel has no record of 2022/23, 2023/24: those noughts say nothing."


def test_every_table_adds_up_to_its_cohort(panel):
    for n in range(6):
        rows.case(panel, age_days=n * 300, sex="male" if n % 2 else "not_known", gestation_weeks=24 + 3 * n)
        rows.reviewed(panel, primary_category=n + 1, age_days=n * 300)
    tables = {table.key: table for table in annual_tables(panel, YEAR)}
    for table in tables.values():
        if table.parts:
            assert sum(row.count for row in table.rows) == table.base, table.key
        if table.cohort == "notified" and table.shares and table.key not in INFANTS_ONLY:
            assert table.base + table.not_known == tables["notified.total"].base, table.key


def test_the_number_of_queries_is_small_and_constant(panel, manager, django_assert_max_num_queries):
    seen = []
    for many in (1, 25):
        for _ in range(many):
            rows.factor(rows.reviewed(panel, modifiability="modifiable"), "treatment_issue", by=manager)
            rows.case(panel, local_authority=factories.area("E06000042"))
        with django_assert_max_num_queries(QUERIES) as found:
            annual_tables(panel, YEAR)
        seen.append(len(found.captured_queries))
    assert seen[0] == seen[1]


def test_each_figure_is_the_same_alone_as_among_all(panel, manager):
    for n in range(6):
        rows.case(panel, age_days=n * 300, local_authority=factories.area("E06000042"), imd_decile=n + 1)
        rows.factor(rows.reviewed(panel, primary_category=n + 1, age_days=n * 300), "treatment_issue", by=manager)
    for table in annual_tables(panel, YEAR):
        assert annual_tables(panel, YEAR, {table.key}) == [table]


def test_what_a_figure_did_not_say_it_counts_by_is_missed(panel):
    deaths = Sources(panel, YEAR, frozenset({"age"})).deaths
    assert not any(deaths.by("age").values())
    with pytest.raises(KeyError):
        deaths.by("sex")


def test_a_figure_without_its_definition_is_refused():
    def silent(cohort):
        """Counts something.

        Cohort: somebody.
        """

    with pytest.raises(TypeError, match="denominator"):
        figure("notified.silent")(silent)


def test_statistics_never_touch_identity(panel, django_assert_max_num_queries):
    factories.person(panel, Role.MANAGER)
    rows.case(panel)
    with django_assert_max_num_queries(QUERIES) as seen:
        annual_tables(panel, YEAR)
    assert not [query["sql"] for query in seen.captured_queries if "identity" in query["sql"]]


def test_tables_with_two_ways_add_up_to_their_sides(panel, manager):
    first = rows.reviewed(panel, primary_category=8, age_days=3, age_years=0, modifiability="modifiable")
    rows.reviewed(panel, primary_category=8, age_days=40, age_years=0)
    rows.reviewed(panel, primary_category=5)
    rows.factor(first, "treatment_issue", by=manager)
    assert found(counted(panel, "reviewed.category_by_age")) == {"8:0-27d": 1, "8:28-364d": 1}
    assert counted(panel, "reviewed.category_by_age").not_known == 1
    assert found(counted(panel, "reviewed.category_by_modifiability")) == {"8:modifiable": 1, "8:none": 1, "5:none": 1}
    assert found(counted(panel, "reviewed.factors_by_category")) == {"treatment_issue:8": 1}
    assert found(counted(panel, "reviewed.factors_by_domain")) == {"social": 1}


def test_waiting_cases_are_counted_by_year_of_death_and_in_the_waiting_time(panel):
    rows.case(panel, died_on=date(2023, 12, 30), notified_on=date(2024, 1, 2))
    rows.case(panel)
    rows.reviewed(panel)
    assert found(counted(panel, "notified.open_by_year_of_death")) == {"2023": 1, "2024": 1}
    assert found(counted(panel, "notified.waiting_time")) == {"reviewed": 1, "waiting": 2}
    assert (200, True, 1) in counted(panel, "notified.waiting_time").waits


def test_days_of_reviews_add_up_to_the_time_they_took(panel):
    rows.reviewed(panel)
    rows.reviewed(panel, reviewed_on=date(2024, 7, 1))
    assert counted(panel, "reviewed.days_by_owner").base == 200 + 182


def test_a_public_edition_refuses_what_the_proof_does_not_cover(panel):
    from reporting.disclosure import NotForPublic, protect, under
    from reporting.figures import annual_figures

    tables = annual_tables(panel, YEAR)
    with pytest.raises(NotForPublic, match="reviewed.category_by_age"):
        protect(tables, under(5))
    inside = {table.key for table in tables if table.confidential}
    assert {"notified.infant_rate", "reviewed.factors_by_category", "notified.waiting_time"} <= inside
    assert not inside & {table.key for table in annual_figures(panel, YEAR, "public").tables}
    assert inside <= {table.key for table in annual_figures(panel, YEAR, "confidential").tables}
