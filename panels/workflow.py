"""The life of a meeting: which steps its state allows, and what must hold before it is finalised. Pure."""

from collections.abc import Iterable

from django.db import models

from common.errors import NotNow


class Step(models.TextChoices):
    """What is done with a meeting, in the imperative."""

    CHANGE = "change", "change this meeting"
    CANCEL = "cancel", "cancel this meeting"
    INVITE = "invite", "invite people to this meeting"
    WITHDRAW = "withdraw", "take back an invitation"
    ANSWER = "answer", "answer this invitation"
    AGENDA = "agenda", "change the agenda"
    ANNOUNCE = "announce", "send the agenda"
    CONFLICT = "conflict", "declare a conflict of interest"
    OPEN = "open", "start this meeting"
    ATTENDANCE = "attendance", "record attendance"
    DECIDE = "decide", "record a decision"
    FINALISE = "finalise", "finalise this meeting"
    PAPERS = "papers", "release the papers"
    PRIVATE = "private", "write notes or ratings"


SCHEDULED, OPEN, FINALISED, CANCELLED = "scheduled", "open", "finalised", "cancelled"

_WORDS = {
    SCHEDULED: "has not started",
    OPEN: "is in progress",
    FINALISED: "is finalised",
    CANCELLED: "was cancelled",
}

ALLOWED: dict[str, frozenset[str]] = {
    SCHEDULED: frozenset(
        {
            Step.CHANGE,
            Step.CANCEL,
            Step.INVITE,
            Step.WITHDRAW,
            Step.ANSWER,
            Step.AGENDA,
            Step.ANNOUNCE,
            Step.CONFLICT,
            Step.OPEN,
            Step.PAPERS,
            Step.PRIVATE,
        }
    ),
    OPEN: frozenset(
        {
            Step.INVITE,
            Step.AGENDA,
            Step.CONFLICT,
            Step.ATTENDANCE,
            Step.DECIDE,
            Step.FINALISE,
            Step.PAPERS,
            Step.PRIVATE,
        }
    ),
    FINALISED: frozenset(),
    CANCELLED: frozenset(),
}
"""The steps that each state of a meeting allows."""


def allows(state: str, step: str) -> bool:
    """Whether ``step`` may be taken while a meeting is in ``state``."""
    return step in ALLOWED[state]


def require(state: str, step: str) -> None:
    """Raises ``NotNow`` when ``state`` does not allow ``step``."""
    if not allows(state, step):
        raise NotNow("state", f"You cannot {Step(step).label}: it {_WORDS[state]}.")


def every_item_settled(outcomes: Iterable[tuple[int, str]]) -> None:
    """Raises ``NotNow`` when an item of the agenda, given as (position, outcome), was not decided."""
    waiting = [str(position) for position, outcome in outcomes if outcome == "pending"]
    if waiting:
        items = "item" if len(waiting) == 1 else "items"
        raise NotNow("pending", f"First record an outcome for {items} {' and '.join(waiting)}.")
