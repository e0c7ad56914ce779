"""No two statistics of a year can contradict each other, whatever the children are: sums, shares and totals."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from accounts.models import Area
from cases.workflow import Status
from common.dates import FinancialYear
from reporting.disclosure import NONE, protect
from reporting.rates import percent
from reporting.statistics import annual_tables
from reporting.tables import COHORT, Table
from tests import factories
from tests.integration.reporting import rows

YEAR = FinancialYear(2024)
OWN = ("E06000032", "E06000055", "E06000056")
ELSEWHERE = "E06000042"
UNKNOWN = {"sex": {"not_known"}, "ethnicity": {"Z", "99"}, "place_of_death": {"not_known"},
           "expectedness": {"not_known"}, "imd_decile": {None}, "local_authority_id": {None}}  # fmt: skip

child = some.fixed_dictionaries(
    {
        "years_ago": some.integers(-1, 6),
        "age_days": some.sampled_from([None, 0, 27, 28, 364, 365, 366, 1826, 5000, 6500]),
        "sex": some.sampled_from(["female", "male", "indeterminate", "not_known"]),
        "ethnicity": some.sampled_from(["A", "B", "D", "H", "M", "S", "Z", "99"]),
        "local_authority_id": some.sampled_from([*OWN, ELSEWHERE, None]),
        "imd_decile": some.sampled_from([None, 1, 2, 5, 6, 10]),
        "place_of_death": some.sampled_from(["hospital", "home", "hospice", "other", "not_known"]),
        "expectedness": some.sampled_from(["expected", "unexpected", "not_known"]),
        "gestation_weeks": some.sampled_from([None, 24, 27, 28, 36, 37, 40]),
        "birth_weight_grams": some.sampled_from([None, 600, 999, 1000, 2499, 2500]),
        "review": some.sampled_from([None, None, 30, 181, 400, 900]),
        "counts": some.sampled_from([True, True, True, False]),
        "primary_category": some.sampled_from([1, 2, 5, 8, 10]),
        "modifiability": some.sampled_from(["modifiable", "none", "inadequate_information"]),
        "factors": some.sets(some.sampled_from(["unsafe_sleeping", "housing_condition"])),
    }
)


def row_of(one: dict) -> dict:
    """The columns of a case; the review stands where there was one."""
    plain = {name: value for name, value in one.items() if name not in ("years_ago", "review", "counts", "factors")}
    died = date(YEAR.start_year - one["years_ago"], 6, 1)
    plain |= {"died_on": died, "notified_on": died + timedelta(days=1)}
    if one["review"] is None:
        del plain["primary_category"], plain["modifiability"]
    else:
        plain |= {"reviewed_on": died + timedelta(days=one["review"]), "status": Status.REVIEWED}
    return plain if one["counts"] else plain | {"status": Status.DUPLICATE}


def fill(panel, children: list[dict]) -> None:
    """The cases, and the factors of those whose review found some that could have been changed."""
    for case, one in zip(rows.in_bulk(panel, [row_of(one) for one in children]), children, strict=True):
        if case.modifiability == "modifiable":
            for code in one["factors"]:
                rows.factor(case, code, by=None)


class Year:
    """The tables of a year, and the cells that they speak of."""

    def __init__(self, tables: list[Table]) -> None:
        self.tables = {table.key: table for table in tables}

    def __getitem__(self, key: str) -> Table:
        return self.tables[key]

    def cell(self, key: str, code: str) -> int:
        return self[key].row(code).number

    def whole(self, key: str) -> int:
        return self[key].size + self[key].unknown

    def numbers(self, key: str) -> dict[str, int]:
        return {row.code: row.number for row in self[key].rows}


def contradictions(year: Year) -> list[str]:
    """What one table says against another, by the links that the tables themselves declare."""
    found = []
    for key, table in year.tables.items():
        if table.parts and sum(row.number for row in table.rows) != table.size:
            found.append(f"{key}: rows do not add up to the base")
        for code, cells in table.sums.items():
            whole = year.whole(key) if code == COHORT else year.cell(key, code)
            if whole != sum(year.cell(*cell) for cell in cells):
                found.append(f"{key} {code}: not the sum of {cells}")
        found += [
            f"{key} {code}: more than {cell}"
            for code, cell in table.within.items()
            if year.cell(key, code) > year.cell(*cell)
        ]
    return found


def margins(year: Year, key: str) -> tuple[Counter, Counter]:
    """The sums of a table with two ways, down and across."""
    first, second = Counter(), Counter()
    for code, number in year.numbers(key).items():
        one, _, other = code.partition(":")
        first[one] += number
        second[other] += number
    return first, second


def sides(year: Year, key: str, down: str, across: str) -> list[str]:
    """A table with two ways against the two tables at its sides."""
    first, second = margins(year, key)
    wrong = [] if second == Counter(year.numbers(across)) else [f"{key}: not the columns of {across}"]
    complete = year[key].unknown == 0
    return wrong + ([f"{key}: not the rows of {down}"] if complete and first != Counter(year.numbers(down)) else [])


def several_years(year: Year) -> None:
    """What stands in two tables of different length is the same number."""
    assert year["notified.by_year"].rows[-1].count == year.cell("notified.total", "all")
    assert year["reviewed.by_year"].rows[-1].count == year.cell("reviewed.total", "all")
    for table, category in (("reviewed.sudden_deaths", "10"), ("reviewed.suicide", "2")):
        assert year.cell(table, "0") == year.cell("reviewed.category", category)
        assert year[table].size == year.whole(f"{table}_age") == year[f"{table}_factors"].size
    assert year["reviewed.suicide"].size == year.whole("reviewed.suicide_sex")
    assert year.cell("notified.unexpected_infant_deaths", "0") <= year.cell("notified.expectedness", "unexpected")
    for key in ("notified.pooled_infant_rate", "notified.pooled_child_rate"):
        for span in (3, 5):
            areas = [year.cell(key, f"{span}:{area}") for area in OWN]
            assert sum(areas) == year.cell(key, f"{span}:own_areas")
            assert year.cell(key, f"3:{OWN[0]}") <= year.cell(key, f"5:{OWN[0]}")


def areas(year: Year) -> None:
    """A rate counts the children of the table by area."""
    for area in OWN:
        assert year.cell("notified.child_rate", area) == year.cell("notified.residence", area)
        assert year.cell("notified.infant_rate", area) <= year.cell("notified.child_rate", area)
        assert year.cell("notified.pooled_child_rate", f"3:{area}") >= year.cell("notified.child_rate", area)


def counted_again(year: Year, children: list[dict]) -> None:
    """The same numbers by plain counting, without a database."""
    here = [one for one in children if one["counts"] and one["years_ago"] == 0]
    assert year.cell("notified.total", "all") == len(here)
    names = {"sex": "sex", "ethnicity": "ethnicity", "place": "place_of_death", "expectedness": "expectedness",
             "deprivation": "imd_decile", "residence": "local_authority_id"}  # fmt: skip
    for name, column in names.items():
        values = Counter(str(one[column]) for one in here if one[column] not in UNKNOWN[column])
        shown = {code: number for code, number in year.numbers(f"notified.{name}").items() if number}
        assert (shown, year[f"notified.{name}"].not_known) == (values, len(here) - values.total()), name


def shares(year: Year) -> None:
    """Every printed share is of its base, and lies within its own limits."""
    for table in protect(list(year.tables.values()), NONE):
        for row in table.rows:
            base = row.population if table.each else table.base
            if row.percent is not None:
                assert row.percent == percent(row.number, base or 0)
                assert row.low - 0.5 <= row.percent <= row.high + 0.5, (table.key, row.code)
            if row.rate is not None:
                assert row.rate_low <= row.rate <= row.rate_high


@pytest.mark.slow
@settings(
    max_examples=30, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
@given(children=some.lists(child, max_size=40))
def test_no_two_tables_of_a_year_contradict_each_other(panel, children):
    for code in (*OWN, ELSEWHERE):
        factories.area(code)
    with transaction.atomic():
        fill(panel, children)
        year = Year(annual_tables(panel, YEAR))
        transaction.set_rollback(True)
    assert contradictions(year) == []
    assert sides(year, "reviewed.category_by_age", "reviewed.category", "reviewed.age") == []
    assert sides(year, "reviewed.category_by_modifiability", "reviewed.category", "reviewed.modifiability") == []
    found, _ = margins(year, "reviewed.factors_by_category")
    assert found == Counter(year.numbers("reviewed.factors"))
    several_years(year)
    areas(year)
    counted_again(year, children)
    shares(year)


def test_the_check_would_see_a_contradiction(panel):
    Area.objects.get_or_create(pk=ELSEWHERE, defaults={"name": "Elsewhere"})
    rows.in_bulk(panel, [row_of(CHILD | {"local_authority_id": ELSEWHERE})])
    tables = annual_tables(panel, YEAR)
    total = next(table for table in tables if table.key == "notified.total")
    other = type(total)("notified.total", total.title, total.cohort, 2, 0, (total.rows[0].__class__("all", "All", 2),))
    assert contradictions(Year([*tables, other]))


CHILD = {
    "years_ago": 0, "age_days": 3, "sex": "male", "ethnicity": "A", "local_authority_id": OWN[0], "imd_decile": 1,
    "place_of_death": "home", "expectedness": "expected", "gestation_weeks": 30, "birth_weight_grams": 900,
    "review": None, "counts": True, "factors": set(), "primary_category": 8, "modifiability": "none",
}  # fmt: skip
