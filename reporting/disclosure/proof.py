"""Proves that hidden numbers stay hidden: the exact least and most each can be, by integer programming."""

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.disclosure.hiding import Hiding
from reporting.disclosure.rules import Rule
from reporting.disclosure.solving import Puzzle, spans
from reporting.disclosure.statements import BASE, NOT_KNOWN, Knowledge, Statement, statements_in_force
from reporting.tables import Cell


@dataclass(frozen=True)
class Proved:
    """One number that must not be known, what a reader can find of it, and the span that it needs."""

    cell: Cell
    least: int
    most: int
    width: int

    @property
    def holds(self) -> bool:
        """Whether the reader is left with enough possible values."""
        return self.most - self.least >= self.width


def exposed(known: Knowledge, hiding: Hiding, rule: Rule) -> list[Cell]:
    """The numbers that a reader can pin down to less than the rule's width."""
    return [proved.cell for proved in prove(known, hiding, rule) if not proved.holds]


def prove(known: Knowledge, hiding: Hiding, rule: Rule, *, fully: bool = False) -> list[Proved]:
    """Each number that must not be known with its limits: ``fully`` the exact ones, otherwise as wide as needed."""
    found = []
    most = 2 * max(known.values.values(), default=0) + rule.threshold
    for puzzle in _puzzles(known, hiding, rule, most):
        wanted = {c: width(known, rule, c) for c in puzzle.cells if _worth_protecting(known, hiding, rule, c)}
        limits = spans(puzzle, wanted, rule.threshold, most, fully)
        found += [Proved(cell, least, top, wanted[cell]) for cell, (least, top) in limits.items()]
    return found


def width(known: Knowledge, rule: Rule, cell: Cell) -> int:
    """Over how many values a number must stay open."""
    return rule.width(cell[0] in known.adding and cell not in known.differences)


def _worth_protecting(known: Knowledge, hiding: Hiding, rule: Rule, cell: Cell) -> bool:
    """Hidden rows, and differences that are small; the base of a hidden table counts by its rows.

    Where numbers are rounded every row but a nought. Nothing that an earlier release has printed, unless it is small.
    """
    value = known.values[cell]
    if cell in known.earlier:
        return known.earlier[cell].protected and rule.small(value)
    if cell in known.differences:
        return rule.small(value)
    if cell[1] in (BASE, NOT_KNOWN):
        return False
    if rule.small(value):
        return True
    printed = known.earlier.get(known.same.get(cell, cell))
    if printed and printed.reach == (value, value):
        return False
    return bool(value) if rule.nearest else cell in hiding.cells


def unknown(known: Knowledge, hiding: Hiding, rule: Rule, most: int) -> dict[Cell, tuple[int, int]]:
    """Every number that is not printed as it is, with what its print or its sign alone says of it."""
    reach = {cell: _reach(known, hiding, rule, cell, most) for cell in known.values}
    return {cell: (least, top) for cell, (least, top) in reach.items() if least < top}


def _reach(known: Knowledge, hiding: Hiding, rule: Rule, cell: Cell, most: int) -> tuple[int, int]:
    value = known.values[cell]
    if cell in known.earlier:
        return known.earlier[cell].reach or (0, most)
    if cell in known.differences:
        return 0, most
    if rule.nearest and rule.small(value) and cell[0] not in hiding.whole:
        return 1, rule.threshold - 1
    return (0, most) if hiding.covers(cell) else rule.reach(value)


def _puzzles(known: Knowledge, hiding: Hiding, rule: Rule, most: int) -> list[Puzzle]:
    reach = unknown(known, hiding, rule, most)
    ties = [_tie(statement, known, reach) for statement in statements_in_force(known, hiding)]
    ties = [tie for tie in ties if tie[0]]
    made = []
    for cells in _connected(reach, ties):
        if not cells <= known.earlier.keys():
            order = tuple(sorted(cells))
            own = tuple(tie for tie in ties if tie[0][0][0] in cells)
            values = tuple(known.values[cell] for cell in order)
            limits = tuple(reach[cell] for cell in order)
            made.append(Puzzle(order, own, _reasons(cells, known, hiding, rule), limits, values))
    return made


def _reasons(cells: set[Cell], known: Knowledge, hiding: Hiding, rule: Rule) -> frozenset[Cell]:
    """Nothing is hidden without a reason, so one of the cells is small: the reader knows that too.

    Unless a whole table is among them: that may have been hidden for its size alone. Where numbers are rounded the
    sign of a small number says all of it already.
    """
    own = {cell for cell in cells if cell not in known.earlier}
    if rule.nearest or any(cell[0] in hiding.whole for cell in own):
        return frozenset()
    return frozenset(own) if any(rule.small(known.values[cell]) for cell in own) else frozenset()


def _tie(statement: Statement, known: Knowledge, hidden: Iterable[Cell]) -> tuple:
    """The statement over hidden numbers only, what is shown moved to the other side."""
    shown = sum(factor * known.values[cell] for cell, factor in statement.terms.items() if cell not in hidden)
    terms = tuple((cell, factor) for cell, factor in statement.terms.items() if cell in hidden)
    return terms, statement.least - shown, statement.most - shown


def _connected(hidden: Iterable[Cell], ties: list[tuple]) -> Iterable[set[Cell]]:
    group = {cell: {cell} for cell in hidden}
    for terms, _, _ in ties:
        merged = set().union(*(group[cell] for cell, _ in terms))
        for cell in merged:
            group[cell] = merged
    return {id(cells): cells for cells in group.values()}.values()
