"""Which further numbers to hide so that one stays open: two flows of least cost, one up and one down.

A flow moves children between numbers so that everything printed stays true. What it touches must be hidden, since a
reader could not tell the moved world from the real one only then. In one table with two ways that is a flow through a
network; linked tables need whole numbers and switches, so every flow here is an integer program.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf, log2

from reporting.disclosure.hiding import Hiding
from reporting.disclosure.statements import BASE, NOT_KNOWN, Knowledge, Statement, statements_in_force
from reporting.tables import Cell, Table

DEAR = 8.0
"""How many times dearer a nought, and a table as a whole, is than its numbers: both say more than a count does."""


@dataclass(frozen=True)
class Network:
    """Numbers that statements tie together, what each is, and the least and most that each may become."""

    values: Mapping[Cell, int]
    statements: tuple[Statement, ...]
    limits: Mapping[Cell, tuple[float, float]]
    rows: Mapping[Cell, float]
    wholes: Mapping[str, float]

    def switches(self, cell: Cell) -> list[Cell]:
        """What has to be hidden so that the number may move; nothing where it is never printed."""
        found = [cell] if cell in self.rows else []
        return found + ([_whole(cell[0])] if cell[0] in self.wholes else [])


def touched(known: Knowledge, hiding: Hiding, tables: Mapping[str, Table], cell: Cell, width: int) -> Hiding | None:
    """What the cheapest pair of flows would hide so that ``cell`` stays open over ``width``; nothing if none does."""
    value = known.values[cell]
    lower = min(value, width)
    more = hiding.copy()
    for move in (width - lower, -lower):
        step = _flow(_network(known, more, tables, cell), cell, move) if move else ()
        if step is None:
            return None
        more.cells |= {one for one in step if one[1]}
        more.whole |= {key for key, row in step if not row}
    return more


def price(hiding: Hiding, tables: Mapping[str, Table]) -> float:
    """What a hiding takes from the reader: the more for a greater number, for a nought and for a table as a whole."""
    cells = (_cost(tables[key].row(code).number) for key, code in hiding.cells if key not in hiding.whole)
    return sum(cells) + sum(_dear(tables[key]) for key in hiding.whole)


def _dear(table: Table) -> float:
    return DEAR * sum(_cost(row.number) for row in table.rows)


def _whole(key: str) -> Cell:
    return key, ""


def _network(known: Knowledge, hiding: Hiding, tables: Mapping[str, Table], cell: Cell) -> Network:
    statements = tuple(_tied(cell, list(statements_in_force(known, hiding))))
    cells = {one for statement in statements for one in statement.terms} | {cell}
    dear = {key: _dear(tables[key]) for key in _keys(cells) & tables.keys()}
    return Network(
        {one: known.values[one] for one in cells},
        statements,
        {one: _limits(known, one) for one in cells},
        {one: _price(known, hiding, one) for one in cells if one[0] in tables and _is_row(known, tables, one)},
        {key: 0.0 if key in hiding.whole else cost for key, cost in dear.items()},
    )


def _is_row(known: Knowledge, tables: Mapping[str, Table], cell: Cell) -> bool:
    return cell[1] not in (BASE, NOT_KNOWN) and cell not in known.differences and tables[cell[0]].shares


def _cost(number: int) -> float:
    return log2(2 + number) if number else DEAR


def _price(known: Knowledge, hiding: Hiding, cell: Cell) -> float:
    return 0.0 if hiding.covers(cell) else _cost(known.values[cell])


def _limits(known: Knowledge, cell: Cell) -> tuple[float, float]:
    """How far a number may move: an earlier release holds its own for good."""
    if cell in known.earlier:
        return known.earlier[cell].reach or (0, inf)
    return 0, inf


def _keys(cells: Iterable[Cell]) -> set[str]:
    return {key for key, _ in cells}


def _tied(cell: Cell, statements: list[Statement]) -> list[Statement]:
    """The statements that lead to ``cell``, over any number of steps."""
    reached, found = {cell}, [False] * len(statements)
    grown = True
    while grown:
        grown = False
        for place, statement in enumerate(statements):
            if not found[place] and reached & statement.terms.keys():
                found[place] = grown = True
                reached |= statement.terms.keys()
    return [statement for statement, tied in zip(statements, found, strict=True) if tied]


def _flow(network: Network, cell: Cell, move: int) -> tuple[Cell, ...] | None:
    """The switches of the cheapest flow that moves ``cell`` by ``move``."""
    import numpy as np
    from scipy.optimize import Bounds, milp

    cells = sorted(network.values)
    switches = sorted([*network.rows, *(_whole(key) for key in network.wholes)])
    costs = {**network.rows, **{_whole(key): cost for key, cost in network.wholes.items()}}
    least, most = (np.array(side) for side in zip(*(network.limits[one] for one in cells), strict=True))
    at = cells.index(cell)
    least[at] = most[at] = network.values[cell] + move
    goal = np.append(np.zeros(len(cells)), [costs[one] for one in switches])
    bounds = Bounds(np.append(least, np.zeros(len(switches))), np.append(most, np.ones(len(switches))))
    answer = milp(goal, integrality=np.ones(len(goal)), bounds=bounds, constraints=_rules(network, cells, switches))
    if answer.status != 0:
        return None
    on = answer.x[len(cells) :]
    return tuple(one for one, value in zip(switches, on, strict=True) if value > 0.5 and costs[one])


def _rules(network: Network, cells: list[Cell], switches: list[Cell]) -> list:
    """Everything stated stays true; a number moves only where one of its switches is on."""
    from scipy.optimize import LinearConstraint
    from scipy.sparse import lil_matrix

    place = {one: n for n, one in enumerate(cells)}
    switch = {one: len(cells) + n for n, one in enumerate(switches)}
    most = 2 * max(network.values.values()) + 10
    moving = [one for one in cells if network.switches(one)]
    lines = lil_matrix((len(network.statements) + 2 * len(moving), len(cells) + len(switches)))
    low, high = [s.least for s in network.statements], [s.most for s in network.statements]
    for line, statement in enumerate(network.statements):
        for one, factor in statement.terms.items():
            lines[line, place[one]] = factor
    for line, (one, sign) in enumerate(((m, s) for m in moving for s in (1, -1)), len(network.statements)):
        lines[line, place[one]] = sign  # sign × (number − value) <= most × the sum of its switches
        for name in network.switches(one):
            lines[line, switch[name]] = -most
        low.append(-inf)
        high.append(sign * network.values[one])
    return [LinearConstraint(lines.tocsr(), low, high)]
