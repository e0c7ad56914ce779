"""Rows grouped many ways in one statement with grouping sets."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, QuerySet

Group = tuple[str, ...]


def grouped(rows: QuerySet, groups: Iterable[Group], distinct: str | None = None) -> tuple[str, tuple]:
    """The statement, with its values, that counts the rows of each value of each group.

    ``distinct`` is what is counted where several rows can be of one review.
    """
    groups = tuple(groups)
    wanted = columns(groups)
    rows = rows.order_by().values(
        **{f"c_{name}": _column(name) for name in [*wanted, *([distinct] if distinct else [])]}
    )
    inner, values = rows.query.sql_with_params()
    named = ", ".join(f'"c_{name}"' for name in wanted)
    sets = ", ".join("({})".format(", ".join(f'"c_{name}"' for name in group)) for group in groups)
    count = f'count(DISTINCT "c_{distinct}")' if distinct else "count(*)"
    # Each band is worked out once a row, not once a set. Every name is a constant of these modules.
    first = f"WITH cases AS MATERIALIZED ({inner}) SELECT GROUPING({named}), {count}, {named} FROM cases"  # noqa: S608  # nosec B608
    return f"{first} GROUP BY GROUPING SETS ({sets})", values


def columns(groups: Iterable[Group]) -> list[str]:
    """Every column of the groups, in the order in which the statement gives them."""
    return list(dict.fromkeys(name for group in groups for name in group))


def _column(name: str) -> F:
    return F("local_authority_id" if name == "area" else name)


def read(found: Iterable[tuple], groups: Iterable[Group]) -> dict[Group, dict[tuple, int]]:
    """How many of each value of each group, out of the rows of the statement."""
    groups = tuple(groups)
    names = columns(groups)
    of_bits = {_bits(group, names): (group, [2 + names.index(name) for name in group]) for group in groups}
    counts: defaultdict[Group, dict[tuple, int]] = defaultdict(dict)
    for row in found:
        group, places = of_bits[row[0]]
        counts[group][tuple(row[place] for place in places)] = row[1]
    return dict(counts)


def _bits(group: Group, names: list[str]) -> int:
    """PostgreSQL's number for a grouping set: a bit for each column that is not in it, the last column the lowest."""
    return sum(1 << place for place, name in enumerate(reversed(names)) if name not in group)
