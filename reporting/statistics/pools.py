"""Several years taken together: deaths of five years, and how many there are of each value."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, IntegerField, Q, Value, When

from cases.querysets import CaseQuerySet
from common.dates import FinancialYear
from reporting.statistics import bands
from reporting.statistics.grouping import Group

YEARS = 5
INFANT, OLDER = "infant", "older"


def years_of(year: FinancialYear, span: int = YEARS) -> list[FinancialYear]:
    """The years up to this one, the latest last."""
    return [FinancialYear(year.start_year - back) for back in reversed(range(span))]


def title_of(years: list[FinancialYear]) -> str:
    """“2020/21 to 2024/25”."""
    return f"{years[0].label} to {years[-1].label}"


def years_back(column: str, year: FinancialYear) -> Case:
    """How many years before this one: 0 for the year itself."""
    found = [
        When(**{f"{column}__range": (one.first, one.last)}, then=Value(back))
        for back, one in enumerate(reversed(years_of(year)))
    ]
    return Case(*found, output_field=IntegerField())


def notified(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """Deaths notified in the five years, each with its year, its stage of life and whether it is of the own areas."""
    found = _within(cases, "notified_on", year).annotate(back=years_back("notified_on", year))
    found = found.annotate(years=bands.completed_years()).annotate(age=bands.age_band())
    return found.annotate(stage=stage())


def stage() -> Case:
    """The stage of life; expects ``age``."""
    infant = When(age__in=bands.INFANT, then=Value(INFANT))
    older = When(age__isnull=False, then=Value(OLDER))
    return Case(infant, older, output_field=CharField())


def reviewed(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """Deaths reviewed in the five years, each with its year and age."""
    found = _within(cases, "reviewed_on", year).annotate(back=years_back("reviewed_on", year))
    return found.annotate(years=bands.completed_years()).annotate(age=bands.age_band())


def _within(cases: CaseQuerySet, column: str, year: FinancialYear) -> CaseQuerySet:
    return cases.counted().filter(**{f"{column}__range": (years_of(year)[0].first, year.last)})


def recent(span: int) -> Q:
    """The latest years of the five."""
    return Q(back__lt=span)


@dataclass(frozen=True)
class Pool:
    """The counts of five years by group."""

    name: str
    year: FinancialYear
    counts: Mapping[Group, Mapping[tuple, int]]

    def by(self, *group: str, where: Callable[..., Any] | None = None) -> dict[Any, int]:
        """How many of each value of the last part of a group, among those of which ``where`` is true."""
        found: dict[Any, int] = {}
        for key, number in self.counts[group].items():
            if where is None or where(*key):
                found[key[-1]] = found.get(key[-1], 0) + number
        return found

    def whole(self, span: int) -> bool:
        """Whether the panel has records of each of the latest years: a year without any death was not recorded."""
        return all(self.in_year(back) for back in range(span))

    def in_year(self, back: int) -> int:
        """All deaths of the year so many years before."""
        return self.counts["back",].get((back,), 0)


def without_records(pool: Pool, span: int = YEARS) -> str:
    """A nought of a year of which there is no record says nothing, and a reader has to know."""
    years = [one.label for one in years_of(pool.year, span) if not pool.in_year(pool.year.start_year - one.start_year)]
    return f"The panel has no record of {', '.join(years)}: those noughts say nothing." if years else ""
