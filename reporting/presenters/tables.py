"""A protected table as it stands on a page: its rows, base, not known and intervals in words."""

from common.components import Column, Table
from reporting.tables import ProtectedTable, Row

HIDDEN = "[c]"
NONE = "–"


def number(value: int | None) -> str:
    """A count, or the sign of one that is not shown."""
    return HIDDEN if value is None else str(value)


def share(row: Row) -> str:
    """“37%”, or a dash."""
    return NONE if row.percent is None else f"{row.percent}%"


def interval(row: Row) -> str:
    """“26.2% to 49.1%”, or a dash."""
    return NONE if row.low is None else f"{row.low:.1f}% to {row.high:.1f}%"


def base_words(table: ProtectedTable) -> str:
    """“Base 49, not known 1.”"""
    return f"Base {number(table.base)}, not known {number(table.not_known)}."


def page_table(table: ProtectedTable) -> Table:
    """The whole table: with shares and intervals where they mean something, “not known” always a row."""
    rows = [_cells(table, row) for row in table.rows]
    if table.shares:
        rows.append(_padded(table, "Not known", table.not_known))
    if table.shares and table.parts:
        whole = None if table.base is None else table.base + table.not_known
        rows.append(_padded(table, "All", whole))
    return Table(
        caption=table.title,
        columns=_columns(table),
        rows=rows,
        note=_note(table),
        total=table.shares and table.parts,
        caption_hidden=True,
    )


def _columns(table: ProtectedTable) -> list[Column]:
    columns = [Column("Group"), Column("Number", numeric=True)]
    if table.shares:
        columns += [Column("Share of base", numeric=True), Column("95% interval", numeric=True)]
    return columns


def _cells(table: ProtectedTable, row: Row) -> list[str]:
    cells = [row.label, number(row.count)]
    return [*cells, share(row), interval(row)] if table.shares else cells


def _padded(table: ProtectedTable, label: str, count: int | None) -> list[str]:
    return [label, number(count), "", ""]


def _note(table: ProtectedTable) -> str:
    hidden = f"{HIDDEN} stands for a number that is not shown." if any(row.suppressed for row in table.rows) else ""
    base = base_words(table) if table.shares else ""
    return " ".join(part for part in (base, table.note, hidden) if part)
