"""Quorum as a table of cases."""

import pytest

from panels.quorum import GROUPS, Rule, Seat, judge


def seat(user, *kinds):
    return Seat(user=user, kinds=frozenset(kinds))


def sat(user):
    """The member or the deputy of one seat from a hospital."""
    return Seat(user=user, kinds=frozenset({"hospital"}), place="one seat")


HEALTH, COUNCIL, POLICE = seat("h", "hospital"), seat("c", "local_authority"), seat("p", "police")
BOTH = ("health", "local_authority")


@pytest.mark.parametrize(
    ("seats", "rule", "without", "met", "present", "missing"),
    [
        ([], Rule(0), (), True, 0, ()),
        ([], Rule(1), (), False, 0, ()),
        ([HEALTH, COUNCIL], Rule(2), (), True, 2, ()),
        ([HEALTH, COUNCIL], Rule(3), (), False, 2, ()),
        ([HEALTH, COUNCIL], Rule(2, BOTH), (), True, 2, ()),
        ([HEALTH, POLICE], Rule(2, BOTH), (), False, 2, ("the local authority",)),
        ([POLICE], Rule(1, BOTH), (), False, 1, ("health", "the local authority")),
        ([HEALTH, COUNCIL, POLICE], Rule(2, BOTH), ("c",), False, 2, ("the local authority",)),
        ([HEALTH, COUNCIL, POLICE], Rule(3), ("p",), False, 2, ()),
        ([HEALTH, HEALTH], Rule(2), (), False, 1, ()),
        ([sat("h"), sat("deputy")], Rule(2), (), False, 1, ()),
        ([sat("h"), sat("deputy")], Rule(1, ("health",)), ("h",), True, 1, ()),
        ([sat("h"), sat("deputy")], Rule(1), ("h", "deputy"), False, 0, ()),
        ([seat("l", "lay")], Rule(1, ("lay",)), (), True, 1, ()),
        ([seat("g", "gp")], Rule(1, ("health",)), (), True, 1, ()),
        ([seat("o", "ombudsman")], Rule(1, ("ombudsman",)), (), True, 1, ()),
        ([HEALTH], Rule(1, ("fire_service",)), (), False, 1, ("fire service",)),
    ],
)
def test_quorum(seats, rule, without, met, present, missing):
    quorum = judge(seats, rule, without)
    assert (quorum.met, quorum.present, quorum.missing) == (met, present, missing)


@pytest.mark.parametrize(
    ("seats", "rule", "sentence"),
    [
        ([HEALTH], Rule(1), "1 member present, 1 needed."),
        ([HEALTH], Rule(2), "Not quorate: 1 member present, 2 needed."),
        ([POLICE], Rule(1, BOTH), "Not quorate: nobody from health or the local authority."),
        ([], Rule(2, ("health",)), "Not quorate: 0 members present, 2 needed and nobody from health."),
    ],
)
def test_sentence(seats, rule, sentence):
    assert judge(seats, rule).sentence == sentence


@pytest.mark.parametrize(
    ("group", "kinds", "words"),
    [
        ("police", {"police"}, "the police"),
        ("education", {"education"}, "education"),
        ("coroner", {"coroner"}, "the coroner's office"),
        ("lay", {"lay"}, "lay members"),
    ],
)
def test_each_group_has_its_words_and_its_agencies(group, kinds, words):
    assert judge([HEALTH], Rule(1, (group,))).missing == (words,)
    for kind in kinds:
        assert judge([seat("x", kind)], Rule(1, (group,))).met


def test_the_groups_that_a_panel_can_choose():
    assert list(GROUPS) == ["health", "local_authority", "police", "education", "coroner", "lay"]
