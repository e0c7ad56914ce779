"""All that a careful reader knows, as linear statements over the numbers of a set of tables.

A variable is one printed number: a row, ``@base`` or ``@not_known`` of a table. A difference that a reader can
take (deaths of a category without modifiable factors) is a variable too, never printed itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reporting.disclosure.hiding import Hiding
from reporting.tables import COHORT, Cell, Table

BASE = "@base"
NOT_KNOWN = "@not_known"
REST = "@rest:"


@dataclass(frozen=True)
class Statement:
    """``least`` <= the sum of coefficient times number <= ``most``."""

    terms: Mapping[Cell, int]
    least: float
    most: float

    def holds(self, values: Mapping[Cell, int]) -> bool:
        """Whether it is true of these numbers."""
        return self.least <= sum(factor * values[cell] for cell, factor in self.terms.items()) <= self.most


@dataclass(frozen=True)
class Earlier:
    """What an earlier release said of a number: the least and the most; whether it was to stay hidden."""

    reach: tuple[int, int] | None
    protected: bool


@dataclass
class Knowledge:
    """The numbers as they are and the statements that connect them.

    ``differences`` names the two numbers of each; ``adding`` the tables whose rows add up; ``told`` what the
    printed quartiles of a table say; ``earlier`` the numbers of earlier releases, and ``same`` which of them a number
    of this release repeats.
    """

    values: dict[Cell, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    differences: dict[Cell, tuple[Cell, Cell]] = field(default_factory=dict)
    adding: set[str] = field(default_factory=set)
    told: dict[str, list[Statement]] = field(default_factory=dict)
    earlier: dict[Cell, "Earlier"] = field(default_factory=dict)
    same: dict[Cell, Cell] = field(default_factory=dict)

    def state(self, terms: Mapping[Cell, int], least: float = 0, most: float = 0) -> None:
        """Adds a statement over numbers that exist, unless an inconsistent record makes it untrue."""
        statement = Statement(terms, least, most)
        if all(cell in self.values for cell in terms) and statement.holds(self.values):
            self.statements.append(statement)


def gather(tables: Sequence[Table]) -> Knowledge:
    """What follows from the design of the tables, before any number is shown or hidden."""
    known = Knowledge()
    people = [table for table in tables if table.of_people]
    for table in people:
        known.values[table.key, BASE] = table.size
        known.values[table.key, NOT_KNOWN] = table.unknown
        known.values |= {(table.key, row.code): row.number for row in table.rows}
    for table in people:
        _within_table(known, table)
        _between_tables(known, table)
    return known


def _within_table(known: Knowledge, table: Table) -> None:
    rows = [(table.key, row.code) for row in table.rows]
    base = (table.key, BASE)
    if table.parts:
        known.adding.add(table.key)
        known.state({**dict.fromkeys(rows, 1), base: -1})
    else:
        for row in rows:
            known.state({row: 1, base: -1}, least=float("-inf"))
    told = [Statement(dict.fromkeys(((table.key, c) for c in codes), 1), a, b) for codes, a, b in table.known]
    known.told[table.key] = [statement for statement in told if statement.holds(known.values)]


def _between_tables(known: Knowledge, table: Table) -> None:
    for code, cells in table.sums.items():
        whole = {(table.key, BASE): 1, (table.key, NOT_KNOWN): 1} if code == COHORT else {(table.key, code): 1}
        known.state({**whole, **dict.fromkeys(cells, -1)})
    for code, larger in table.within.items():
        _difference(known, (table.key, code), larger)


def _difference(known: Knowledge, part: Cell, larger: Cell) -> None:
    if part not in known.values or larger not in known.values or known.values[part] > known.values[larger]:
        return
    rest = (part[0], f"{REST}{part[1]}")
    known.values[rest] = known.values[larger] - known.values[part]
    known.differences[rest] = (part, larger)
    known.state({larger: 1, part: -1, rest: -1})


def statements_in_force(known: Knowledge, hiding: Hiding) -> Iterable[Statement]:
    """All statements; what median and quartiles tell counts only where they are printed."""
    told = [s for key, found in known.told.items() if key not in hiding.whole for s in found]
    return [*known.statements, *told]
