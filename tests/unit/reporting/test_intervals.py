"""Intervals, rates and words against published values and the rule that is printed."""

from datetime import date

import pytest

from reporting import intervals
from reporting.comparing import Against, Comparison, change_in_words


def test_wilson_is_the_published_one():
    assert intervals.wilson(24, 65) == (26.2, 49.1)


@pytest.mark.parametrize(
    ("way", "count", "low", "high"),
    [
        (intervals.exact, 9, 4.115, 17.085), (intervals.byar, 65, 50.163, 82.849), (intervals.byar, 1, 0.01307, 5.5638),
        (intervals.exact, 0, 0.0, 3.6889), (intervals.exact, 1, 0.0253, 5.5716),
    ],
)  # fmt: skip
def test_limits_of_a_count_are_the_published_ones(way, count, low, high):
    assert way(count) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize(("count", "way"), [(0, "exact"), (9, "exact"), (10, "byar"), (65, "byar")])
def test_limits_are_exact_below_ten(count, way):
    assert intervals.limits(count) == getattr(intervals, way)(count)


@pytest.mark.parametrize(("count", "flag"), [(3, "u"), (19, "u"), (20, ""), (50, "")])
def test_a_rate_on_few_events_is_flagged(count, flag):
    assert intervals.rate(count, 9111, 1000).flag == flag


@pytest.mark.parametrize(("count", "population"), [(0, 9111), (2, 9111), (9, None), (9, 0)])
def test_no_rate_on_fewer_than_three_events_or_without_a_population(count, population):
    assert intervals.rate(count, population, 1000) is None


def test_a_rate_with_its_limits():
    assert intervals.rate(29, 9111, 1000) == intervals.Rate(3.2, 2.1, 4.6, "")


def test_the_two_years_of_the_report_are_compatible_with_no_change():
    assert intervals.p_of_change(65, 50) == pytest.approx(0.19, abs=0.005)
    assert intervals.p_of_change(0, 0) == 1
    assert intervals.p_of_change(5, 10, (1, 2)) == pytest.approx(1)
    assert "no more than chance" in change_in_words(65, 50, intervals.p_of_change(65, 50))
    assert "50 are more than 20" in change_in_words(20, 50, intervals.p_of_change(20, 50))
    assert "20 are fewer than 50" in change_in_words(50, 20, intervals.p_of_change(50, 20))


ENGLAND = Against("England", "2024/25", 48, "Sample release", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("low", "high", "word"),
    [(26.2, 49.1, "similar"), (48.1, 60, "higher"), (10, 47.9, "lower"), (48, 60, "similar"), (None, None, "")],
)
def test_the_word_follows_from_the_interval(low, high, word):
    assert Comparison(low, high, "2024/25", ENGLAND).word == word


def test_another_year_gets_no_word():
    assert Comparison(48.1, 60, "2023/24", ENGLAND).word == ""


@pytest.mark.parametrize("missing", ["area", "period", "source", "extracted_on"])
def test_a_comparison_without_its_year_or_source_cannot_be_made(missing):
    whole = {"area": "England", "period": "2024/25", "value": 48, "source": "Sample", "extracted_on": date(2026, 11, 1)}
    with pytest.raises(ValueError, match=missing):
        Against(**whole | {missing: None})


def test_waits_that_go_on_lengthen_the_median():
    closed_only = tuple((days, True, 1) for days in (100, 200, 300))
    assert intervals.quartiles_of_waits(closed_only)["median_days"] == 200
    assert intervals.quartiles_of_waits((*closed_only, (500, False, 1), (600, False, 1)))["median_days"] == 300
    nobody = intervals.quartiles_of_waits(((50, False, 1), (60, False, 1)))
    assert set(nobody.values()) == {None}


def test_waits_of_one_length_are_counted_together():
    together = ((100, True, 2), (300, True, 1), (300, False, 2))
    apart = ((100, True, 1), (100, True, 1), (300, True, 1), (300, False, 1), (300, False, 1))
    assert intervals.quartiles_of_waits(together) == intervals.quartiles_of_waits(apart)
    assert intervals.quartiles_of_waits(()) == dict.fromkeys(intervals.quartiles_of_waits(apart))
