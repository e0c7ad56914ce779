"""What the reader of a text remarks on, and what it leaves alone."""

import pytest

from common.dates import FinancialYear
from reporting.annual_report.linting import helping, pages, reader
from reporting.annual_report.linting.remarks import TITLES, sentences
from tests.unit.reporting.test_live_references import TABLES

YEAR = FinancialYear(2024)


def known(**more) -> reader.Known:
    figures = {"tables": list(TABLES.values()), "year": {"code": "2024-25"}, "sources": {}}
    editions = {name: figures | {"edition": name} for name in ("confidential", "public")}
    values = {"abbreviations": {"CDOP": "Panel"}, "places": ("Luton", "Bedford"), "summaries": {}}
    return reader.Known(YEAR, editions, **(values | more))


def codes(text: str, **more) -> list[tuple[str, str]]:
    return [(one.code, one.words) for one in reader.read(text, "introduction", known(**more))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of all, 37% were modifiable.", [("typed_figure", "37%")]),
        ("Of all, 37 per cent were modifiable.", [("typed_figure", "37 per cent")]),
        ("We held 17 events.", [("unsourced_number", "17")]),
        ("The rate was 4.5 here.", [("unsourced_number", "4.5")]),
        ("At 31% of 50 deaths.", [("impossible_percentage", "31% of 50"), ("typed_figure", "50")]),
        ("The ABC met the CDOP and the NHS.", [("undefined_abbreviation", "ABC")]),
        ("The Able Bodied Club (ABC) met. ABC.", []),
        ("On 30 September 2025 it began.", [("date_outside", "30 September 2025")]),
        ("On 3 May 2024 it began, in 2024/25.", []),
        ("We reviewed [[notified.total]] deaths.", [("wrong_cohort", "reviewed")]),
        ("There were [[reviewed.sex.female]] deaths notified.", [("wrong_cohort", "notified")]),
        ("[[notified.total]] were notified and [[reviewed.sex.base]] reviewed.", []),
        ("In three cases this was so.", [("small_number", "three cases")]),
        ("A child with meningitis in Luton was missed.", [("rare_condition", "meningitis")]),
        ("A child with sepsis died in March.", [("rare_condition", "sepsis")]),
        ("A drowning at Sample Leisure Park was discussed.", [("rare_condition", "drowning")]),
        ("Sepsis is taught to all.", []),
        ("We worked with Luton.", []),
        ("Numbers rose again.", [("claim_in_words", "rose")]),
        ("Numbers [[rose: notified.by_year]] again.", []),
        ("Most of them were boys.", [("claim_in_words", "Most of")]),
        ("No preventable deaths.", [("avoidable", "preventable deaths")]),
        ("See [[table: reviewed.age]] and [[notified.total]].", []),
        ("[[notified.nothing]]", [("broken_token", "[[notified.nothing]]")]),
        ("[[notified.place.other]]", [("hidden_figure", "[[notified.place.other]]")]),
        ("[[fell: notified.by_year]]", [("false_claim", "[[fell: notified.by_year]]")]),
        ("[[external: 48% | NCMD | 1 October 2025]] in England.", []),
    ],
)
def test_what_is_remarked(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Children aged 5, aged 10 to 14 years, under 18s, under 28 days, 28 to 364 days and at 36 weeks.",
        "It was decided on 5 March 2025 at 10:30, and on 1 April.",
        "1. The first thing\n2) The second thing",
        "In 2024/25, in 2023-24, in 2022/2023, and since 2019.",
        "See section 17, page 3, Table 5, Figure 2, deciles 1 to 5 and https://example.org/12/34.",
        "The 95% confidence interval; 24/7; within 6 months.",
    ],
)
def test_numbers_that_count_no_children_are_left_alone(text):
    assert [found for found in codes(text) if found[0] in pages.NUMBERS] == []


def test_the_likeliest_figure_is_offered_first():
    (found,) = reader.read("Of these, 37% had factors that were modifiable.", "x", known())
    assert found.offers[0].typed == "[[reviewed.modifiability.modifiable.percent]]"
    (found,) = reader.read("There were 41 of them.", "x", known())
    assert [offer.typed for offer in found.offers] == ["[[reviewed.modifiability.none.count]]"]


def test_what_was_accepted_is_not_said_again_but_a_broken_reference_is():
    accepted = frozenset({("unsourced_number", "17")})
    assert codes("We held 17 events and 19 more.", accepted=accepted) == [("unsourced_number", "19")]
    (broken,) = reader.read("[[x.y]]", "x", known())
    assert not broken.can_be_accepted


def test_only_faults_stop_a_signature():
    found = reader.read("Numbers rose. We held 17 events on 30 September 2025.", "x", known())
    assert [one.code for one in reader.blocking(found)] == ["unsourced_number"]
    assert pages.panel(found, [], [], lambda of: "")["summary"] == "1 to put right before sign-off, 2 to look at."
    assert pages.panel([], [], [], lambda of: "")["summary"] == "Nothing to remark."


def test_every_place_is_where_the_words_stand():
    text = "[[notified.total]] died. We held 17 events, of 37% in all. The ABC met. In three cases no. Numbers rose."
    for one in reader.read(text, "x", known()):
        assert text[one.start : one.start + len(one.words)] == one.words
        assert one.code in TITLES


def test_a_reference_ends_no_sentence():
    assert [words.strip() for _, words in sentences("A [[x.y | is. It]] b. C!")] == ["A [[x.y | is. It]] b.", "C!"]


@pytest.mark.parametrize(
    ("post", "text", "said"),
    [
        ({"insert": "[[a.b]]"}, "Of 37% here [[a.b]]", ""),
        ({"replace": '[3, "37%", "[[a.b]]"]'}, "Of [[a.b]] here", ""),
        ({"replace": '[0, "37%", "[[a.b]]"]'}, "Of [[a.b]] here", ""),
        ({"replace": '[3, "38%", "[[a.b]]"]'}, "Of 37% here", helping.MOVED),
        ({"replace": "nonsense"}, "Of 37% here", helping.MOVED),
        ({"replace": '["x", 1, []]'}, "Of 37% here", helping.MOVED),
        ({"outside": '[3, "37%"]'}, "Of 37% here", helping.WHOSE),
        (
            {"outside": '[3, "37%"]', "outside_source": "NCMD", "outside_on": "1 May 2025"},
            "Of [[external: 37% | NCMD | 1 May 2025]] here", "",
        ),
        ({"look": "1"}, "Of 37% here", ""),
    ],
)  # fmt: skip
def test_a_button_beside_the_text(post, text, said):
    assert helping.helped("Of 37% here", post) == (text, said)
