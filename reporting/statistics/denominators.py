"""Births and populations that others published, by which rates are divided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from common.dates import FinancialYear
from common.formats import day
from reporting.context import DENOMINATORS
from reporting.models import PublishedValue

BIRTHS, CHILDREN, OLDER = DENOMINATORS
PER = {BIRTHS: 1000, CHILDREN: 100_000, OLDER: 100_000}


@dataclass(frozen=True)
class Denominators:
    """The published values of a panel's areas, and the areas by their code."""

    areas: Mapping[str, str]
    values: tuple[PublishedValue, ...]

    def of(self, indicator: str, areas: Iterable[str], years: Iterable[FinancialYear]) -> int | None:
        """All of the areas over calendar years; nothing where one of them is missing."""
        periods = [str(year.start_year) for year in years]
        found = {(v.area_code, v.period): v.count for v in self._plain(indicator)}
        wanted = [found.get((area, period)) for area in areas for period in periods]
        there = [count for count in wanted if count]
        return int(sum(there)) if there and len(there) == len(wanted) else None

    def latest(self, indicator: str, category: str, year: FinancialYear) -> tuple[int, str] | None:
        """A part of the population, such as an ethnic group, in the latest year in which all areas have it."""
        found = {(v.area_code, v.period): v.count or 0 for v in self.values if self._of_part(v, indicator, category)}
        for period in sorted({period for _, period in found}, reverse=True):
            counts = [found[area, period] for area in self.areas if (area, period) in found]
            past = period.isdigit() and int(period) <= year.start_year
            if past and len(counts) == len(self.areas):
                return int(sum(counts)), period
        return None

    def sources(self, indicator: str, periods: Iterable[str], *, parts: bool = False) -> str:
        """Where the values of these years come from, and when they were read."""
        wanted = [v for v in self.values if v.indicator == indicator and bool(v.category) == parts]
        used = {(v.source, v.extracted_on) for v in wanted if v.period in set(periods)}
        return "; ".join(f"{source}, read on {day(on)}" for source, on in sorted(used))

    def _plain(self, indicator: str) -> list[PublishedValue]:
        return [v for v in self.values if v.indicator == indicator and not v.category]

    @staticmethod
    def _of_part(value: PublishedValue, indicator: str, category: str) -> bool:
        return (value.indicator, value.category) == (indicator, category) and value.count is not None


def denominators(areas: Mapping[str, str]) -> Denominators:
    """Those of the areas, of every year: one query."""
    found = PublishedValue.objects.filter(retired=False, indicator__in=PER, area_code__in=list(areas))
    return Denominators(areas, tuple(found))
