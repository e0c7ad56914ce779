"""What is hidden beside small numbers: found by flows of least cost, and hardly more than the least that will do."""

import itertools
import random

import pytest

from reporting.disclosure import under
from reporting.disclosure.deciding import _needed, decide
from reporting.disclosure.flow import price, touched
from reporting.disclosure.hiding import Hiding, primary
from reporting.disclosure.ledger import everything_known
from reporting.disclosure.proof import exposed
from tests.unit.reporting.made import table, total
from tests.unit.reporting.test_disclosure_profiles import year_of

FIVE = under(5)


def known_of(tables: list) -> tuple:
    """What a reader knows of the tables, and the tables by key."""
    return everything_known(tables, "", ()), {one.key: one for one in tables}


@pytest.mark.parametrize(
    ("counts", "of", "hidden"),
    [
        ({"a": 40, "b": 3, "c": 6, "d": 30}, "b", {"b", "c"}),  # the least that can take up what is moved
        ({"a": 40, "b": 3, "c": 4, "d": 30}, "b", {"b", "c"}),  # what is hidden anyway costs nothing
        ({"a": 40, "b": 3, "c": 0, "d": 8}, "b", {"b", "d"}),  # a nought says more than a small count
    ],
)
def test_a_flow_goes_where_it_costs_least(counts, of, hidden):
    tables = [total("n", sum(counts.values())), table("n.x", counts)]
    known, by_key = known_of(tables)
    found = touched(known, primary(tables, FIVE), by_key, ("n.x", of), FIVE.threshold)
    assert ({code for _, code in found.cells}, found.whole) == (hidden, set())


def test_a_flow_goes_through_tables_that_are_sums_of_each_other():
    """In the fine table the flow takes two rows of one half, so that the coarse table can be printed as it is."""
    fine = table("n.fine", {"1": 3, "2": 20, "3": 9, "4": 30})
    halves = {"left": (("n.fine", "1"), ("n.fine", "2")), "right": (("n.fine", "3"), ("n.fine", "4"))}
    tables = [total("n", 62), fine, table("n.half", {"left": 23, "right": 39}, sums=halves)]
    known, by_key = known_of(tables)
    found = touched(known, primary(tables, FIVE), by_key, ("n.fine", "1"), FIVE.threshold)
    assert found == Hiding({("n.fine", "1"), ("n.fine", "2")})


def test_no_flow_where_an_earlier_release_holds_every_number():
    tables = [total("n", 20), table("n.x", {"a": 17, "b": 3})]
    known, by_key = known_of(tables)
    known.state({("n.x", "b"): 1}, least=3, most=3)
    assert touched(known, primary(tables, FIVE), by_key, ("n.x", "b"), FIVE.threshold) is None


@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_hidden_that_need_not_be(seed):
    """Of a whole year: each number hidden beside the small ones, shown again, would let one be worked out."""
    tables = year_of(seed, 50, 65)
    known, by_key = known_of(tables)
    found, start = decide(tables, known, FIVE), primary(tables, FIVE)
    assert _needed(start, found, known, by_key, FIVE) == found


def linked(dice: random.Random) -> list:
    """Four rows, their two halves, and a table of its own over the same children."""
    cells = [dice.choice([0, 1, 2, 3, 4, 6, 9, 15, 22]) for _ in range(4)]
    sums = {"left": (("n.fine", "0"), ("n.fine", "1")), "right": (("n.fine", "2"), ("n.fine", "3"))}
    halves = {"left": cells[0] + cells[1], "right": cells[2] + cells[3]}
    fine = table("n.fine", {str(place): count for place, count in enumerate(cells)})
    return [total("n", sum(cells)), fine, table("n.half", halves, sums=sums)]


def least(tables: list) -> float:
    """The price of the cheapest hiding that the proof accepts, every set of rows tried."""
    known, by_key = known_of(tables)
    start = primary(tables, FIVE)
    rows = [(one.key, row.code) for one in tables[1:] for row in one.rows]
    ways = [set(way) for size in range(len(rows) + 1) for way in itertools.combinations(rows, size)]
    ways = [Hiding(start.cells | way, whole) for way in ways for whole in (start.whole, start.whole | {"n.half"})]
    ways.sort(key=lambda way: price(way, by_key))
    return next((price(way, by_key) for way in ways if not exposed(known, way, FIVE)), float("inf"))


@pytest.mark.slow
def test_what_is_hidden_is_close_to_the_least_that_will_do():
    """At most 1.3 times the least, over forty sets of linked tables, and no single one more than twice."""
    dice, ours, best = random.Random(7), [], []
    while len(ours) < 40:
        tables = linked(dice)
        known, by_key = known_of(tables)
        if primary(tables, FIVE).cells and tables[0].size > 15:
            ours.append(price(decide(tables, known, FIVE), by_key))
            best.append(least(tables))
    assert sum(ours) <= 1.3 * sum(best), (sum(ours), sum(best))
    assert max(a / b for a, b in zip(ours, best, strict=True)) <= 2
