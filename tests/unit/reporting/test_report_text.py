"""What people type becomes blocks; sentences are made of figures and never say more than these."""

import pytest

from common.documents.model import Heading, Link, List, Note, Para, Strong, Text
from reporting.annual_report import document, narrative, sentences, tabled
from reporting.annual_report.contents import CHAPTERS, Figures, Generated, narratives, placed_keys
from reporting.annual_report.generated import PARTS


def row(code, count, percent=None, low=None, high=None, label=""):
    return {
        "code": code, "label": label or code, "count": count, "percent": percent, "low": low, "high": high,
        "suppressed": count is None,
    }  # fmt: skip


def table(key, rows, base, not_known=0, **fields):
    cohort = key.partition(".")[0]
    values = {"key": key, "cohort": cohort, "base": base, "not_known": not_known, "rows": rows}
    return values | {"multiple": False, "parts": True, "shares": True, "title": "", "note": ""} | fields


def test_paragraphs_lists_and_subheadings():
    made = narrative.blocks("One\nline.\n\n- a\n• b\n\n1. first\n2) second\n## Sub\nLast #x", key="k")
    assert [type(block) for block in made] == [Para, List, List, Heading, Para]
    assert made[0].parts[0].text == "One line."
    assert [item[0].text for item in made[1].items] == ["a", "b"]
    assert made[2].ordered
    assert made[4].parts[0].text == "Last #x"


@pytest.mark.parametrize("text", ["", "  \n\n ", "\ufeff"])
def test_nothing_makes_nothing(text):
    assert narrative.blocks(text, key="k") == []


def test_dashes_and_numbers_inside_a_sentence_stay_there():
    made = narrative.blocks("2024. was a year - like others", key="k")
    assert [type(block) for block in made] == [Para]


AGE = [
    row("0-27d", 21, 43, 30.0, 56.7, "Under 28 days"),
    row("28-364d", 8, 16, 8.5, 29.0),
    row("10-14y", 10, 20, 11.0, 34),
]
YEARS = [row("a", 65, label="2022/23"), row("b", 48, label="2023/24"), row("c", 50, label="2024/25")]
QUARTILES = {"median_days": 300, "lower_quartile_days": 221.5, "upper_quartile_days": 410}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            table("notified.age", [*AGE, row("1-4y", 10, 20)], 49, 1),
            "The largest group was “Under 28 days”, with 21 of 49 deaths for which age is known (43%; 95% confidence "
            "interval 30% to 57%). It is not known for 1 of the 50 deaths.",
        ),
        (
            table("notified.age", [*AGE, row("1-4y", None)], 49),
            "The largest group was “Under 28 days”, with 21 of the 49 deaths "
            "(43%; 95% confidence interval 30% to 57%).",
        ),
        (
            table("notified.age", [row("a", 6, 30, 14.0, 52.0, "A"), row("b", None), row("c", None)], 20),
            "Among the larger groups was “A”, with 6 of the 20 deaths (30%; 95% confidence interval 14% to 52%).",
        ),
        (
            table("reviewed.category", [row("1", 1, label="X"), row("2", 0)], 1),
            "One review is counted here: “X”.",
        ),
        (table("notified.birth_weight", [row("a", 0)], 0, 29), "It is not known for any of the 29 infants."),
        (
            table("notified.birth_weight", [row("a", 9, label="A")], 9, 1),
            "The largest group was “A”, with 9 of 9 infants for which birth weight is known. It is not known for 1 of "
            "the 10 infants.",
        ),
        (
            table("reviewed.days_by_owner", [row("a", 9061, label="An agency"), row("b", 3)], 9064),
            "Of the 9,064 days from death to review, 9,061 lay with “An agency”.",
        ),
        (table("reviewed.category", [row("1", 0)], 0), "None was recorded."),
        (table("reviewed.category", [row("1", None)], None), "The numbers are too small to be shown."),
        (
            table("reviewed.modifiability", [row("modifiable", 24, 37, 26.2, 49.1)], 65),
            "The panel found at least one modifiable factor in 24 of the 65 reviews "
            "(37%; 95% confidence interval 26% to 49%).",
        ),
        (table("reviewed.modifiability", [row("modifiable", None)], 65), ""),
        (
            table("notified.by_year", YEARS, 163),
            "50 deaths were notified in 2024/25, compared with 48 in 2023/24 and 65 in 2022/23.",
        ),
        (table("reviewed.by_year", [row("c", 1, label="2024/25")], 1), "1 review was completed in 2024/25."),
        (
            table("reviewed.time_to_review", [], 65, **QUARTILES),
            "The median time from death to review was 300 days; for the middle half it lay between 221.5 days and "
            "410 days.",
        ),
        (table("reviewed.time_to_review", [], 0, median_days=None), ""),
    ],
)  # fmt: skip
def test_sentences(given, said):
    assert sentences.lead(given) == said


