"""A cohort: the cases that a figure counts, and how many there are of each value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from common.dates import FinancialYear
from reporting.statistics.counted import HELD, TOLD, Counted
from reporting.statistics.grouping import Group
from reporting.tables import COHORT, NOTIFIED, REVIEWED, Cell, Row, Table


@dataclass(frozen=True)
class Cohort:
    """Cases of one panel and financial year, either notified or reviewed in it, and how many there are of each."""

    name: str
    year: FinancialYear
    size: int
    counts: Mapping[Group, Mapping[tuple, int]]

    @classmethod
    def notified(cls, year: FinancialYear, found: Counted) -> "Cohort":
        """Deaths notified in the year, whenever the child died."""
        return cls._of(NOTIFIED, year, found.of_year(TOLD))

    @classmethod
    def reviewed(cls, year: FinancialYear, found: Counted) -> "Cohort":
        """Deaths whose review was completed in the year, whenever they were notified."""
        return cls._of(REVIEWED, year, found.of_year(HELD))

    @classmethod
    def _of(cls, name: str, year: FinancialYear, counts: Mapping) -> "Cohort":
        return cls(name, year, counts[()].get((), 0), counts)

    @property
    def period(self) -> str:
        """“Deaths notified in 2024/25”, the beginning of every title."""
        verb = "notified" if self.name == NOTIFIED else "reviewed"
        return f"Deaths {verb} in {self.year.label}"

    @property
    def whole(self) -> tuple[Cell, ...]:
        """The printed number of the whole cohort."""
        return ((f"{self.name}.total", "all"),)

    def by(self, *group: str) -> Mapping[Any, int]:
        """How many of each value; values of a single column stand bare. A figure says what it is counted ``by``."""
        found = self.counts[group]
        return {key[0]: n for key, n in found.items()} if len(group) == 1 else found

    def table(self, key: str, words: str, labels: Mapping[str, str], found: Mapping, **more) -> Table:
        """A table whose rows are ``labels``; what ``found`` counts outside them is not known."""
        rows = tuple(Row(code, label, found.get(code, 0)) for code, label in labels.items())
        base = sum(row.number for row in rows)
        cohort = more.pop("size", self.size)
        more["sums"] = {COHORT: self.whole} | more.get("sums", {})
        return Table(key, f"{self.period} {words}".rstrip(), self.name, base, cohort - base, rows, **more)
