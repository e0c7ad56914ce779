"""A cohort: the cases that a figure counts, grouped every way in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import F

from cases.querysets import CaseQuerySet
from common.dates import FinancialYear
from reporting.statistics import behind
from reporting.tables import COHORT, NOTIFIED, REVIEWED, Cell, Row, Table

Group = tuple[str, ...]

NOTIFIED_GROUPS: tuple[Group, ...] = tuple(
    (name,)
    for name in (
        "age",
        "sex",
        "ethnicity",
        "area",
        "imd_decile",
        "place_of_death",
        "expectedness",
        "gestation",
        "birth_weight",
        "key_worker",
    )  # fmt: skip
) + (("age", "area"),)
REVIEWED_GROUPS: tuple[Group, ...] = (
    *((name,) for name in ("age", "sex", "area", "primary_category", "modifiability", "time")),
    ("primary_category", "modifiability"),
    ("primary_category", "age"),
)


@dataclass(frozen=True)
class Cohort:
    """Cases of one panel and financial year, either notified or reviewed in it, and how many there are of each."""

    name: str
    year: FinancialYear
    cases: CaseQuerySet
    size: int
    counts: Mapping[Group, Mapping[tuple, int]]

    @classmethod
    def notified(cls, cases, year: FinancialYear) -> "Cohort":
        """Deaths notified in the year, whenever the child died."""
        found = cases.notified_in(year)
        return cls._count(NOTIFIED, year, found, behind.notified(cases, year), NOTIFIED_GROUPS)

    @classmethod
    def reviewed(cls, cases, year: FinancialYear) -> "Cohort":
        """Deaths whose review was completed in the year, whenever they were notified."""
        found = cases.reviewed_in(year)
        return cls._count(REVIEWED, year, found, behind.reviewed(cases, year), REVIEWED_GROUPS)

    @classmethod
    def _count(cls, name, year, found, rows, groups) -> "Cohort":
        size, counts = grouped(rows, groups)
        return cls(name, year, found, size, counts)

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
        """How many of each value; values of a single column stand bare."""
        found = self.counts.get(group, {})
        return {key[0]: n for key, n in found.items()} if len(group) == 1 else found

    def table(self, key: str, words: str, labels: Mapping[str, str], found: Mapping, **more) -> Table:
        """A table whose rows are ``labels``; what ``found`` counts outside them is not known."""
        rows = tuple(Row(code, label, found.get(code, 0)) for code, label in labels.items())
        base = sum(row.number for row in rows)
        cohort = more.pop("size", self.size)
        more["sums"] = {COHORT: self.whole} | more.get("sums", {})
        return Table(key, f"{self.period} {words}".rstrip(), self.name, base, cohort - base, rows, **more)


def grouped(cases, groups: Iterable[Group], distinct: str | None = None) -> tuple[int, dict[Group, dict[tuple, int]]]:
    """The number of cases, and of each value of each group: one statement with grouping sets.

    ``distinct`` is what is counted where several rows can be of one review.
    """
    groups = tuple(groups)
    columns = list(dict.fromkeys(name for group in groups for name in group))
    cases = cases.order_by().values(
        **{f"c_{name}": _column(name) for name in [*columns, *([distinct] if distinct else [])]}
    )
    inner, params = cases.query.sql_with_params()
    named = ", ".join(f'"c_{name}"' for name in columns)
    sets = ", ".join("({})".format(", ".join(f'"c_{name}"' for name in group)) for group in groups)
    count = f'count(DISTINCT "c_{distinct}")' if distinct else "count(*)"
    statement = (  # every name is a constant of this module; the inner statement is Django's own
        f"SELECT GROUPING({named}), {count}, {named} FROM ({inner}) AS cases "  # noqa: S608  # nosec B608
        f"GROUP BY GROUPING SETS ((), {sets})"
    )
    with connections[cases.db].cursor() as cursor:
        cursor.execute(statement, params)
        return _read(cursor.fetchall(), columns, groups)


def _column(name: str):
    return F("local_authority_id" if name == "area" else name)


def _read(rows, columns, groups) -> tuple[int, dict[Group, dict[tuple, int]]]:
    size = 0
    counts: defaultdict[Group, dict[tuple, int]] = defaultdict(dict)
    for absent, number, *values in rows:
        present = tuple(name for place, name in enumerate(columns) if not absent >> (len(columns) - 1 - place) & 1)
        if not present:
            size = number
            continue
        group = next(group for group in groups if set(group) == set(present))
        counts[group][tuple(values[columns.index(name)] for name in group)] = number
    return size, dict(counts)