@pytest.mark.parametrize(("number", "whole"), [(12.5, 13), (26.2, 26), (49.1, 49), (0.5, 1), (36.9, 37)])
def test_percentages_are_rounded_half_up(number, whole):
    assert sentences.whole(number) == whole


def test_contents_are_sound():
    keys = [one.key for one in narratives()]
    assert len(keys) == len(set(keys))
    assert all(part.name in PARTS for chapter in CHAPTERS for part in chapter.parts if isinstance(part, Generated))
    named = [key for chapter in CHAPTERS for part in chapter.parts if isinstance(part, Figures) for key in part.keys]
    assert len(named) == len(set(named))
    assert set(named) < placed_keys()


def test_a_table_without_rows_is_left_out():
    tables = [{"key": "reviewed.suicide_factors", "rows": []}, {"key": "reviewed.suicide", "rows": [{}]}]
    part = Figures(("reviewed.suicide", "reviewed.suicide_factors"))
    assert [table["key"] for table in document._tables({"tables": tables}, part)] == ["reviewed.suicide"]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("a **b c** d", (Text("a "), Strong("b c"), Text(" d"))),
        ("**[[note: x]] y**", (Note("x"), Strong(" y"))),
        ("2 ** 3 ** 4", (Text("2 ** 3 ** 4"),)),
        ("**open", (Text("**open"),)),
        (
            "see [the Act](https://example.org/a) now",
            (Text("see "), Link("the Act", "https://example.org/a"), Text(" now")),
        ),
        ("[x](javascript:alert(1))", (Text("[x](javascript:alert(1))"),)),
        ("**[x](https://example.org/)**", (Link("x", "https://example.org/"),)),
    ],
)
def test_weight_and_links(typed, parts):
    (para,) = narrative.blocks(typed, key="k")
    assert para.parts == parts


def test_a_box_holds_paragraphs_and_lists():
    (box, after) = narrative.blocks("> Remember **this**.\n>\n> - one\n> - two\nAfter.", key="k")
    first, points = box.blocks
    assert (box.title, first.parts) == ("", (Text("Remember "), Strong("this"), Text(".")))
    assert [item[0].text for item in points.items] == ["one", "two"]
    assert after.parts == (Text("After."),)
    assert narrative.blocks(">\n> ", key="k") == []


def test_nothing_of_a_boxed_section_is_lost():
    made = narrative.boxable(narrative.blocks("## Sub\n> in\nout", key="k"))
    assert [block.parts[0].text for block in made] == ["Sub", "in", "out"]


DOWN = [["a", "Unsafe sleeping"], ["b", "Smoking"]]
SNAPSHOT = {"panel": {"name": "Sample"}, "as_at": "today"}


def crossed(across: int) -> dict:
    """Two rows and so many columns; one cell counts 3, one is hidden."""
    columns = [[str(n), f"Category {n}"] for n in range(across)]
    cells = {f"{code}:{n}": 0 for code, _ in DOWN for n, _ in columns} | {"a:1": 3, "b:0": None}
    rows = [row(code, count) for code, count in cells.items()]
    return table("reviewed.factors_by_category", rows, 65, grid=[DOWN, columns], note="One review can have several.")


def test_a_table_with_two_ways_that_is_too_wide_lists_its_cells():
    narrow, wide = (tabled.table_block(SNAPSHOT, crossed(many), "t") for many in (6, 7))
    assert (len(narrow.header), len(narrow.rows)) == (7, 2)
    assert wide.header == ("Modifiable factor", "Category of death", "Reviews")
    assert wide.rows == (("Unsafe sleeping", "Category 1", 3), ("Smoking", "Category 0", None))
    assert wide.note.startswith("What no review had stands in no line. One review can have several.")


@pytest.mark.parametrize(
    ("key", "last"),
    [
        ("recommendations.state", "All recommendations"),
        ("reviewed.age", "All reviews"),
        ("notified.age", "All deaths"),
        ("notified.gestation", "All infants"),
        ("notified.birth_weight", "All infants"),
    ],
)
def test_the_last_row_says_what_is_counted(key, last):
    made = tabled.table_block(SNAPSHOT, table(key, [row("a", 5), row("b", 6)], 11), "t")
    assert (made.rows[-1][0], made.header[1]) == (last, last.removeprefix("All ").capitalize())
