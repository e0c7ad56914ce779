"""A protected table with two ways as it stands on a page: one row down, one column across, sums where they are sums."""

from collections.abc import Callable

from common.components import Cell, Column, Table
from reporting.tables import ProtectedTable, Row

NOUGHT = "–"


def page_table(table: ProtectedTable, note: str, address: Callable[[str], str] | None) -> Table:
    """Every cell; one with cases leads to them for a reader who may open them."""
    down, across = table.grid or ((), ())
    cells = {row.code: row for row in table.rows}
    rows = [
        [label, *(_cell(cells[f"{code}:{other}"], address) for other, _ in across), *_sum(table, cells, code, across)]
        for code, label in down
    ]
    last = [Column("All", numeric=True)] if table.parts else []
    columns = [Column("Group"), *(Column(label, numeric=True) for _, label in across), *last]
    return Table(table.title, columns, rows, note=note, caption_hidden=True)


def _cell(row: Row, address: Callable[[str], str] | None) -> Cell | str:
    if not row.count:
        return NOUGHT
    return Cell(row.count, url=address(row.code) if address else "")


def _sum(table: ProtectedTable, cells: dict[str, Row], code: str, across) -> list[int]:
    return [sum(cells[f"{code}:{other}"].number for other, _ in across)] if table.parts else []
