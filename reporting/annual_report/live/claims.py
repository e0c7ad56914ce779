"""Words that claim something of a figure, and whether the figure bears them out. Pure."""

from collections.abc import Callable

from reporting.annual_report.live.values import NotShown, Table, Tables, row_at, years_at
from reporting.annual_report.sentences import hidden_at_most

WORDS = {
    "most": "most", "half": "about half", "highest": "the largest number", "lowest": "the smallest number",
    "rose": "rose", "fell": "fell",
}  # fmt: skip
"""What is printed where the author gives no words."""
RULES = {
    "most": "more than half of the base",
    "half": "from 45% to 55% of the base",
    "highest": "more than every other row, hidden ones included",
    "lowest": "fewer than every other row, none of them hidden",
    "rose": "more than in the year before",
    "fell": "fewer than in the year before",
}
"""When each may be said."""


def fault(kind: str, tables: Tables, year: str, path: str) -> str:
    """Why the claim cannot be made, in a sentence; nothing where it is true. Raises for a path that leads nowhere."""
    if kind in ("rose", "fell"):
        now, before = (_count(row) for row in years_at(tables, year, path))
        holds = now > before if kind == "rose" else now < before
        return "" if holds else f"It was {now:,} this year and {before:,} the year before."
    table, row = row_at(tables, year, path)
    return _OF_ROW[kind](table, row)


def _count(row: dict) -> int:
    if row["count"] is None:
        raise NotShown("This edition does not show the number that the claim rests on.")
    return row["count"]


def _share(table: Table, row: dict) -> tuple[int, int]:
    if not table["base"]:
        raise NotShown("This edition does not show the base that the claim rests on.")
    return _count(row), table["base"]


def _most(table: Table, row: dict) -> str:
    number, base = _share(table, row)
    return "" if 2 * number > base else f"It is {number:,} of {base:,}, not more than half."


def _half(table: Table, row: dict) -> str:
    number, base = _share(table, row)
    return "" if 45 * base <= 100 * number <= 55 * base else f"It is {number:,} of {base:,}."


def _highest(table: Table, row: dict) -> str:
    number = _count(row)
    others = [one for one in table["rows"] if one is not row and (one["count"] or 0) >= number]
    if others:
        return f"“{others[0]['label']}” has {others[0]['count']:,}, this has {number:,}."
    if table["base"] is None and any(one["count"] is None for one in table["rows"]):
        raise NotShown("This edition hides other rows and the base, so nobody can tell.")
    return "" if hidden_at_most(table) < number else "A number that this edition hides may be as large."


def _lowest(table: Table, row: dict) -> str:
    number = _count(row)
    others = [one for one in table["rows"] if one is not row and (one["count"] is None or one["count"] <= number)]
    if not others:
        return ""
    other = others[0]
    return f"“{other['label']}” is hidden." if other["count"] is None else f"“{other['label']}” has {other['count']:,}."


_OF_ROW: dict[str, Callable[[Table, dict], str]] = {
    "most": _most, "half": _half, "highest": _highest, "lowest": _lowest,
}  # fmt: skip
