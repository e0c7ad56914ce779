"""What the chair sees of the members' ratings, and from when."""

import pytest

from panels.spread import View, spread

YES, NO = View(2, "yes"), View(0, "no")
PEOPLE = {"a": "Ada", "b": "Ben", "c": "Cleo", "d": "Dan"}


def rated(*people: str, view: View = YES) -> dict:
    """These people rated both factors."""
    return {person: {"one": view, "two": view} for person in people}


@pytest.mark.parametrize(
    ("views", "shown", "named"),
    [
        ({}, False, False),
        (rated("a", "b"), False, False),
        (rated("a", "b", "c"), True, False),
        (rated("a", "b", "c", "d"), True, True),
        ({**rated("a", "b"), "c": {"one": YES}}, False, False),
    ],
)
def test_numbers_from_three_names_from_all(views, shown, named):
    found = spread(["one", "two"], PEOPLE, views)
    assert (bool(found.factors), any(one.named for one in found.factors)) == (shown, named)


def test_two_present_who_both_rated_are_all():
    found = spread(["one", "two"], {"a": "Ada", "b": "Ben"}, rated("a", "b"))
    assert (found.complete, found.factors[0].named[0]) == (True, ("Ada", YES))


def test_the_counts_add_up():
    found = spread(["one", "two"], PEOPLE, rated("a", "b") | rated("c", view=NO))
    assert (dict(found.factors[0].relevance), dict(found.factors[1].modifiable)) == ({2: 2, 0: 1}, {"yes": 2, "no": 1})


def test_without_factors_nobody_has_rated():
    assert spread([], PEOPLE, rated("a")).rated == 0


def test_nobody_present_is_not_everybody():
    assert not spread(["one", "two"], {}, {}).complete
