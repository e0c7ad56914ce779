"""Claims over several years: printed while the numbers bear them out, refused with what is true where they do not."""

import pytest

from reporting.annual_report.linting import reader
from reporting.annual_report.live.rendering import Writer
from reporting.checking import check
from tests.unit.reporting.test_linting import codes, known
from tests.unit.reporting.test_live_references import row, table

BY_YEAR = table(
    "notified.by_year", [row("2022-23", 65), row("2023-24", 48), row("2024-25", 50)], None, shares=False, parts=False
)
BY_YEAR["rows"].insert(0, row("2021-22", 0))
PLACE = table("notified.place", [row("hospital", 40, 80), row("home", 8, 16), row("other", None)], 50)
SERIES = {
    "notified.by_year": {"2020-21": 40},
    "notified.place.hospital": {"2023-24": 41, "2022-23": 30, "2021-22": 30, "2020-21": 55},
    "notified.place.hospital.percent": {"2023-24": 85, "2022-23": 79},
    "notified.place.home": {"2023-24": 6, "2022-23": 5, "2021-22": 2, "2020-21": None},
}


def said(typed: str, **more) -> tuple[str, list[tuple[str, str]]]:
    """The words, and of what could not be said the code and the reason."""
    tables = {one["key"]: one for one in (BY_YEAR, PLACE)}
    writer = Writer(tables, "2024-25", public=False, series=SERIES, **more)
    words = "".join(part.text for part in writer.inline(typed))
    return words, [(problem.code, problem.reason) for problem in writer.problems]


@pytest.mark.parametrize(
    ("claim", "printed"),
    [
        ("highest: notified.by_year since 2022/23", "the highest since 2022/23"),
        ("highest: notified.by_year.this_year since 2022-23", "the highest since 2022/23"),
        ("highest: notified.by_year since 2022/23 | the most since 2022/23", "the most since 2022/23"),
        ("highest: notified.by_year from 2023/24", "the highest of the years from 2023/24"),
        ("highest: notified.by_year for 2 years", "the highest of two years"),
        ("rose: notified.by_year", "rose"),
        ("rose: notified.by_year from 2023/24", "rose since 2023/24"),
        ("fell: notified.by_year since 2022/23", "fell since 2022/23"),
        ("fell: notified.by_year from 2022/23 | fewer than in 2022/23", "fewer than in 2022/23"),
        ("rose: notified.by_year from 2020/21", "rose since 2020/21"),
        ("fell: notified.place.hospital", "fell"),
        ("lowest: notified.place.hospital since 2022/23", "the lowest since 2022/23"),
        ("fell: notified.place.hospital.percent", "fell"),
        ("rose: notified.place.hospital.percent since 2022/23", "rose since 2022/23"),
        ("rose: notified.place.home for 3 years", "rose for the third year running"),
        ("rose: notified.place.home for 3 years | rose for the third year", "rose for the third year"),
        ("rose: notified.place.home for 3 years | rose in three consecutive years", "rose in three consecutive years"),
        ("highest: notified.place.home for 3 years | the highest of three years", "the highest of three years"),
    ],
)
def test_a_claim_that_is_true_is_printed(claim, printed):
    words, problems = said(f"[[{claim}]]")
    assert (words, problems) == (printed, [])


