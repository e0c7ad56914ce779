"""Several years together: rates against their own population, sudden deaths, suicide."""

from datetime import date

import pytest

from accounts.roles import Role
from common.dates import FinancialYear
from reporting.figures import CONFIDENTIAL, PUBLIC, annual_figures, counted_cases
from reporting.models import PublishedValue
from reporting.statistics import annual_tables
from tests import factories
from tests.integration.reporting import rows

YEAR = FinancialYear(2024)
LUTON, BEDFORD, CENTRAL = "E06000032", "E06000055", "E06000056"
OWN = (LUTON, BEDFORD, CENTRAL)


def counted(panel, key: str):
    """One table of the year, before protection."""
    return next(table for table in annual_tables(panel, YEAR) if table.key == key)


def published(indicator: str, area: str, period: int, count: int, category: str = "") -> None:
    PublishedValue.objects.create(
        indicator=indicator, name=indicator, area_code=area, area=area, period=str(period), count=count,
        category=category, source="Sample release", extracted_on=date(2026, 11, 1),
    )  # fmt: skip


def infant(panel, year: int, area: str = LUTON, **more):
    """A death under one year, notified in June."""
    day = date(year, 6, 3)
    return rows.case(panel, notified_on=day, died_on=day, age_days=3, local_authority=factories.area(area), **more)


def test_years_are_added_up_on_both_sides_of_the_rate(panel):
    for year in range(2020, 2025):
        for area in OWN:
            published("live_births", area, year, 1000)
    for year in (2019, 2020, 2021, 2022, 2022, 2023, 2024, 2024, 2025):
        infant(panel, year)
    infant(panel, 2024, "E06000042")
    infant(panel, 2024, BEDFORD)
    table = {row.code: row for row in counted(panel, "notified.pooled_infant_rate").rows}
    assert (table[f"3:{LUTON}"].count, table[f"3:{LUTON}"].population) == (5, 3000)
    assert (table[f"5:{LUTON}"].count, table[f"5:{LUTON}"].population) == (7, 5000)
    assert (table["5:own_areas"].count, table["5:own_areas"].population) == (8, 15_000)
    assert table[f"3:{LUTON}"].label == "2022/23 to 2024/25, Luton"
    shown = annual_figures(panel, YEAR, CONFIDENTIAL)["notified.pooled_infant_rate"].row(f"3:{LUTON}")
    assert (shown.rate, shown.rate_low, shown.rate_high, shown.flag) == (1.7, 0.5, 3.9, "u")  # exact limits of 5 events


def test_no_rate_where_one_of_the_years_is_missing(panel):
    for year in (2022, 2023, 2024):
        infant(panel, year)
    for year in (2022, 2024):
        published("live_births", LUTON, year, 1000)
    assert counted(panel, "notified.pooled_infant_rate").row(f"3:{LUTON}").population is None


def test_no_rate_over_years_of_which_the_panel_has_no_record(panel):
    for year in range(2020, 2025):
        published("live_births", LUTON, year, 1000)
    for year in (2022, 2023, 2024):
        infant(panel, year)
    table = counted(panel, "notified.pooled_infant_rate")
    assert (table.row(f"3:{LUTON}").population, table.row(f"5:{LUTON}").population) == (3000, None)


def test_groups_are_divided_by_their_own_latest_population_once_a_year(panel):
    for area in OWN:
        published("live_births", area, 2021, 200, "Mixed")
        published("live_births", area, 2011, 900, "Mixed")
        published("live_births", area, 2021, 5000)
        published("population_1_17", area, 2021, 4000, "Mixed")
    published("live_births", LUTON, 2023, 100, "Mixed")  # not of all areas
    for year in (2020, 2022, 2024):
        infant(panel, year, ethnicity="D")
    infant(panel, 2023, ethnicity="A")
    infant(panel, 2024, "E06000042", ethnicity="D")
    infant(panel, 2024, ethnicity="Z")
    rows.case(panel, age_days=4000, ethnicity="E", local_authority=factories.area(LUTON))
    rows.case(panel, ethnicity="E", local_authority=factories.area(LUTON))
    table = counted(panel, "notified.infant_rate_by_ethnic_group")
    assert (table.row("mixed").count, table.row("mixed").population) == (2, 3 * 200 * 3)
    assert table.row("white_british").population is None
    assert table.note.startswith("1 left out, because the group is not known. The population of 2021")
    older = counted(panel, "notified.child_rate_by_ethnic_group").row("mixed")
    assert (older.count, older.population) == (1, 3 * 4000 * 3)


