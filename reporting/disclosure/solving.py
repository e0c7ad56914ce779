"""The integer programs behind the proof: the least and the most that a number can be, all ties holding at once."""

from dataclasses import dataclass
from functools import lru_cache

from reporting.tables import Cell

Spans = dict[Cell, tuple[int, int]]
Tie = tuple[tuple[tuple[Cell, int], ...], float, float]


@dataclass(frozen=True)
class Puzzle:
    """One connected part of what is not printed: its cells, what ties them, and which may be the reason for hiding.

    ``reach`` is what is known of each cell by itself; ``values`` are the true numbers, one world that fits.
    """

    cells: tuple[Cell, ...]
    ties: tuple[Tie, ...]
    reasons: frozenset[Cell]
    reach: tuple[tuple[int, int], ...]
    values: tuple[int, ...]


def spans(puzzle: Puzzle, wanted: dict[Cell, int], threshold: int, most: int, fully: bool) -> Spans:
    """The least and the most of each wanted cell. Each world found serves all cells, so few need a search of their own.

    Unless ``fully``, the search for a cell ends when its span is as wide as wanted.
    """
    seen = {cell: (value, value) for cell, value in zip(puzzle.cells, puzzle.values, strict=True)}
    for cell, width in wanted.items():
        for sign in (-1, 1):
            if fully or seen[cell][1] - seen[cell][0] < width:
                world = extreme(puzzle, cell, sign, threshold, most)
                if world is None:
                    seen[cell] = (seen[cell][0], seen[cell][0])  # no answer counts as unsafe
                    break
                for one, value in zip(puzzle.cells, world, strict=True):
                    seen[one] = (min(seen[one][0], value), max(seen[one][1], value))
    return {cell: seen[cell] for cell in wanted}


@lru_cache(maxsize=4096)
def extreme(puzzle: Puzzle, cell: Cell, sign: int, threshold: int, most: int) -> tuple[int, ...] | None:
    """A world in which ``cell`` is as small (sign 1) or as large (sign -1) as can be; nothing without an answer."""
    import numpy as np
    from scipy.optimize import Bounds, milp

    size = len(puzzle.cells)
    switches = size if puzzle.reasons else 0
    goal = np.zeros(size + switches)
    goal[puzzle.cells.index(cell)] = sign
    least, top = (np.array(side, dtype=float) for side in zip(*puzzle.reach, strict=True))
    # the switches: 1 where the number may be small, which is why something is hidden here
    reach = Bounds(np.append(least, np.zeros(switches)), np.append(top, np.ones(switches)))
    rules = _constraints(puzzle, threshold, most)
    answer = milp(goal, integrality=np.ones(size + switches), bounds=reach, constraints=rules)
    return tuple(round(value) for value in answer.x[:size]) if answer.status == 0 else None


def _constraints(puzzle: Puzzle, threshold: int, most: int):
    import numpy as np
    from scipy.optimize import LinearConstraint

    size = len(puzzle.cells)
    place = {cell: n for n, cell in enumerate(puzzle.cells)}
    lines = [({place[cell]: 0 for cell, _ in terms}, terms, low, high) for terms, low, high in puzzle.ties]
    rows: list[tuple[dict[int, int], float, float]] = []
    for line, terms, low, high in lines:
        for cell, factor in terms:
            line[place[cell]] += factor
        rows.append((line, low, high))
    if puzzle.reasons:
        for n in range(size):  # switch on: 1 <= number < threshold
            rows.append(({n: 1, size + n: -1}, 0, np.inf))
            rows.append(({n: 1, size + n: most}, -np.inf, threshold - 1 + most))
        rows.append(({size + place[cell]: 1 for cell in puzzle.reasons}, 1, np.inf))
    matrix = np.zeros((len(rows), size * (2 if puzzle.reasons else 1)))
    for number, (line, _, _) in enumerate(rows):
        for column, factor in line.items():
            matrix[number, column] = factor
    return LinearConstraint(matrix, [low for _, low, _ in rows], [high for _, _, high in rows]) if rows else ()
