"""Rounding and intervals, on printed examples."""

import pytest

from reporting.intervals import wilson
from reporting.rates import half_up, percent


@pytest.mark.parametrize(
    ("count", "base", "printed"),
    [(6, 48, 13), (24, 65, 37), (28, 65, 43), (21, 49, 43), (24, 49, 49), (25, 49, 51), (0, 65, 0), (65, 65, 100)],
)
def test_half_a_percent_goes_up(count, base, printed):
    assert percent(count, base) == printed


@pytest.mark.parametrize(("base", "printed"), [(9, None), (10, 10)])
def test_no_percentage_on_a_base_under_ten(base, printed):
    assert percent(1, base) == printed
    assert (wilson(1, base) is None) == (printed is None)


def test_no_binary_fraction_reaches_a_rounding():
    assert [str(half_up(2.675, 2)), str(half_up("0.5")), str(half_up(1.005, 2))] == ["2.68", "1", "1.01"]


@pytest.mark.parametrize(
    ("count", "base", "limits"), [(24, 65, (26.2, 49.1)), (28, 65, (31.8, 55.2)), (0, 20, (0.0, 16.1))]
)
def test_limits_are_the_published_ones(count, base, limits):
    assert wilson(count, base) == limits
