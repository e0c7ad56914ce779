"""The rules of measuring: what is dropped, what interval, which verdict. No clock is read here."""

import pytest

from bench.measure import Pair, compare, interval, steady, summarise


def _pairs(ratios, probe=1.0):
    return [Pair(ours=ratio, floor=1.0, probe=probe, disk=1.0) for ratio in ratios]


def test_a_pair_in_a_slow_moment_is_dropped_and_counted():
    found = summarise([*_pairs([2.0] * 9), *_pairs([90.0] * 2, probe=1.3)])
    assert (found.ratio, found.pairs, found.dropped) == (2.0, 9, 2)


def test_a_pair_just_within_the_rule_is_kept():
    assert len(steady([*_pairs([1] * 9), *_pairs([1], probe=1.14), *_pairs([1], probe=0.86)])) == 11


@pytest.mark.parametrize(
    ("limit", "verdict"), [(3.0, "under"), (1.0, "over"), (2.0, "undecided")], ids=["under", "over", "undecided"]
)
def test_the_whole_interval_has_to_lie_on_one_side(limit, verdict):
    assert summarise(_pairs([1.8, 1.9, 1.9, 2.0, 2.0, 2.0, 2.1, 2.1, 2.2])).verdict(limit) == verdict


def test_too_few_pairs_decide_nothing():
    assert summarise(_pairs([1.0] * 8)).verdict(5) == "undecided"


def test_the_interval_is_the_same_each_time_and_holds_the_median():
    ratios = [1.0, 1.2, 1.1, 5.0, 1.3, 0.9, 1.1, 1.0, 1.2]
    low, high = interval(ratios)
    assert (low, high) == interval(ratios)
    assert 0.9 <= low <= 1.1 <= high <= 5.0


def test_both_sides_are_warmed_up_and_take_turns():
    order = []
    compare(lambda: order.append("A"), lambda: order.append("B"), pairs=9)
    assert "".join(order[:10]) == "ABABBAABBA"
