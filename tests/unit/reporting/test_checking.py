"""Each kind of fault is found where it is, and sound text is left alone."""

from pathlib import Path

import pytest

from reporting.checking import CODES, check

NOTIFIED = """Report for 2024/25

The panel was notified of 50 deaths. There were 48 in 2023/24.

CHILD DEATHS NOTIFIED

Ages

- 43% of deaths were in the first 27 days, and a further 16% before the first birthday.

Sex

- 51% of deaths were girls and 49% were boys; last year 29% were girls.

Expected

- 31% were unexpected compared with 27% in 2023/24. 65% lived in deciles 1 to 5.

{more}
"""


def codes(text: str) -> list[str]:
    """What was found, without repeats."""
    return list(dict.fromkeys(one.code for one in check(text)))


def test_the_five_impossible_percentages_and_the_base_that_fits_them_all():
    found = check(NOTIFIED.format(more="29 babies died before their first birthday."))
    impossible = {one.text[:3] for one in found if one.code == "impossible_percentage"}
    assert impossible == {"43%", "51%", "49%", "31%", "65%"}
    [base] = [one for one in found if one.code == "base_that_fits"]
    assert "fit 49, not 50" in base.reason
    assert "one death is missing" in base.reason
    assert "51 would fit too" in base.reason


def test_another_number_in_the_text_decides_between_two_bases():
    [base] = [one for one in check(NOTIFIED.format(more="30 babies died.")) if one.code == "base_that_fits"]
    assert "fit 51, not 50" in base.reason


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("REVIEWED DEATHS\n\n- 62% were babies, 22% were infants and 17% were older.", "sum_is_not_100"),
        ("22% were aged between 28-264 days.", "unusual_band"),
        ("Some were aged under 1 month, some 28 to 200 days, some between 1 and 17 years.", "gap_in_bands"),
        ("20 were born before 28 weeks and 8 between 29- and 37-weeks gestation.", "gap_in_bands"),
        ("Some were aged 1 to 4 years and some 3 to 9 years.", "overlap_of_bands"),
        ("as shown in Error! Reference source not found. below", "broken_reference"),
        ("Commented [AB1]: please check", "comment_left_in"),
        ("The panel met [TBC] times.", "comment_left_in"),
        ("<p>The panel met</p>", "markup_left_in"),
        ("Words cited.^{i}\n\nREFERENCES\n\ni A book\n\nii Another book", "uncited_reference"),
        ("Words³ cited.^{i}\n\nREFERENCES\n\ni A book", "mixed_reference_marks"),
        ("Words.\n\nREFERENCES\n\ni https://a.example/b\n\nii https://a.example/b", "repeated_reference"),
        ("Work of the LMNS continues.", "undefined_abbreviation"),
        ("In 2024/25 and in 2023/4.", "mixed_year_forms"),
        ("The report of 2024/25. A scheme was widened in June 2025.", "after_the_year"),
        ("DEATHS NOTIFIED\n\nSex of children reviewed\n\nText.", "wrong_cohort"),
        ("Reviewed by HSIB.", "retired_name"),
        ("Three preventable deaths.", "avoidable"),
        ("These shares are like England.", "comparison_without_figure"),
        ("The share is lower than England at 8%.", "comparison_without_figure"),
        ("Smoking was the most common factor.", "claim_without_figure"),
        ("Seen in three cases.", "small_number"),
        ("Notified of 50 deaths, 48 in 2023/24. None in a hospice, fewer than in 2023/24 (2%).", "small_number"),
        ("29 babies died. Of these, 28 were born early.", "small_number"),
    ],
)
def test_a_fault_is_named(text, code):
    assert code in codes(text)


def test_a_paragraph_printed_twice():
    paragraph = "The panel reads what every agency knew and asks what could be changed for other families. " * 3
    assert codes(f"{paragraph}\n\nSomething else.\n\n{paragraph}") == ["repeated_paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "REVIEWED DEATHS\n\n- 62% were babies, 22% were infants and 17% were older.".replace("17", "16"),
        "28 to 364 days; between 1 and 17 years; under 28 days.",
        "before 28 weeks, between 28 and 36 weeks of gestation",
        "1 to 17 years, of them 10 to 14 years; under 1 year, of them 28 to 364 days",
        "the Local Maternity and Neonatal System (LMNS) and later the LMNS",
        "The report of 2024/25. A scheme began in November 2024.",
        "Smoking was the most common factor (10 of 65 deaths).",
        "The share is lower than England: 6% of 65 against 8%.",
        "Fewer than 5 babies.",
        "Opening times are 9 to 5; call 01234 567 890.",
    ],
)
def test_sound_text_is_left_alone(text):
    assert codes(text) == []


def test_every_code_is_described_and_every_finding_has_a_described_code():
    assert all(one.code in CODES and one.reason.endswith((".", "”.")) for one in check(NOTIFIED.format(more="")))


def test_the_documentation_lists_every_code():
    page = (Path(__file__).parents[3] / "docs" / "checking.md").read_text(encoding="utf-8")
    assert all(f"| `{code}` | {words} |" in page for code, words in CODES.items())
