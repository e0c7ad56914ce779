"""Protection of small numbers: against every way of working them out, found by trying all numbers."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.disclosure import NONE, protect, under
from reporting.tables import COHORT, ProtectedTable
from tests.unit.reporting.made import table, total

FIVE = under(5)
TINY = under(3)
few = settings(max_examples=40, deadline=None, derandomize=True)


def hidden(tables: list[ProtectedTable]) -> dict:
    """The codes that are not shown, by table."""
    return {t.key: [row.code for row in t.rows if row.suppressed] for t in tables if any(r.suppressed for r in t.rows)}


def test_the_confidential_edition_hides_nothing():
    found = protect([table("n.sex", {"f": 1, "m": 30})], NONE)
    assert not hidden(found)
    assert [(row.count, row.percent) for row in found[0].rows] == [(1, 3), (30, 97)]


@pytest.mark.parametrize(
    ("counts", "gone"),
    [
        ({"a": 20, "b": 10, "c": 0}, []),
        ({"a": 20, "b": 3, "c": 7, "d": 0}, ["b", "c"]),
        ({"a": 30, "b": 1}, ["a", "b"]),
        ({"a": 30, "b": 1, "c": 1}, ["a", "b", "c"]),
        ({"a": 30, "b": 3, "c": 4}, ["b", "c"]),
    ],
)
def test_a_small_number_takes_another_with_it(counts, gone):
    found = protect([total("n", sum(counts.values())), table("n.x", counts)], FIVE)
    assert hidden(found).get("n.x", []) == gone


def test_nothing_derived_from_a_hidden_number_is_shown():
    row = protect([table("n.x", {"a": 30, "b": 3, "c": 4})], FIVE)[0].row("b")
    assert (row.count, row.percent, row.low, row.high, row.suppressed) == (None, None, None, None, True)


@pytest.mark.parametrize("counts", [{"a": 6, "b": 4}, {"a": 9}, {"a": 1}, {"a": 10, "b": 0}])
def test_a_table_of_ten_or_fewer_is_not_shown_at_all(counts):
    found = protect([table("n.x", counts, extra={"median_days": 5})], FIVE)[0]
    assert (found.base, found.not_known, found.extra) == (None, None, {"median_days": None})
    assert all(row.suppressed for row in found.rows)


def test_a_linked_table_gives_nothing_away():
    """The number of infants is the sum of two age bands: a hidden band must not follow from the gestation table."""
    age = table("n.age", {"young": 21, "infant": 3, "older": 12, "old": 14})
    infants = {COHORT: (("n.age", "young"), ("n.age", "infant"))}
    weeks = table("n.weeks", {"early": 12, "late": 12}, sums=infants)
    found = protect([total("n", 50), age, weeks], FIVE)
    shown = {t.key: t for t in found}
    both = shown["n.age"].row("young").count is not None and shown["n.weeks"].base is not None
    assert not both


def test_the_rest_of_a_category_is_protected_too():
    """Twelve of a category, ten with factors: the two without must not follow by subtraction."""
    category = table("r.category", {"a": 12, "b": 40, "c": 13})
    within = {code: ("r.category", code) for code in "abc"}
    modifiable = table("r.modifiable", {"a": 10, "b": 20, "c": 0}, base=65, parts=False, within=within)
    found = {t.key: t for t in protect([total("r", 65), category, modifiable], FIVE)}
    assert found["r.category"].row("a").count is None or found["r.modifiable"].row("a").count is None


def test_meetings_are_not_children():
    assert not hidden(protect([table("meetings.held", {"all": 3}, shares=False, of_people=False)], FIVE))


def consistent(counts: tuple[int, ...], shown: ProtectedTable, rule) -> bool:
    """Whether a reader who sees ``shown`` has to reckon with these counts."""
    right = all(row.suppressed or row.count == n for row, n in zip(shown.rows, counts, strict=True))
    reason = not any(row.suppressed for row in shown.rows) or any(
        row.suppressed and rule.small(n) for row, n in zip(shown.rows, counts, strict=True)
    )
    return right and reason and sum(counts) == shown.base


@few
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_one_table_tried_with_all_numbers(counts):
    """Every count of every hidden row stays open over the rule's span: all tables with this total are tried."""
    found = protect([total("n", sum(counts)), table("n.x", {str(n): c for n, c in enumerate(counts)})], TINY)[1]
    if found.base is None:
        return
    spread = itertools.product(range(found.base + 1), repeat=sum(row.suppressed for row in found.rows))
    whole = [_filled(found, values) for values in spread if sum(values) == found.base - _shown(found)]
    worlds = [world for world in whole if consistent(world, found, TINY)]
    assert tuple(counts) in worlds
    for place, row in enumerate(found.rows):
        if row.suppressed:
            reach = {world[place] for world in worlds}
            assert max(reach) - min(reach) >= TINY.width(True)


def _shown(found: ProtectedTable) -> int:
    return sum(row.count for row in found.rows if not row.suppressed)


def _filled(found: ProtectedTable, values: tuple[int, ...]) -> tuple[int, ...]:
    left = iter(values)
    return tuple(next(left) if row.suppressed else row.count for row in found.rows)


@few
@given(st.lists(st.integers(0, 8), min_size=4, max_size=4), st.integers(0, 3))
def test_two_tables_of_one_cohort_tried_with_all_numbers(cells, not_known):
    """Rows of one table are sums of the other's: no hidden row of either can be narrowed by the pair."""
    fine = table("n.fine", {str(n): c for n, c in enumerate(cells)}, not_known)
    sums = {"left": (("n.fine", "0"), ("n.fine", "1")), "right": (("n.fine", "2"), ("n.fine", "3"))}
    halves = {"left": cells[0] + cells[1], "right": cells[2] + cells[3]}
    whole = total("n", sum(cells) + not_known)
    small, coarse = protect([whole, fine, table("n.half", halves, not_known, sums=sums)], TINY)[1:]
    if small.base is None or coarse.base is None:
        return
    worlds = [
        world
        for world in itertools.product(range(small.base + 1), repeat=4)
        if sum(world) == small.base and _agree(world, small) and _agree((sum(world[:2]), sum(world[2:])), coarse)
    ]
    assert tuple(cells) in worlds
    for place, row in enumerate(small.rows):
        if row.suppressed:
            reach = {world[place] for world in worlds}
            assert max(reach) - min(reach) >= TINY.width(True)


def _agree(world: tuple[int, ...], shown: ProtectedTable) -> bool:
    return all(row.suppressed or row.count == n for row, n in zip(shown.rows, world, strict=True))
