"""Words that claim something of a figure, and whether the figure bears them out. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from reporting.annual_report.live import spans
from reporting.annual_report.live.spans import Span
from reporting.annual_report.live.values import NotShown, Table, Tables, number_at, row_at
from reporting.annual_report.sentences import hidden_at_most

WORDS = {
    "most": "most", "half": "about half", "highest": "the largest number", "lowest": "the smallest number",
    "rose": "rose", "fell": "fell",
}  # fmt: skip
"""What is printed where the author gives no words."""
Series = Mapping[str, Mapping[str, float | None]]
"""Of a figure, what an edition shows of other years; a year of which there is no record is not among them."""


@dataclass(frozen=True)
class Known:
    """What a claim is held against: the figures of an edition, and those of other years that its texts speak of."""

    tables: Tables
    year: str
    series: Series = field(default_factory=dict)
    over: bool = True


def fault(kind: str, known: Known, target: str, said: str = "") -> str:
    """Why the claim cannot be made, in a sentence; nothing where it is true. Raises for a path that leads nowhere.

    ``said`` are the author's own words, which may not name years on which the claim does not rest.
    """
    span = spans.read(kind, target, known.year)
    why = _over_years(known, span) if span else _OF_ROW[kind](*row_at(known.tables, known.year, target))
    return why or spans.misnamed(said, span, known.year)


def words(kind: str, target: str, year: str) -> str:
    """What is printed where the author gives no words."""
    span = spans.read(kind, target, year)
    return spans.words(span) if span and spans.WRITTEN.match(target) else WORDS[kind]


def _over_years(known: Known, span: Span) -> str:
    if not known.over:
        return f"{spans.label(known.year)} is not over, so it cannot be compared with other years."
    numbers = [_in_year(known, span.path, year) for year in span.years]
    if _holds(span, numbers):
        return ""
    listed = ", ".join(f"{shown(n)} in {spans.label(y)}" for n, y in zip(numbers, span.years, strict=True))
    return f"It was {listed}.{_instead(span, numbers)}"


def _in_year(known: Known, path: str, year: str) -> float:
    held = known.series.get(path, {})
    now = number_at(known.tables, known.year, path, year)
    found = now if now is not None else held.get(year, ...)
    if found is ...:
        raise NotShown(f"There is no figure of “{path}” for {spans.label(year)}.")
    if found is None:
        raise NotShown(f"This edition does not show the number of {spans.label(year)} that the claim rests on.")
    return found


def _holds(span: Span, numbers: list[float]) -> bool:
    """Signs turned for the smallest and for a fall, so that each claim is that of the largest or of a rise."""
    now, *before = [-n for n in numbers] if span.kind in ("lowest", "fell") else numbers
    if span.kind in ("rose", "fell"):
        return all(later > earlier for later, earlier in pairwise((now, *before)))
    between = before[:-1] if span.how == "since" else before
    return all(now > n for n in between) and (span.how != "since" or before[-1] >= now)


def _instead(span: Span, numbers: list[float]) -> str:
    """What may be said in place of “highest since”, where only the year that it names is wrong."""
    if span.how != "since" or span.kind not in ("highest", "lowest"):
        return ""
    reached = _first(span, numbers)
    if reached is None:
        return f" It is the {span.kind} of all these years: type “from {spans.label(span.years[-1])}”."
    return f" It is the {span.kind} since {spans.label(span.years[reached])}." if reached > 1 else ""


def _first(span: Span, numbers: list[float]) -> int | None:
    """The latest earlier year with as much, or for the smallest as little."""
    now, *before = [-n for n in numbers] if span.kind == "lowest" else numbers
    return next((place for place, n in enumerate(before, start=1) if n >= now), None)


def shown(number: float) -> str:
    """``1,234`` or ``4.5``."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.1f}"


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
