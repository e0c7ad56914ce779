"""What is hidden in a set of tables: single cells, and tables as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reporting.disclosure.rules import GROUP, Rule
from reporting.tables import Cell, Table


@dataclass
class Hiding:
    """Cells by table key and row code; keys of tables of which nothing is shown."""

    cells: set[Cell] = field(default_factory=set)
    whole: set[str] = field(default_factory=set)

    def covers(self, cell: Cell) -> bool:
        """Whether this number is not shown."""
        return cell in self.cells or cell[0] in self.whole

    def copy(self) -> "Hiding":
        """The same, to be changed by itself."""
        return Hiding(set(self.cells), set(self.whole))

    def without(self, cell: Cell) -> "Hiding":
        """The same with this number shown."""
        return Hiding(self.cells - {cell}, set(self.whole))

    def shown(self, table: Table) -> list[Cell]:
        """The rows of a table that are shown."""
        return [(table.key, row.code) for row in table.rows if not self.covers((table.key, row.code))]


def primary(tables: Iterable[Table], rule: Rule) -> Hiding:
    """What may not be shown for its own sake: small counts, and tables of a handful of children."""
    hiding = Hiding()
    for table in tables:
        if not table.of_people:
            continue
        if table.shares and 0 < table.size <= GROUP:
            hiding.whole.add(table.key)
        hiding.cells |= {(table.key, row.code) for row in table.rows if rule.small(row.count)}
    return hiding


def hide_more(hiding: Hiding, table: Table) -> bool:
    """Hides the smallest shown count of a table, or the table when none is left to hide; false if it was hidden."""
    if table.key in hiding.whole:
        return False
    counts = {row.code: row.number for row in table.rows}
    shown = [cell for cell in hiding.shown(table) if counts[cell[1]]]
    if shown and table.shares:
        hiding.cells.add(min(shown, key=lambda cell: counts[cell[1]]))
    else:
        hiding.whole.add(table.key)
    return True
