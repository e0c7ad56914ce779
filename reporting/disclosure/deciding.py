"""Decides what to hide: small counts first, then what two flows of least cost touch, until the proof holds."""

from collections.abc import Callable, Sequence

from reporting.disclosure.flow import price, touched
from reporting.disclosure.hiding import Hiding, hide_more, primary
from reporting.disclosure.proof import exposed, width
from reporting.disclosure.rules import Rule
from reporting.disclosure.statements import Knowledge
from reporting.tables import Cell, Table

Tables = dict[str, Table]
Step = Callable[[Hiding, Knowledge, Tables, list[Cell], Rule], bool]


class NotProvable(Exception):
    """No hiding could be found that the proof accepts; nothing may be published. ``cells`` are what stays open."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__("small numbers could not be protected in this set of tables")
        self.cells = list(cells)


def decide(tables: Sequence[Table], known: Knowledge, rule: Rule) -> Hiding:
    """The hiding that the proof accepts and that takes least away: by flows or smallest first, and then no more of it.

    Neither way is the better in every set of tables, and each takes a fraction of a second.
    """
    start = primary(tables, rule)
    _hide_what_changed(start, known, rule)
    by_key = {table.key: table for table in tables}
    found, failed = [], []
    for step in (_by_flow, _smallest) if not rule.nearest else (_smallest,):
        try:
            found.append(_needed(start, _until_proved(start.copy(), known, by_key, rule, step), known, by_key, rule))
        except NotProvable as refused:
            failed.append(refused)
    if not found:
        raise failed[-1]
    return min(found, key=lambda hiding: price(hiding, by_key))


def _until_proved(hiding: Hiding, known: Knowledge, tables: Tables, rule: Rule, step: Step) -> Hiding:
    open_cells: list[Cell] = []
    for _ in range(sum(len(table.rows) + 1 for table in tables.values()) + 1):
        open_cells = exposed(known, hiding, rule)
        if not open_cells:
            return hiding
        if not step(hiding, known, tables, open_cells, rule):
            break
    raise NotProvable(open_cells)


def _needed(start: Hiding, hiding: Hiding, known: Knowledge, tables: Tables, rule: Rule) -> Hiding:
    """Without what turned out not to be needed in the end, the dearest first."""
    for cell in sorted(hiding.cells - start.cells, key=lambda c: (-tables[c[0]].row(c[1]).number, c)):
        less = hiding.without(cell)
        if not exposed(known, less, rule):
            hiding = less
    return hiding


def _hide_what_changed(hiding: Hiding, known: Knowledge, rule: Rule) -> None:
    """A number that an earlier release printed, and that has changed by a few children, must not be printed again."""
    for cell, (now, before) in known.differences.items():
        printed = before in known.earlier and known.earlier[before].reach
        if printed and now not in known.earlier and not rule.nearest and rule.small(known.values[cell]):
            hiding.cells.add(now)


def _by_flow(hiding: Hiding, known: Knowledge, tables: Tables, open_cells: list[Cell], rule: Rule) -> bool:
    """What the flows of each number in trouble touch; one more number where they are content and the proof is not."""
    before = hiding.copy()
    for cell in open_cells:
        more = touched(known, hiding, tables, cell, width(known, rule, cell))
        if more:
            hiding.cells, hiding.whole = more.cells, more.whole
    return hiding != before or _smallest(hiding, known, tables, open_cells, rule)


def _smallest(hiding: Hiding, known: Knowledge, tables: Tables, open_cells: list[Cell], _: Rule) -> bool:
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


def _hide_beside(hiding: Hiding, known: Knowledge, tables: Tables, key: str) -> bool:
    tied = {k for s in known.statements if any(c[0] == key for c in s.terms) for k, _ in s.terms} - hiding.whole
    smallest = min(tied & tables.keys(), key=lambda k: (tables[k].size, k), default=None)
    return smallest is not None and hide_more(hiding, tables[smallest])