@pytest.mark.parametrize(
    ("claim", "code", "reason"),
    [
        ("highest: notified.by_year from 2022/23", "false_claim", "50 in 2024/25, 48 in 2023/24, 65 in 2022/23."),
        ("highest: notified.by_year since 2023/24", "false_claim", "It is the highest of all these years: type “from"),
        ("lowest: notified.by_year since 2022/23", "false_claim", "It was 50 in 2024/25, 48 in 2023/24"),
        ("lowest: notified.place.hospital since 2020/21", "false_claim", "It is the lowest since 2022/23."),
        ("rose: notified.by_year from 2022/23", "false_claim", "It was 50 in 2024/25, 65 in 2022/23."),
        ("rose: notified.by_year for 2 years", "false_claim", "48 in 2023/24, 65 in 2022/23"),
        ("fell: notified.by_year", "false_claim", "It was 50 in 2024/25, 48 in 2023/24."),
        ("rose: notified.place.hospital", "false_claim", "It was 40 in 2024/25, 41 in 2023/24."),
        ("highest: notified.by_year since 2021/22", "hidden_figure", "no figure of “notified.by_year” for 2021/22"),
        ("rose: notified.by_year from 2019/20", "hidden_figure", "for 2019/20"),
        ("rose: notified.place.home for 4 years", "hidden_figure", "does not show the number of 2020/21"),
        ("rose: notified.place.other", "hidden_figure", "does not show the number"),
        ("rose: notified.place", "broken_token", "has no row"),
        ("rose: notified.place.hospital.share from 2023/24", "broken_token", "count, percent, rate"),
        ("rose: notified.by_year.2022-23 from 2022/23", "broken_token", "one year of a figure"),
        ("most: notified.place.hospital since 2022/23", "broken_token", "said of one year"),
        ("rose: notified.by_year from 2024/25", "broken_token", "no earlier financial year"),
        ("rose: notified.by_year from 2022/24", "broken_token", "no earlier financial year"),
        ("rose: notified.by_year from 2004/05", "broken_token", "at most 10 back"),
        ("rose: notified.by_year for 1 years", "broken_token", "a number from 2 to 10"),
        ("rose: notified.by_year for some years", "broken_token", "a number from 2 to 10"),
        ("rose: notified.by_year | rose for the third year", "false_claim", "The words say “third year”"),
        ("rose: notified.by_year | rose for the second year running", "false_claim", "2024/25 and 2023/24"),
        ("rose: notified.place.home for 3 years | rose for the 4th year", "false_claim", "“4th year”"),
        ("highest: notified.by_year since 2022/23 | highest since 2019/20", "false_claim", "The words name 2019/20"),
        ("highest: notified.place.hospital | the highest since 2019/20", "false_claim", "The words name 2019/20"),
        ("highest: notified.place.hospital | the highest for three years", "false_claim", "“three years”"),
        ("highest: notified.by_year since 2022/23 | the highest ever", "false_claim", "“ever” speaks of all years"),
        ("rose: notified.by_year | rose to a record", "false_claim", "“a record” speaks of all years"),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_made_says_what_is_true(claim, code, reason):
    words, [(found, why)] = said(f"[[{claim}]]")
    assert (found, words) == (code, f"[[{claim}]]")
    assert reason in why


def test_a_year_that_is_not_over_is_compared_with_no_other():
    words, [(code, why)] = said("[[rose: notified.by_year]]", over=False)
    assert (code, words) == ("false_claim", "[[rose: notified.by_year]]")
    assert "2024/25 is not over" in why


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("This is the highest number since 2015/16.", "highest number since"),
        ("The lowest in ten years.", "lowest in ten years"),
        ("A record number of reviews was held.", "record number"),
        ("Reviews increased for the third year.", "increased for the third year"),
        ("It went up for the fourth consecutive year.", "for the fourth consecutive year"),
        ("There were fewer deaths than last year.", "fewer deaths than last year"),
        ("More reviews than in 2023/24 were held.", "More reviews than in 2023/24"),
        ("Two years running the panel met monthly.", "years running"),
        ("Numbers were down on the year before.", "down on the year before"),
        ("Notifications have doubled.", "doubled"),
    ],
)
def test_words_about_several_years_without_a_figure_are_pointed_at(sentence, marked):
    assert ("claim_in_words", marked) in codes(sentence)
    assert "claim_without_figure" in {one.code for one in check(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "More than one agency answered.",
        "The panel kept a record of each meeting, and case record numbers.",
        "Since 2019 the panel has had a lay member.",
        "Reviews take longer than expected; the second year of training began.",
    ],
)
def test_words_that_compare_no_years_are_left_alone(sentence):
    assert codes(sentence) == []


def test_a_claim_over_years_beside_a_checked_one_is_still_pointed_at():
    text = "Numbers [[rose: notified.by_year]], the highest since 2015/16."
    assert codes(text) == [("claim_in_words", "highest since")]
    (found,) = reader.read(text, "x", known())
    assert "since 2021/22" in found.reason
