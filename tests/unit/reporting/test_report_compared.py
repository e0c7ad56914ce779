"""What others published stands in the report with its year and source, and with the word that the rule gives."""

import pytest

from reporting.annual_report import compared
from tests.unit.reporting.test_live_references import row, table

MODIFIABLE = table("reviewed.modifiability", [row("modifiable", 24, 37, 26.2, 49.1), row("none", None)], 65)
BY_YEAR = table("notified.by_year", [row("2023-24", 48), row("2024-25", 50)], None)


def quoted(**more) -> dict:
    return {
        "key": "reviewed.modifiability:modifiable", "area": "England", "period": "2024/25", "value": 48.0,
        "unit": "per cent of reviews", "label": "Reviews with modifiable factors", "source": "A sample release",
        "read_on": "2026-11-01",
    } | more  # fmt: skip


def said(shown: dict, *found: dict) -> list[str]:
    snapshot = {"comparators": list(found), "year": {"code": "2024-25", "label": "2024/25"}}
    return [block.parts[0].text for block in compared.sentences_of(snapshot, shown)]


@pytest.mark.parametrize(
    ("value", "word"),
    [(48.0, "similar to this"), (26.2, "similar to this"), (26.1, "higher"), (50.0, "lower")],
)
def test_a_share_beside_england_s_has_its_interval_and_its_word(value, word):
    (text,) = said(MODIFIABLE, quoted(value=value))
    assert text == (
        f"England, 2024/25: reviews with modifiable factors, {value:g} per cent of reviews. The panel's 37% "
        f"(95% confidence interval 26% to 49%) is {word}. Source: A sample release, read on 1 November 2026."
    )


@pytest.mark.parametrize(
    ("shown", "found", "held"),
    [
        (MODIFIABLE, quoted(period="2022/23"), "Not compared, because the panel's figure is of 2024/25."),
        (MODIFIABLE, quoted(key="reviewed.modifiability:none"), "48 per cent of reviews. Source"),
        (
            BY_YEAR,
            quoted(key="notified.total:all", value=3492.0, unit="deaths", label="Deaths"),
            ": deaths, 3,492 deaths. Source",
        ),
    ],
)
def test_where_there_is_nothing_to_compare_no_word_is_said(shown, found, held):
    (text,) = said(shown, found)
    assert held in text
    assert " is similar" not in text


@pytest.mark.parametrize("found", [quoted(key="reviewed.modifiability:infants"), quoted(key="notified.age:5-9y")])
def test_a_figure_without_a_row_of_ours_is_left_out(found):
    assert said(MODIFIABLE, found) == []


def test_an_edition_that_was_frozen_before_has_none():
    assert compared.sentences_of({"year": {"code": "2024-25", "label": "2024/25"}}, MODIFIABLE) == []
