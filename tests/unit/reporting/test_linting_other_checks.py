"""What the check of other people's reports finds is found in a section of ours too, at its place."""

import pytest

from common.dates import FinancialYear
from reporting.annual_report.linting import borrowed, reader
from reporting.annual_report.linting.remarks import MUST, TITLES
from reporting.checking import CODES
from tests.unit.reporting.test_linting import codes, known
from tests.unit.reporting.test_live_references import row, table

PARAGRAPH = "The panel reads what every agency knew and asks what could be changed for the families of the area. " * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Some were aged 28 to 264 days.", ("unusual_band", "28 to 264 days")),
        ("Born before 28 weeks, or between 29 and 37 weeks.", ("gap_in_bands", "between 29 and 37 weeks")),
        ("Aged 1 to 4 years, or 3 to 9 years.", ("overlap_of_bands", "3 to 9 years")),
        ("Born between 28 and 37 weeks, or 37 to 42 weeks.", ("overlap_of_bands", "37 to 42 weeks")),
        ("As Error! Reference source not found. shows.", ("broken_reference", "Error! Reference source not found.")),
        ("First line.\nCommented [AB1]: please check", ("comment_left_in", "Commented [AB1]: please check")),
        ("The panel met [TBC].", ("comment_left_in", "[TBC]")),
        ("<p>The panel met.</p>", ("markup_left_in", "<p>")),
        ("In 2024/25 and in 2023/4.", ("mixed_year_forms", "2023/4")),
        ("It was looked into by the Healthcare Safety Investigation Branch (HSIB).", ("retired_name", "HSIB")),
        ("This is like England.", ("comparison_without_figure", "like England")),
        ("62% were babies, 22% infants and 17% older.", ("sum_is_not_100", "62%")),
        (f"{PARAGRAPH}\n\nAnother.\n\n{PARAGRAPH}", ("repeated_paragraph", PARAGRAPH[:60])),
    ],
)  # fmt: skip
def test_a_fault_is_found_at_its_place(text, found):
    assert found in codes(text)
    (one,) = [one for one in reader.read(text, "x", known()) if one.code == found[0]]
    assert text[one.start : one.start + len(one.words)] == found[1]


@pytest.mark.parametrize(
    "text",
    [
        "This is like England, where it was [[external: 48% | NCMD | 1 October 2025]].",
        "Under 28 days, 28 to 364 days and 1 to 17 years.",
        "The panel met & agreed; a < b.",
        "Born before 28 weeks, and between 28 and 36 weeks of gestation.",
    ],
)
def test_sound_text_is_left_alone(text):
    assert codes(text) == []


AGES = table("reviewed.ages", [row("a", 40, 62), row("b", 14, 22), row("c", 11, 17), row("d", 0, 0)], 65)
SEXES = table("reviewed.sexes", [row("f", 30, 45), row("m", 35, 54), row("n", 1, 2)], 66)


def of_sums(text: str) -> list[str]:
    figures = {"tables": [AGES, SEXES], "year": {"code": "2024-25"}, "sources": {}, "edition": "confidential"}
    found = reader.read(text, "x", reader.Known(FinancialYear(2024), {"confidential": figures}))
    return [one.reason for one in found if one.code == "sum_is_not_100"]


ALL = "[[reviewed.ages.a.percent]], [[reviewed.ages.b.share]] and [[reviewed.ages.c.percent]]"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (f"They were {ALL}.", "62 + 22 + 17 = 101%"),
        (f"They were {ALL}, which is 101 because of rounding.", ""),
        ("They were [[reviewed.ages.a.percent]] and [[reviewed.ages.b.percent]].", ""),
        ("[[reviewed.ages.a.percent]], [[reviewed.ages.b.percent]], [[reviewed.sexes.f.percent]].", ""),
        ("62% were babies, 22% infants and 16% older.", ""),
        ("62% were babies. 22% were infants and 17% older.", ""),
    ],
)
def test_shares_of_one_whole_that_miss_100_are_explained(text, terms):
    found = of_sums(text)
    assert [reason.partition("%")[0] + "%" for reason in found] == ([terms] if terms else [])


def test_a_paragraph_of_another_section_is_found():
    texts = [("First", f"Begin.\n\n{PARAGRAPH}"), ("Second", PARAGRAPH.upper()), ("Third", "Short.\nShort.")]
    (said,) = borrowed.repeated(texts)
    assert said.startswith("“Second”: a paragraph of “First” is printed again")


def test_every_kind_has_words_and_most_stop_a_signature():
    assert borrowed.TAKEN <= set(CODES) & set(TITLES)
    levels = {one.level for one in reader.read("Aged 28 to 264 days, [TBC].", "x", known())}
    assert levels == {MUST}
