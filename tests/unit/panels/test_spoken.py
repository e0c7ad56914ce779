"""Two people's changes to one record become one, or are asked about; nothing is lost without a word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.analysis.contents import EMPTY
from panels import spoken
from panels.spoken import DISCUSSION, KEYS, ROWS, grown, merge, plain

BASE = plain({**EMPTY, **DISCUSSION, "learning_points": [{"text": "a"}, {"text": "b"}]})


def record(**changes) -> dict:
    """The base with some answers changed."""
    return plain({**BASE, **changes})


def rows(*texts: str) -> list[dict]:
    """Learning points."""
    return [{"text": text} for text in texts]


@pytest.mark.parametrize(
    ("mine", "theirs", "merged", "clashes"),
    [
        ({}, {}, {}, []),
        ({"issues": "m"}, {}, {"issues": "m"}, []),
        ({}, {"issues": "t"}, {"issues": "t"}, []),
        ({"issues": "m"}, {"points": "t"}, {"issues": "m", "points": "t"}, []),
        ({"issues": "same"}, {"issues": "same"}, {"issues": "same"}, []),
        ({"issues": "m"}, {"issues": "t"}, {"issues": "t"}, ["issues"]),
        ({"issues": "m", "points": "p"}, {"issues": "t"}, {"issues": "t", "points": "p"}, ["issues"]),
        (
            {"learning_points": rows("a", "b", "m")},
            {"learning_points": rows("a", "b", "t")},
            {"learning_points": rows("a", "b", "m", "t")},
            [],
        ),
        ({"learning_points": rows("a2", "b")}, {"learning_points": rows("a", "b2")},
         {"learning_points": rows("a2", "b2")}, []),
        ({"learning_points": rows("a")}, {"learning_points": rows("a", "b", "t")},
         {"learning_points": rows("a", "t")}, []),
        ({"learning_points": rows("m", "b")}, {"learning_points": rows("t", "b")},
         {"learning_points": rows("t", "b")}, ["learning_points"]),
        ({"categories": [1, 8]}, {"categories": [8]}, {"categories": [8]}, ["categories"]),
    ],
)  # fmt: skip
def test_merging(mine, theirs, merged, clashes):
    assert merge(BASE, record(**mine), record(**theirs)) == (record(**merged), clashes)


def test_one_recommendation_changed_by_two_is_asked_about():
    change = {"level": "local", "owner": "Trust", "due_on": None}
    base, mine, theirs = (
        plain({**BASE, "recommendations": [{"id": "1", "text": text, **change}]}) for text in ("old", "mine", "theirs")
    )
    assert merge(base, mine, theirs)[1] == ["recommendations"]


@pytest.mark.parametrize(("old", "new"), [("a\nb", "a\r\nb"), ("a", " a ")])
def test_what_a_browser_does_to_words_is_no_change(old, new):
    assert plain({"issues": old}) == plain({"issues": new})


def test_without_knowing_what_was_shown_every_difference_is_asked_about():
    merged, clashes = merge({}, record(issues="mine", points=""), record(issues="theirs"))
    assert (merged["issues"], clashes) == ("theirs", ["issues"])


def test_what_could_not_be_kept_is_still_a_change_the_next_time():
    mine = record(issues="mine", points="mine")
    base = grown(BASE, mine, clashes=["issues"], left_out={"points"})
    assert (base["issues"], base["points"]) == ("", "")


WORDS = st.sampled_from(["", "a", "b", "c"])
CHANGE = st.fixed_dictionaries(
    {},
    optional={
        "issues": WORDS,
        "points": WORDS,
        "learning_points": st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True).map(lambda t: rows(*t)),
    },
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), CHANGE, st.booleans()), max_size=12))
def test_no_change_of_any_editor_is_lost_without_a_word(steps):
    """Three editors write and save in any order; whatever somebody wrote is saved, superseded knowingly, or named."""
    saved = BASE
    pages = [{"base": BASE, "mine": BASE} for _ in range(3)]
    for editor, change, saves in steps:
        page = pages[editor]
        page["mine"] = plain({**page["mine"], **change})
        if not saves:
            continue
        before = saved
        saved, clashes = merge(page["base"], page["mine"], saved)
        for key in KEYS:
            mine, base = page["mine"][key], page["base"][key]
            if mine != base and key not in clashes and key not in ROWS:
                assert saved[key] == mine
            if mine == base or key in clashes:
                assert saved[key] == before[key]
            if key in ROWS and key not in clashes:
                assert [row for row in mine if row not in base and row not in saved[key]] == []
                touched = [row for row in base if row not in mine]
                assert [row for row in before[key] if row not in touched and row not in saved[key]] == []
        page["base"] = grown(page["base"], page["mine"], clashes)


def test_every_answer_has_a_name():
    assert set(spoken.NAMES) == set(KEYS)
