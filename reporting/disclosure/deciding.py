"""Decides what to hide: small counts first, then the fewest further numbers until nothing can be worked out."""

from collections.abc import Sequence

from reporting.disclosure.hiding import Hiding, hide_more, primary
from reporting.disclosure.proof import exposed
from reporting.disclosure.rules import Rule
from reporting.disclosure.statements import Knowledge
from reporting.tables import Cell, Table


class NotProvable(Exception):
    """No hiding could be found that the proof accepts; nothing may be published. ``cells`` are what stays open."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__("small numbers could not be protected in this set of tables")
        self.cells = list(cells)


def decide(tables: Sequence[Table], known: Knowledge, rule: Rule) -> Hiding:
    """The hiding that the proof accepts."""
    hiding = primary(tables, rule)
    _hide_what_changed(hiding, known, rule)
    by_key = {table.key: table for table in tables}
    open_cells: list[Cell] = []
    for _ in range(sum(len(table.rows) + 1 for table in tables) + 1):
        open_cells = exposed(known, hiding, rule)
        if not open_cells:
            return hiding
        if not _extend(hiding, known, by_key, open_cells):
            break
    raise NotProvable(open_cells)


def _hide_what_changed(hiding: Hiding, known: Knowledge, rule: Rule) -> None:
    """A number that an earlier release printed, and that has changed by a few children, must not be printed again."""
    for cell, (now, before) in known.differences.items():
        printed = before in known.earlier and known.earlier[before].reach
        if printed and not rule.nearest and rule.small(known.values[cell]):
            hiding.cells.add(now)


def _extend(hiding: Hiding, known: Knowledge, tables: dict[str, Table], open_cells: list[Cell]) -> bool:
    """One more hidden number for each table in trouble; when its own are used up, in the tables it is tied to."""
    wider = False
    for cell in open_cells:
        for side in known.differences.get(cell, ()):
            if not wider and side not in known.earlier and not hiding.covers(side):
                hiding.cells.add(side)
                wider = True
    for key in dict.fromkeys(_own(key) for key, _ in open_cells) if not wider else ():
        wider |= (key in tables and hide_more(hiding, tables[key])) or _hide_beside(hiding, known, tables, key)
    return wider


def _own(key: str) -> str:
    """The table of this release that repeats one of an earlier release."""
    return key.rpartition("|")[2]


def _hide_beside(hiding: Hiding, known: Knowledge, tables: dict[str, Table], key: str) -> bool:
    tied = {k for s in known.statements if any(c[0] == key for c in s.terms) for k, _ in s.terms} - hiding.whole
    smallest = min(tied & tables.keys(), key=lambda k: (tables[k].size, k), default=None)
    return smallest is not None and hide_more(hiding, tables[smallest])
