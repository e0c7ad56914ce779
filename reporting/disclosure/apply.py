"""Hides, proves, hides more until the proof holds, then makes the tables that may leave."""

from collections.abc import Sequence
from dataclasses import replace

from reporting.comparing import change_in_words
from reporting.disclosure.hiding import Hiding, hide_more, primary
from reporting.disclosure.proof import exposed
from reporting.disclosure.rules import NONE, Rule
from reporting.disclosure.statements import Knowledge, gather
from reporting.rates import percent
from reporting.tables import Cell, ProtectedTable, Row, Table

ROUNDED = "Percentages are rounded to whole numbers, so they may not add up to 100."
SMALL_BASE = "Percentages are not shown, because fewer than 10 records have a known value."


class NotProvable(Exception):
    """No hiding could be found that the proof accepts; nothing may be published."""


class NotForPublic(Exception):
    """A table that only the confidential edition may hold was to be published."""


def protect(tables: Sequence[Table], rule: Rule) -> list[ProtectedTable]:
    """The tables of one release, protected together: what one hides, no other may give away."""
    refused = [table.key for table in tables if table.confidential]
    if rule != NONE and refused:
        raise NotForPublic(f"The proof does not cover {', '.join(refused)}: the confidential edition only.")
    hiding = decide(tables, rule) if rule != NONE else Hiding()
    return [_protected(table, hiding, rule) for table in tables]


def decide(tables: Sequence[Table], rule: Rule) -> Hiding:
    """What to hide: small counts first, then the fewest further numbers found until nothing can be worked out."""
    hiding, known = primary(tables, rule), gather(tables)
    by_key = {table.key: table for table in tables}
    for _ in range(sum(len(table.rows) + 1 for table in tables) + 1):
        open_cells = exposed(known, hiding, rule)
        if not open_cells:
            return hiding
        if not _extend(hiding, known, by_key, open_cells):
            break
    raise NotProvable("small numbers could not be protected in this set of tables")


def _extend(hiding: Hiding, known: Knowledge, tables: dict[str, Table], open_cells: list[Cell]) -> bool:
    """One more hidden number for each table in trouble; when its own are used up, in the tables it is tied to."""
    wider = False
    for cell in open_cells:
        for side in known.differences.get(cell, ()):
            if not wider and not hiding.covers(side):
                hiding.cells.add(side)
                wider = True
    for key in dict.fromkeys(key for key, _ in open_cells) if not wider else ():
        wider |= hide_more(hiding, tables[key]) or _hide_beside(hiding, known, tables, key)
    return wider


def _hide_beside(hiding: Hiding, known: Knowledge, tables: dict[str, Table], key: str) -> bool:
    tied = {k for s in known.statements if any(c[0] == key for c in s.terms) for k, _ in s.terms} - hiding.whole
    smallest = min(tied, key=lambda k: (tables[k].size, k), default=None)
    return smallest is not None and hide_more(hiding, tables[smallest])


def _protected(table: Table, hiding: Hiding, rule: Rule) -> ProtectedTable:
    whole = table.key in hiding.whole
    rows = tuple(_row(row, table, hiding) for row in table.rows)
    values = {
        **{name: getattr(table, name) for name in Table.__dataclass_fields__},
        "base": None if whole else table.base,
        "not_known": None if whole else table.not_known,
        "rows": rows,
        "extra": _extra(table, whole),
        "note": _note(table, rows, whole, rule),
        "known": (),
        "waits": (),
    }
    return ProtectedTable(**values)


def _extra(table: Table, whole: bool) -> dict:
    if table.waits:
        from reporting.intervals import quartiles_of_waits

        return quartiles_of_waits(table.waits)
    return dict.fromkeys(table.extra) if whole else dict(table.extra)


def _row(row: Row, table: Table, hiding: Hiding) -> Row:
    if hiding.covers((table.key, row.code)):
        return Row(row.code, row.label, None, suppressed=True)
    if table.per:
        return _rated(row, table.per)
    if table.each:
        return _shared(row, row.population or 0)
    if not table.shares or not table.base:
        return row
    return _shared(row, table.size)


def _shared(row: Row, base: int) -> Row:
    from reporting.intervals import wilson

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
        parts += [SMALL_BASE] if percent(0, table.size) is None else []
    return " ".join(parts)
