"""Impossible figures are found, possible ones are left alone."""

from decimal import Decimal

import pytest

from reporting.checking import check
from reporting.checking.percentages import fitting


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("43% of 50 deaths were of babies", "impossible_percentage"),
        ("51% of the 50 children", "impossible_percentage"),
        ("24 of 65 (36%)", "wrong_percentage"),
        ("36% (24 of 65)", "wrong_percentage"),
        ("24/65 (38%)", "wrong_percentage"),
        ("24 out of 65 reviews (36 per cent)", "wrong_percentage"),
        ("6 of 48 (12%)", "wrong_percentage"),
        ("70 of 65 (108%)", "part_exceeds_whole"),
        ("We were notified of 50 deaths.\n31% of all the deaths notified were unexpected.", "impossible_percentage"),
        ("24 (37%)\n\n36% (24) cases", "two_percentages"),
        ("24 deaths (37%)\n\nand later 24 (36%)", "two_percentages"),
    ],
)
def test_faults(text, code):
    assert [one.code for one in check(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "43% of 49 deaths", "fewer than in 2023/24 (2%)",
        "notified of 49 deaths; 43% of children who died", "24 of 65 (37%)", "6 of 48 (13%)", "6 of 48 (12.5%)",
        "37% (24 of 65)",
        "80% of 50", "1,050 of 2,100 (50%)", "28 (43%) and 12 (18%)", "3 (5%) and 3 (6%)", "no figures", "",
        "a 12 week programme, 4 ppm",
    ],
)  # fmt: skip
def test_sound_figures_are_left_alone(text):
    assert check(text) == []


@pytest.mark.parametrize(
    ("share", "base", "numbers"),
    [
        ("43", 50, []),
        ("43", 49, [21]),
        ("16", 49, [8]),
        ("31", 65, [20]),
        ("100", 7, [7]),
        ("0", 7, [0]),
        ("12.5", 48, [6]),
    ],
)
def test_the_whole_numbers_behind_a_percentage(share, base, numbers):
    assert fitting(Decimal(share), base) == numbers
