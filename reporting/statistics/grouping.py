"""Rows grouped many ways in one statement with grouping sets."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

Group = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """Groups of the same rows: of all, of those in which ``column`` holds anything, or holds this ``value``."""

    groups: tuple[Group, ...]
    column: str = ""
    value: int | None = None

    def statement(self, number: int, wanted: list[str], count: str) -> str:
        """Counts with a column for each of the wanted; nothing stands in those that are not grouped here."""
        mine = columns([self])
        named = ", ".join(f'"c_{name}"' for name in mine)
        shown = ", ".join(f'"c_{name}"' if name in mine else "NULL" for name in wanted)
        sets = ", ".join("({})".format(", ".join(f'"c_{name}"' for name in group)) for group in self.groups)
        # Every name is a constant of these modules, and so is the number.
        first = f"SELECT {number}, GROUPING({named}), {count}, {shown} FROM cases{self._where()}"  # noqa: S608  # nosec B608
        return f"{first} GROUP BY GROUPING SETS ({sets})"

    def _where(self) -> str:
        if not self.column:
            return ""
        return f' WHERE "c_{self.column}" ' + ("IS NOT NULL" if self.value is None else f"= {self.value}")


def grouped(rows: QuerySet, parts: Iterable[Part], distinct: str | None = None) -> tuple[str, tuple]:
    """The statement, with its values, that counts the rows of each value of each group.

    ``distinct`` is what is counted where several rows can be of one review.
    """
    parts = tuple(parts)
    wanted = columns(parts)
    rows = rows.order_by().values(
        **{f"c_{name}": _column(name) for name in [*wanted, *([distinct] if distinct else [])]}
    )
    inner, values = rows.query.sql_with_params()
    count = f'count(DISTINCT "c_{distinct}")' if distinct else "count(*)"
    # Each band is worked out once a row, not once a set; the first SELECT finds nothing and gives columns their types.
    named = ", ".join(f'"c_{name}"' for name in wanted)
    first = f"WITH cases AS MATERIALIZED ({inner}) SELECT 0, 0, 0, {named} FROM cases WHERE false"  # noqa: S608  # nosec B608
    return " UNION ALL ".join([first, *(part.statement(n, wanted, count) for n, part in enumerate(parts, 1))]), values


def columns(parts: Iterable[Part]) -> list[str]:
    """Every column of the groups, in the order in which the statement gives them."""
    return list(dict.fromkeys(name for part in parts for group in part.groups for name in group))


def _column(name: str) -> F:
    return F("local_authority_id" if name == "area" else name)


def read(found: Iterable[tuple], parts: Iterable[Part]) -> dict[Group, dict[tuple, int]]:
    """How many of each value of each group, out of the rows of the statement; a group that was not asked for fails."""
    parts = tuple(parts)
    places = {name: 3 + place for place, name in enumerate(columns(parts))}
    wanted = {
        (number, _bits(group, columns([part]))): (group, [places[name] for name in group])
        for number, part in enumerate(parts, 1)
        for group in part.groups
    }
    counts: dict[Group, dict[tuple, int]] = {group: {} for group, _ in wanted.values()}
    for row in found:
        group, mine = wanted[row[0], row[1]]
        counts[group][tuple(row[place] for place in mine)] = row[2]
    return counts


def _bits(group: Group, names: list[str]) -> int:
    """PostgreSQL's number for a grouping set: a bit for each column that is not in it, the last column the lowest."""
    return sum(1 << place for place, name in enumerate(reversed(names)) if name not in group)
