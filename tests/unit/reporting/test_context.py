"""Values of others: shown by indicator, never mixed in silence."""

from datetime import date
from types import SimpleNamespace

import pytest

from reporting.context import ENGLAND, Mixed, indicators


def value(indicator: str, area_code: str, period: str, covers: str = ""):
    return SimpleNamespace(
        indicator=indicator, name=indicator.title(), unit="per cent", area_code=area_code, area=area_code,
        period=period, covers=covers, source="Sample", extracted_on=date(2026, 11, 1),
    )  # fmt: skip


def test_only_the_panels_areas_and_england_are_shown():
    found = indicators([value("smoking", code, "2024/25") for code in ("A", "B", ENGLAND)], {"A"})
    assert [one.area_code for one in found[0].values] == ["A", ENGLAND]
    assert indicators([value("smoking", ENGLAND, "2024/25")], {"A"}) == []


def test_one_period_may_be_drawn():
    (one,) = indicators([value("smoking", code, "2024/25") for code in ("A", ENGLAND)], {"A"})
    assert one.warning == ""
    assert len(one.comparable()) == 2


def test_different_periods_are_said_and_not_drawn():
    (one,) = indicators([value("bmi", "A", "2024/25"), value("bmi", ENGLAND, "2023/24")], {"A"})
    assert "The periods differ (2023/24, 2024/25)" in one.warning
    with pytest.raises(Mixed, match="2023/24, 2024/25"):
        one.comparable()


def test_a_wider_area_is_said_and_not_drawn_beside_others():
    (one,) = indicators([value("imr", "WIDE", "2020-22", "A;B"), value("imr", ENGLAND, "2020-22")], {"A"})
    assert one.warning == "Wider than the panel's area: WIDE."
    with pytest.raises(Mixed, match="different kinds"):
        one.comparable()
