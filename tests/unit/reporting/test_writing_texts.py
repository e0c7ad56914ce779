"""Two people's texts put together, and the difference of two texts, for any texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.annual_report.writing.differences import ADDED, REMOVED, SAME, Piece, between, counted
from reporting.annual_report.writing.merging import Clash, merge

BASE = "One.\n\nTwo is here. Three is there.\n\n- four\n- five"
LINES = st.lists(st.sampled_from(["a", "b", "c. d.", "c. e.", "x", ""]), max_size=6).map("\n".join)


def stripped(text: str) -> str:
    return text.strip("\n")


@pytest.mark.parametrize(
    ("theirs", "mine", "together"),
    [
        (BASE, BASE.replace("One.", "1."), BASE.replace("One.", "1.")),
        (BASE.replace("One.", "1."), BASE, BASE.replace("One.", "1.")),
        (
            BASE.replace("One.", "1."),
            BASE.replace("- five", "- 5"),
            BASE.replace("One.", "1.").replace("- five", "- 5"),
        ),
        (
            BASE.replace("Two", "2"),
            BASE.replace("Three", "3"),
            BASE.replace("Two", "2").replace("Three", "3"),
        ),
        (BASE.replace("\n- five", ""), f"Zero.\n{BASE}", f"Zero.\n{BASE}".replace("\n- five", "")),
        (BASE.replace("Two", "2"), BASE.replace("Two", "2"), BASE.replace("Two", "2")),
    ],
)
def test_changes_of_different_passages_stand_together(theirs, mine, together):
    made = merge(BASE, theirs, mine)
    assert (made.text, made.clashes) == (together, ())


def test_one_passage_changed_twice_is_asked_about_and_both_are_kept():
    made = merge("One.\nTwo.", "One.\nTheirs.", "One.\nMine.")
    assert made.text == "One.\nTheirs.\nMine."
    assert made.clashes == (Clash("Mine.", "Theirs."),)


@given(base=LINES, other=LINES)
def test_one_author_alone_is_taken_as_they_wrote(base, other):
    assert merge(base, base, other).text == stripped(other)
    assert merge(base, other, base).text == stripped(other)
    assert merge(base, other, other).text == stripped(other)


@given(base=LINES, theirs=LINES, mine=LINES)
def test_no_new_words_of_either_are_lost(base, theirs, mine):
    kept = merge(base, theirs, mine).text
    for text in (theirs, mine):
        assert {word for word in text.split() if word not in base.split()} <= set(kept.split())


@given(before=LINES, after=LINES)
def test_a_difference_holds_both_texts(before, after):
    lines = between(before, after)
    for kind, text in ((REMOVED, before), (ADDED, after)):
        found = "".join(piece.text for line in lines for piece in line if piece.kind in (SAME, kind))
        assert found == text.replace("\n", "")


def test_words_are_marked_within_their_line():
    lines = between("A rise of two.\nStays.", "A fall of two.\nStays.\nNew.")
    assert lines[0] == [Piece(SAME, "A "), Piece(REMOVED, "rise"), Piece(ADDED, "fall"), Piece(SAME, " of two.")]
    assert lines[1:] == [[Piece(SAME, "Stays.")], [Piece(ADDED, "New.")]]
    assert counted(lines) == {ADDED: 2, REMOVED: 1}
