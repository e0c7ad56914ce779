"""Hides, proves, hides more until the proof holds, then makes the tables that may leave."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reporting.comparing import change_in_words
from reporting.disclosure.deciding import decide
from reporting.disclosure.hiding import Hiding
from reporting.disclosure.ledger import Release, everything_known
from reporting.disclosure.proof import Proved, prove
from reporting.disclosure.rules import NONE, ROUNDED_BASE, Rule
from reporting.rates import SMALLEST_BASE, percent
from reporting.tables import ProtectedTable, Row, Table

ROUNDED = "Percentages are rounded to whole numbers, so they may not add up to 100."
SMALL_BASE = "Percentages are not shown, because fewer than {least} records have a known value."


class NotForPublic(Exception):
    """A table that only the confidential edition may hold was to be published."""


@dataclass(frozen=True)
class Protected:
    """The tables that may leave, and the proof of every number that must not be known."""

    tables: list[ProtectedTable]
    proof: list[Proved]


def protect(tables: Sequence[Table], rule: Rule, *, year: str = "", releases: Sequence[Release] = ()) -> list:
    """The tables of one release, protected together: what one hides, no other may give away, nor an earlier release."""
    return protect_and_prove(tables, rule, year=year, releases=releases, fully=False).tables


def protect_and_prove(
    tables: Sequence[Table], rule: Rule, *, year: str = "", releases: Sequence[Release] = (), fully: bool = True
) -> Protected:
    """The same with the proof. ``fully``: the exact limits of every number, for the proof sheet."""
    if rule == NONE:
        return Protected([as_printed(table, Hiding(), rule) for table in tables], [])
    refused = [table.key for table in tables if table.confidential]
    if refused:
        raise NotForPublic(f"The proof does not cover {', '.join(refused)}: the confidential edition only.")
    known = everything_known(tables, year, releases)
    hiding = decide(tables, known, rule)
    proof = prove(known, hiding, rule, fully=True) if fully else []
    return Protected([as_printed(table, hiding, rule) for table in tables], proof)


def as_printed(table: Table, hiding: Hiding, rule: Rule) -> ProtectedTable:
    """The table with this hidden, everything derived worked out from what is printed."""
    whole = table.key in hiding.whole
    printed = _printed(table, rule) if table.of_people and rule.nearest else table
    rows = tuple(_row(row, printed, hiding, rule) for row in printed.rows)
    values = {
        **{name: getattr(printed, name) for name in Table.__dataclass_fields__},
        "base": None if whole else printed.base,
        "not_known": None if whole or (rule.nearest and rule.small(table.not_known)) else printed.not_known,
        "rows": rows,
        "extra": _extra(table, whole),
        "note": _note(printed, rows, whole, rule),
        "known": (),
        "waits": (),
        "rounded": printed.rounded and not whole,
    }
    return ProtectedTable(**values)


def _printed(table: Table, rule: Rule) -> Table:
    """The table as it would be printed if nothing of it were hidden: every number rounded by itself."""
    rows = tuple(
        replace(
            row,
            count=rule.printed(row.number),
            population=rule.printed(row.population) if table.each and row.population else row.population,
        )
        for row in table.rows
    )
    base, unknown = rule.printed(table.size), rule.printed(table.unknown)
    return replace(table, rows=rows, base=base, not_known=unknown, rounded=True)


def _extra(table: Table, whole: bool) -> dict:
    if table.waits:
        from reporting.intervals import quartiles_of_waits

        return quartiles_of_waits(table.waits)
    return dict.fromkeys(table.extra) if whole else dict(table.extra)


def _row(row: Row, table: Table, hiding: Hiding, rule: Rule) -> Row:
    if hiding.covers((table.key, row.code)):
        return Row(row.code, row.label, None, suppressed=True)
    if table.per:
        return _rated(row, table.per)
    if table.each:
        return _shared(row, row.population or 0, rule)
    if not table.shares or not table.base:
        return row
    return _shared(row, table.size, rule)


def _shared(row: Row, base: int, rule: Rule) -> Row:
    from reporting.intervals import wilson

    if rule.nearest and base < ROUNDED_BASE:
        return row

    low, high = wilson(row.number, base) or (None, None)
    return replace(row, percent=percent(row.number, base), low=low, high=high)


def _change(rows: tuple[Row, ...]) -> list[str]:
    """What the last two years may be said to show, where both are printed."""
    from reporting.intervals import p_of_change

    before, after = rows[-2].count, rows[-1].count
    if before is None or after is None:
        return []
    return [change_in_words(before, after, p_of_change(before, after))]


def _rated(row: Row, per: int) -> Row:
    from reporting.intervals import rate

    found = rate(row.number, row.population, per)
    if found is None:
        return row
    return replace(row, rate=found.value, rate_low=found.low, rate_high=found.high, flag=found.flag)


def _note(table: Table, rows: tuple[Row, ...], whole: bool, rule: Rule) -> str:
    parts = [table.note] if table.note else []
    if table.rounded and not whole:
        parts.append(f"Numbers are rounded to the nearest {rule.nearest}, each by itself.")
    if whole:
        parts.append("Nothing is shown, because so few children are counted here.")
    elif any(row.suppressed for row in rows):
        parts.append(
            f"Numbers from 1 to {rule.threshold - 1}, and others from which they could be worked out, are not shown."
        )
    if table.compares and not whole and len(rows) > 1:
        parts += _change(rows)
    if table.shares and not whole and table.base:
        shown = any(row.percent is not None for row in rows)
        parts += [ROUNDED] if shown and not table.multiple and table.parts else []
        least = ROUNDED_BASE if table.rounded else SMALLEST_BASE
        parts += [SMALL_BASE.format(least=least)] if table.size < least else []
    return " ".join(parts)
