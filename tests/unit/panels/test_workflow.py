"""Which steps a meeting's state allows."""

import pytest

from common.errors import NotNow
from panels import workflow
from panels.workflow import Step

LETTERS = {"S": "scheduled", "O": "open", "F": "finalised", "C": "cancelled"}


@pytest.mark.parametrize(
    ("step", "states"),
    [
        (Step.CHANGE, "S"),
        (Step.CANCEL, "S"),
        (Step.INVITE, "SO"),
        (Step.WITHDRAW, "S"),
        (Step.ANSWER, "S"),
        (Step.AGENDA, "SO"),
        (Step.ANNOUNCE, "S"),
        (Step.CONFLICT, "SO"),
        (Step.OPEN, "S"),
        (Step.ATTENDANCE, "O"),
        (Step.DECIDE, "O"),
        (Step.FINALISE, "O"),
        (Step.PAPERS, "SO"),
        (Step.PRIVATE, "SO"),
    ],
)
def test_steps_by_state(step, states):
    assert {state for letter, state in LETTERS.items() if workflow.allows(state, step)} == {LETTERS[s] for s in states}


def test_every_step_is_allowed_somewhere():
    assert frozenset().union(*workflow.ALLOWED.values()) == set(Step)


@pytest.mark.parametrize(
    ("state", "step", "words"),
    [
        ("scheduled", Step.DECIDE, "it has not started"),
        ("open", Step.CANCEL, "it is in progress"),
        ("finalised", Step.DECIDE, "it is finalised"),
        ("cancelled", Step.OPEN, "it was cancelled"),
    ],
)
def test_a_wrong_moment_says_why(state, step, words):
    with pytest.raises(NotNow) as refusal:
        workflow.require(state, step)
    assert refusal.value.sentence == f"You cannot {step.label}: {words}."


def test_a_right_moment_says_nothing():
    workflow.require("open", Step.DECIDE)


def test_pending_items_are_named():
    with pytest.raises(NotNow) as refusal:
        workflow.every_item_settled([(1, "decided"), (2, "pending"), (3, "pending")])
    assert refusal.value.sentence == "First record an outcome for items 2 and 3."
    workflow.every_item_settled([(1, "decided")])
