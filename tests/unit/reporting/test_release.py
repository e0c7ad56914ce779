"""A whole year's public edition, attacked by algebra that knows nothing of how it was protected."""

import numpy as np
import pytest

from reporting.disclosure import NONE, protect, under
from reporting.tables import COHORT, ProtectedTable
from tests.unit.reporting.years import year_of

SIZES = [(1, 50, 65), (3, 20, 54), (4, 20, 11), (7, 50, 4), (9, 120, 54)]


class Reader:
    """Somebody who writes down every equation that the printed tables allow, and solves them."""

    def __init__(self, tables: list[ProtectedTable]) -> None:
        self.places: dict[tuple[str, str], int] = {}
        self.equations: list[tuple[dict[int, int], int]] = []
        for table in tables:
            self._read(table)

    def _place(self, key: str, code: str) -> int:
        return self.places.setdefault((key, code), len(self.places))

    def _read(self, table: ProtectedTable) -> None:
        rows = [self._place(table.key, row.code) for row in table.rows]
        base, unknown = self._place(table.key, "base"), self._place(table.key, "unknown")
        printed = [(self._place(table.key, row.code), row.count) for row in table.rows]
        for place, value in [*printed, (base, table.base), (unknown, table.not_known)]:
            if value is not None:
                self.equations.append(({place: 1}, value))
        if table.parts:
            self.equations.append((dict.fromkeys(rows, 1) | {base: -1}, 0))
        for code, cells in table.sums.items():
            left = {base: 1, unknown: 1} if code == COHORT else {self._place(table.key, code): 1}
            self.equations.append((left | {self._place(*cell): -1 for cell in cells}, 0))

    def knows(self) -> set[tuple[str, str]]:
        """The numbers that follow from the equations, printed or not."""
        matrix = np.zeros((len(self.equations), len(self.places)))
        for line, (terms, _) in enumerate(self.equations):
            for place, factor in terms.items():
                matrix[line, place] += factor
        _, sizes, directions = np.linalg.svd(matrix)
        free = directions[np.count_nonzero(sizes > 1e-9) :]
        return {cell for cell, place in self.places.items() if not np.any(np.abs(free[:, place]) > 1e-9)}


@pytest.fixture(scope="module", params=SIZES, ids=str)
def release(request):
    """A year before and after protection."""
    raw = year_of(*request.param)
    return raw, protect(raw, under(5))


def test_no_hidden_number_follows_from_the_others(release):
    raw, public = release
    known = Reader(public).knows()
    small = {(t.key, row.code) for t in raw for row in t.rows if t.of_people and 0 < row.count < 5}
    assert small, "a year without small numbers proves nothing"
    assert not small & known


def test_the_reader_would_find_what_is_badly_hidden(release):
    """The attack works: on raw tables it knows everything."""
    raw, _ = release
    known = Reader(protect(raw, NONE)).knows()
    assert all((table.key, row.code) in known for table in raw for row in table.rows)


def test_no_small_number_is_printed_anywhere(release):
    _, public = release
    for table in public:
        for row in table.rows:
            assert row.count is None or row.count == 0 or row.count >= 5, (table.key, row.code)
            assert row.suppressed == (row.count is None)
            assert (row.count is not None) or (row.percent, row.low, row.high) == (None, None, None)
        assert table.base is None or table.base == 0 or not table.shares or table.base > 10


def test_most_large_numbers_are_still_shown(release):
    raw, public = release
    large = [(t.key, row.code) for t in raw for row in t.rows if row.count >= 20]
    shown = {(t.key, row.code) for t in public for row in t.rows if not row.suppressed}
    assert sum(cell in shown for cell in large) >= 0.7 * len(large)
