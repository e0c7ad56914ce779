"""Proves that hidden numbers stay hidden: the exact least and most each can be, by integer programming."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from reporting.disclosure.hiding import Hiding
from reporting.disclosure.rules import Rule
from reporting.disclosure.statements import (
    BASE,
    NOT_KNOWN,
    Knowledge,
    Statement,
    hidden_cells,
    statements_in_force,
)
from reporting.tables import Cell


@dataclass(frozen=True)
class Puzzle:
    """One connected part of what is hidden: its cells, what ties them, and which may be the reason for hiding."""

    cells: tuple[Cell, ...]
    ties: tuple[tuple[tuple[tuple[Cell, int], ...], float, float], ...]
    reasons: frozenset[Cell]


def exposed(known: Knowledge, hiding: Hiding, rule: Rule) -> list[Cell]:
    """The hidden numbers that a reader can pin down to less than the rule's width."""
    found = []
    most = 2 * max(known.values.values(), default=0) + rule.threshold
    for puzzle in _puzzles(known, hiding, rule):
        for cell in puzzle.cells:
            width = rule.width(cell[0] in known.adding and cell not in known.differences)
            if _worth_protecting(known, hiding, rule, cell) and _span(puzzle, cell, rule, most) < width:
                found.append(cell)
    return found


def _worth_protecting(known: Knowledge, hiding: Hiding, rule: Rule, cell: Cell) -> bool:
    """Hidden rows, and differences that are small; the base of a hidden table counts by its rows."""
    if cell in known.differences:
        return rule.small(known.values[cell])
    return cell[1] not in (BASE, NOT_KNOWN) and (cell in hiding.cells or rule.small(known.values[cell]))


def _span(puzzle: Puzzle, cell: Cell, rule: Rule, most: int) -> int:
    bounds = limits(puzzle, cell, rule.threshold, most)
    return bounds[1] - bounds[0] if bounds else 0


def _puzzles(known: Knowledge, hiding: Hiding, rule: Rule) -> list[Puzzle]:
    hidden = hidden_cells(known, hiding)
    ties = [_tie(statement, known, hidden) for statement in statements_in_force(known, hiding)]
    ties = [tie for tie in ties if tie[0]]
    made = []
    for cells in _connected(hidden, ties):
        own = tuple(tie for tie in ties if tie[0][0][0] in cells)
        made.append(Puzzle(tuple(sorted(cells)), own, _reasons(cells, known, hiding, rule)))
    return made


def _reasons(cells: set[Cell], known: Knowledge, hiding: Hiding, rule: Rule) -> frozenset[Cell]:
    """Nothing is hidden without a reason, so one of the cells is small: the reader knows that too.

    Unless a whole table is among them: that may have been hidden for its size alone.
    """
    if any(cell[0] in hiding.whole for cell in cells) or not any(rule.small(known.values[cell]) for cell in cells):
        return frozenset()
    return frozenset(cells)


def _tie(statement: Statement, known: Knowledge, hidden: set[Cell]) -> tuple:
    """The statement over hidden numbers only, what is shown moved to the other side."""
    shown = sum(factor * known.values[cell] for cell, factor in statement.terms.items() if cell not in hidden)
    terms = tuple((cell, factor) for cell, factor in statement.terms.items() if cell in hidden)
    return terms, statement.least - shown, statement.most - shown


def _connected(hidden: set[Cell], ties: list[tuple]) -> Iterable[set[Cell]]:
    group = {cell: {cell} for cell in hidden}
    for terms, _, _ in ties:
        merged = set().union(*(group[cell] for cell, _ in terms))
        for cell in merged:
            group[cell] = merged
    return {id(cells): cells for cells in group.values()}.values()


@lru_cache(maxsize=4096)
def limits(puzzle: Puzzle, cell: Cell, threshold: int, most: int) -> tuple[int, int] | None:
    """The least and the most that ``cell`` can be; nothing when the solver does not answer, which counts as unsafe."""
    import numpy as np
    from scipy.optimize import Bounds, milp

    size = len(puzzle.cells)
    goal = np.zeros(2 * size)
    goal[puzzle.cells.index(cell)] = 1
    # the second half are switches: 1 where the number may be small, which is why something is hidden here
    reach = Bounds(np.zeros(2 * size), np.concatenate([np.full(size, most), np.ones(size)]))
    rules = _constraints(puzzle, threshold, most)
    answers = [milp(sign * goal, integrality=np.ones(2 * size), bounds=reach, constraints=rules) for sign in (1, -1)]
    if any(answer.status != 0 for answer in answers):
        return None
    return round(answers[0].fun), round(-answers[1].fun)


def _constraints(puzzle: Puzzle, threshold: int, most: int):
    import numpy as np
    from scipy.optimize import LinearConstraint

    size = len(puzzle.cells)
    place = {cell: n for n, cell in enumerate(puzzle.cells)}
    rows: list[np.ndarray] = []
    least: list[float] = []
    top: list[float] = []
    for terms, low, high in puzzle.ties:
        row = np.zeros(2 * size)
        for cell, factor in terms:
            row[place[cell]] += factor
        rows, least, top = [*rows, row], [*least, low], [*top, high]
    for n in range(size):  # switch on: 1 <= number < threshold
        for on_number, on_switch, low, high in ((1, -1, 0, np.inf), (1, most, -np.inf, threshold - 1 + most)):
            row = np.zeros(2 * size)
            row[n], row[size + n] = on_number, on_switch
            rows, least, top = [*rows, row], [*least, low], [*top, high]
    reason = np.zeros(2 * size)
    reason[[size + place[cell] for cell in puzzle.reasons]] = 1
    return LinearConstraint(np.array([*rows, reason]), [*least, 1 if puzzle.reasons else 0], [*top, np.inf])
