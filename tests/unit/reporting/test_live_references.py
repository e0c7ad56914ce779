"""References in a text: each kind says what the figures say, and nothing else; what cannot be said is named."""

import pytest

from common.documents.model import Heading, List, Note, Para, Strong, Text, Xref
from reporting.annual_report import narrative
from reporting.annual_report.live import abbreviations, catalogue, chips, tokens
from reporting.annual_report.live.rendering import Writer


def row(code, count, percent=None, low=None, high=None, label=""):
    return {
        "code": code, "label": label or code, "count": count, "percent": percent, "low": low, "high": high,
        "suppressed": count is None,
    }  # fmt: skip


def table(key, rows, base, not_known=0, **fields):
    values = {"key": key, "cohort": key.partition(".")[0], "base": base, "not_known": not_known, "rows": rows}
    return values | {"multiple": False, "parts": True, "shares": True, "title": f"Title of {key}", "note": ""} | fields


TABLES = {
    one["key"]: one
    for one in (
        table("notified.total", [row("all", 50)], 50, shares=False),
        table("notified.place", [row("hospital", 40, 80, 67.0, 88.8), row("home", 8, 16), row("other", None)], 50, 0),
        table("reviewed.modifiability", [row("modifiable", 24, 37, 26.2, 49.1), row("none", 41, 63)], 65),
        table("reviewed.sex", [row("female", 33, 51), row("male", 32, 49)], 65),
        table("reviewed.age", [row("0-27d", 3), row("1-4y", 4)], 7),
        table("reviewed.time_to_review", [row("under_6m", 12, 18)], 65, median_days=300, lower_quartile_days=None),
        table(
            "notified.by_year",
            [row("2022-23", 65), row("2023-24", 48), row("2024-25", 50)], None, None, shares=False, parts=False,
        ),
        table("notified.small", [row("a", 6), row("b", None)], None),
    )
}  # fmt: skip


def writer(*, public=False, ids=None) -> Writer:
    return Writer(TABLES, "2024-25", public, {"guide": "Guide.", "act": "Act."}, ids)


def said(text: str, **options) -> tuple[str, list[str]]:
    """The words, and the codes of what could not be said."""
    made = writer(**options)
    words = "".join(getattr(part, "text", "") or f"<{part.target}>" for part in made.inline(text))
    return words, [problem.code for problem in made.problems]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[[reviewed.modifiability.modifiable.percent]]", "37%"),
        ("[[reviewed.modifiability.modifiable.share]]", "24 of 65 (37%)"),
        ("[[reviewed.modifiability.modifiable.of]]", "24 of 65"),
        ("[[reviewed.modifiability.modifiable]]", "24"),
        ("[[ reviewed.modifiability.modifiable.interval ]]", "26% to 49%"),
        ("[[reviewed.modifiability.base]]", "65"),
        ("[[reviewed.modifiability.not_known]]", "0"),
        ("[[reviewed.sex.female.label]]", "female"),
        ("[[notified.total]]", "50"),
        ("[[notified.total.count]]", "50"),
        ("[[reviewed.time_to_review.median_days]]", "300 days"),
        ("[[notified.by_year.this_year]]", "50"),
        ("[[notified.by_year.last_year]]", "48"),
        ("Of [[notified.total]], [[notified.place.home.of]].", "Of 50, 8 of 50."),
        ("[[most: notified.place.hospital]]", "most"),
        ("[[most: notified.place.hospital | Most]]", "Most"),
        ("[[half: reviewed.sex.female | half]]", "half"),
        ("[[highest: notified.place.hospital | the most common place]]", "the most common place"),
        ("[[lowest: reviewed.sex.male]]", "the smallest number"),
        ("[[rose: notified.by_year]]", "rose"),
        ("[[source: act]] [[source: guide]] [[source: act]]", "[1] [2] [1]"),
        ("[[external: 48% | NCMD | 1 October 2025]]", "48%Source: NCMD, read on 1 October 2025."),
        ("[not a reference] [[", "[not a reference] [["),
        ("{{ 7*7 }} <b>", "{{ 7*7 }} <b>"),
    ],
)
def test_what_is_typed_is_printed_as_the_figures_have_it(typed, printed):
    assert said(typed) == (printed, [])


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("[[reviewed.nothing.x]]", "broken_token"),
        ("[[reviewed.sex.other]]", "broken_token"),
        ("[[notified.place.other]]", "hidden_figure"),
        ("[[reviewed.age.0-27d.percent]]", "hidden_figure"),
        ("[[reviewed.time_to_review.lower_quartile_days]]", "hidden_figure"),
        ("[[most: notified.place.home]]", "false_claim"),
        ("[[most: notified.place.home | most]]", "false_claim"),
        ("[[most: reviewed.sex.male]]", "false_claim"),
        ("[[half: notified.place.hospital]]", "false_claim"),
        ("[[highest: reviewed.sex.male]]", "false_claim"),
        ("[[highest: notified.small.a]]", "hidden_figure"),
        ("[[lowest: notified.place.home]]", "false_claim"),
        ("[[fell: notified.by_year]]", "false_claim"),
        ("[[rose: reviewed.sex]]", "broken_token"),
        ("[[most: notified.place.other]]", "hidden_figure"),
        ("[[source: none]]", "broken_token"),
        ("[[external: 48% | NCMD]]", "broken_token"),
        ("[[note: ]]", "broken_token"),
        ("[[nonsense: x]]", "broken_token"),
        ("[[table: reviewed.nothing]]", "broken_token"),
    ],
)
def test_what_cannot_be_said_is_named_and_stands_as_typed(typed, code):
    made = writer(ids=frozenset({"table-reviewed-age"}))
    (part,) = made.inline(typed)
    assert (part, [problem.code for problem in made.problems]) == (Strong(typed), [code])
    assert made.problems[0].reason