def test_deprivation_is_by_national_quintile(panel):
    for area in OWN:
        published("live_births", area, 2021, 100, "Quintile 1, most deprived")
    for year in (2022, 2023):
        infant(panel, year)
    for decile in (1, 2, 3, 10, None):
        infant(panel, 2024, imd_decile=decile)
    table = counted(panel, "notified.infant_rate_by_deprivation")
    assert [row.count for row in table.rows] == [2, 1, 0, 0, 1]
    assert table.row("1").population == 900


def test_unexpected_deaths_of_infants_are_counted_by_year(panel):
    infant(panel, 2020, expectedness="unexpected")
    infant(panel, 2024, expectedness="unexpected")
    infant(panel, 2024, expectedness="expected")
    rows.case(panel, age_days=800, expectedness="unexpected")
    table = counted(panel, "notified.unexpected_infant_deaths")
    assert [(row.label, row.count) for row in table.rows] == [
        ("2020/21", 1), ("2021/22", 0), ("2022/23", 0), ("2023/24", 0), ("2024/25", 1),
    ]  # fmt: skip
    assert "no record of 2021/22, 2022/23, 2023/24: those noughts say nothing." in table.note


def test_sudden_deaths_and_suicide_over_five_years(panel, manager):
    sudden = rows.reviewed(
        panel, died_on=date(2021, 1, 1), primary_category=10, age_days=60, modifiability="modifiable"
    )
    rows.reviewed(panel, primary_category=10)
    rows.reviewed(panel, died_on=date(2018, 1, 1), primary_category=10)  # reviewed too early
    lost = rows.reviewed(panel, primary_category=2, age_years=16, sex="female", modifiability="modifiable")
    rows.factor(sudden, "unsafe_sleeping", by=manager)
    rows.factor(lost, "access_to_services", by=manager)
    assert [row.count for row in counted(panel, "reviewed.sudden_deaths").rows] == [0, 1, 0, 0, 1]
    age = counted(panel, "reviewed.sudden_deaths_age")
    assert (age.row("28-364d").count, age.base, age.not_known) == (1, 1, 1)
    factors = counted(panel, "reviewed.sudden_deaths_factors")
    assert ([(row.code, row.count) for row in factors.rows], factors.base) == ([("unsafe_sleeping", 1)], 2)
    assert counted(panel, "reviewed.suicide_sex").row("female").count == 1
    assert counted(panel, "reviewed.suicide_age").row("15-17y").count == 1
    assert [row.code for row in counted(panel, "reviewed.suicide_factors").rows] == ["access_to_services"]


RARE = (
    "notified.unexpected",
    "notified.pooled",
    "reviewed.sudden",
    "reviewed.suicide",
    "_by_ethnic",
    "_by_deprivation",
)


@pytest.fixture
def five_years(panel, manager):
    """Deaths and reviews of five years, here and elsewhere, of every kind that these figures tell apart."""
    for year in range(2019, 2025):
        for number, area in enumerate((*OWN, "E06000042")):
            infant(panel, year, area, expectedness="unexpected", ethnicity="ADHM"[number], imd_decile=number + 1)
            day = date(year, 5, 1)
            older = {"age_days": 5900, "age_years": 16, "sex": "female", "ethnicity": "ADHM"[number], "imd_decile": 9}
            where = factories.area(area)
            one = rows.reviewed(panel, died_on=day, primary_category=2, local_authority=where, **older)
            rows.factor(one, "bullying", by=manager)
            rows.factor(
                rows.reviewed(panel, died_on=day, primary_category=10, age_days=90), "unsafe_sleeping", by=manager
            )
    return panel


def test_every_row_opens_as_many_cases_as_it_says(five_years, manager, monkeypatch):
    tables = annual_tables(five_years, YEAR)
    monkeypatch.setattr("reporting.figures.annual_tables", lambda *_: tables)
    asked = 0
    for table in (table for table in tables if any(part in table.key for part in RARE)):
        for row in table.rows:
            found = counted_cases(five_years, YEAR, table.key, row.code, by=manager)
            assert (found.number, found.cases.count()) == (row.count, row.count), (table.key, row.code)
            asked += bool(row.count)
    assert asked > 40


def test_none_of_it_stands_in_a_public_edition(five_years):
    assert not [t.key for t in annual_figures(five_years, YEAR, PUBLIC).tables if any(part in t.key for part in RARE)]


def test_a_doctor_opens_the_cases_of_the_named_area_only(five_years):
    doctor = factories.person(five_years, Role.DOCTOR, areas=[factories.area(LUTON)])
    found = counted_cases(five_years, YEAR, "notified.pooled_infant_rate", "5:own_areas", by=doctor)
    assert (found.number, found.cases.count()) == (15, 5)
