"""Limits and rates held to a second, independent implementation: the public-health package of the same methods."""

import pandas
import PHStatsMethods as oracle
import pytest
from statsmodels.stats.rates import test_poisson_2indep as two_rates

from reporting import intervals
from reporting.rates import half_up

COUNTS = (3, 4, 9, 10, 11, 19, 20, 50, 65, 116, 3492)


@pytest.mark.parametrize("base", [10, 29, 49, 50, 65, 100, 3577])
def test_shares_have_the_limits_of_the_package(base):
    for count in range(0, base + 1, max(1, base // 40)):
        expected = (oracle.wilson_lower(count, base), oracle.wilson_upper(count, base))
        assert intervals.wilson(count, base) == tuple(float(half_up(100 * limit, 1)) for limit in expected), count


@pytest.mark.parametrize("count", range(1, 10))
def test_few_events_have_its_exact_limits(count):
    expected = (oracle.exact_lower(count), oracle.exact_upper(count))
    assert intervals.limits(count) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("count", [10, 11, 49, 65, 1000, 3492])
def test_many_events_have_its_limits_by_byar(count):
    expected = (oracle.byars_lower(count), oracle.byars_upper(count))
    assert intervals.limits(count) == pytest.approx(expected, rel=1e-12)


def test_no_event_has_the_exact_upper_limit_and_nought_below():
    assert intervals.limits(0) == pytest.approx((0.0, oracle.exact_upper(0)))


@pytest.mark.parametrize(("population", "per"), [(9111, 1000), (169_000, 100_000), (26_876, 1000)])
def test_rates_are_those_of_the_package(population, per):
    frame = pandas.DataFrame({"deaths": COUNTS, "people": [population] * len(COUNTS)})
    found = oracle.ph_rate(frame, "deaths", "people", multiplier=per)
    for row in found.to_dict("records"):
        ours = intervals.rate(row["deaths"], population, per)
        limits = (row["Value"], row["lower_95_ci"], row["upper_95_ci"])
        assert (ours.value, ours.low, ours.high) == tuple(float(half_up(one, 1)) for one in limits)


@pytest.mark.parametrize(("before", "after"), [(65, 50), (48, 50), (54, 65), (3, 12), (1, 4)])
def test_two_years_are_compared_as_statsmodels_compares_them(before, after):
    expected = two_rates(after, 1, before, 1, method="exact-cond").pvalue
    assert intervals.p_of_change(before, after) == pytest.approx(expected)