def test_a_hidden_slot_takes_the_author_s_words_in_the_public_edition_only():
    typed = "[[notified.place.other | a number that is not shown]]"
    assert said(typed, public=True) == ("a number that is not shown", [])
    assert said(typed, public=False)[1] == ["hidden_figure"]
    assert said("[[reviewed.secret.x | some]]", public=True) == ("some", [])
    assert said("[[most: notified.place.other | most]]", public=True)[1] == ["hidden_figure"]


def test_an_editor_is_told_once_what_each_reference_reads_as():
    figures = {
        "tables": list(TABLES.values()),
        "year": {"code": "2024-25"},
        "edition": "public",
        "sources": {"act": "A"},
    }
    text = "[[notified.total]] [[table: reviewed.age]] [[source: act]] [[notified.total]] [[x.y]] [[note: so]]"
    found = [(one["shown"], bool(one["fault"])) for one in chips.chips(text, figures)]
    assert found == [
        ("50", False),
        ("table reviewed-age", False),
        ("[1]", False),
        ("[[x.y]]", True),
        (" (note: so)", False),
    ]


def test_tables_charts_and_chapters_are_named():
    made = writer(ids=frozenset({"table-reviewed-age", "figure-notified-place", "modifiable"}))
    found = made.inline("[[table: reviewed.age]] [[chart: notified.place]] [[section: modifiable]]")
    targets = [part.target for part in found if isinstance(part, Xref)]
    assert targets == ["table-reviewed-age", "figure-notified-place", "modifiable"]
    assert not made.problems


def test_references_stand_in_paragraphs_lists_and_headings():
    text = "## In [[notified.total]]\n\nOf [[notified.total]].\n\n- [[note: Invented.]]"
    heading, para, bullets = narrative.blocks(text, key="k", writer=writer())
    assert isinstance(heading, Heading)
    assert heading.text == "In 50"
    assert isinstance(para, Para)
    assert para.parts == (Text("Of "), Text("50"), Text("."))
    assert isinstance(bullets, List)
    assert bullets.items == ((Note("Invented."),),)


def test_a_problem_says_which_section_it_is_in():
    made = writer()
    narrative.blocks("[[x.y]]", key="delays", writer=made)
    assert made.problems[0].section == "delays"


REGISTER = {"CDOP": "Child Death Overview Panel", "GP": "General practitioner", "SUDI": "Sudden death", "NHS": "N H S"}


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        (["The CDOP met. CDOP"], ["The Child Death Overview Panel (CDOP) met. CDOP"]),
        (["A GP said.", "GPs"], ["A general practitioner (GP) said.", "GPs"]),
        (["GPs said."], ["General practitioners (GPs) said."]),
        (["Our panel (CDOP) met. CDOP"], ["Our panel (CDOP) met. CDOP"]),
        (["CDOP (the panel) met."], ["CDOP (the panel) met."]),
        (["The NHS and CDOPX, a-GP"], ["The NHS and CDOPX, a-GP"]),
    ],
)
def test_abbreviations_are_spelled_out_once(texts, printed):
    blocks = [Para((Text(text),)) for text in texts]
    assert [block.parts[0].text for block in abbreviations.spelled_out(blocks, REGISTER)] == printed


def test_figures_are_found_by_words():
    found = catalogue.search(TABLES, {}, {"reviewed.modifiability": "Whether factors were modifiable"}, "MODIFIABLE")
    assert [one.label for one in found] == ["modifiable", "none"]
    assert found[0].ways[0] == ("[[reviewed.modifiability.modifiable.share]]", "24 of 65 (37%)")
    assert found[0].hidden
    assert not catalogue.search(TABLES, TABLES, {}, "place hospital")[0].hidden
    assert [one.label for one in catalogue.search(TABLES, TABLES, {}, "median")] == ["Median"]
    assert catalogue.search(TABLES, TABLES, {}, " ") == []


def test_every_way_that_the_search_offers_can_be_printed():
    for found in catalogue.search(TABLES, TABLES, {}, "title"):
        for typed, value in found.ways:
            assert said(typed) == (value, [])


def test_an_outside_number_cannot_break_its_brackets():
    typed = tokens.external("48%", "A [[b]] | c", "today")
    assert said(typed)[1] == []
