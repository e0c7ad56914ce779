"""The measurement of a year's statistics: it runs, it compares like with like, and it says what it found."""

import pytest

from bench import annual_statistics as bench
from common.dates import FinancialYear


def test_it_compares_the_same_deaths_and_says_the_ratio(db):
    found = bench.measure(cases=200, years=2, pairs=3)
    assert (found["cases"], found["pairs"], len(found["ratios"]), found["bar"]) == (200, 3, 3, 1.5)
    assert found["low"] <= found["ratio"] <= found["high"]
    assert "200 cases over 2 years" in bench.in_words(found)


def test_two_sides_that_count_different_deaths_are_not_compared(db):
    panel, year = bench._load(60, 1), FinancialYear(bench.YEAR)
    counted = bench._by_hand(panel, year)()
    panel.cases.filter(notified_on__range=(year.first, year.last)).first().delete()
    with pytest.raises(SystemExit, match="count different deaths"):
        bench._same(bench._ours(panel, year)(), counted)


@pytest.mark.parametrize(
    ("low", "high", "verdict"), [(1.0, 1.4, "within the bar"), (1.6, 2.0, "over the bar"), (1.2, 1.7, "undecided")]
)
def test_a_verdict_needs_the_whole_interval(low, high, verdict):
    found = {"cases": 9, "years": 1, "ratio": 1.5, "low": low, "high": high, "pairs": 9, "queries": 21}
    assert verdict in bench.in_words(found)
