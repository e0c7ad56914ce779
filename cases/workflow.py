"""The life of a case: statuses, steps, and which step leads where. Pure: no database, no settings.

Parallel processes (inquest, investigations) are records beside the case, never statuses of it.
"""

from dataclasses import dataclass

from django.db import models


class Status(models.TextChoices):
    """Where a case stands."""

    GATHERING = "gathering", "Gathering information"
    CDRM_SCHEDULED = "cdrm_scheduled", "Review meeting arranged"
    CDRM_HELD = "cdrm_held", "Review meeting held"
    PANEL_PREPARATION = "panel_preparation", "Preparing for panel"
    LISTED = "listed", "On a panel agenda"
    AWAITING_ITEM = "awaiting_item", "Reviewed, awaiting one item"
    REVIEWED = "reviewed", "Reviewed"
    SUBMITTED = "submitted", "Sent to the national database"
    CLOSED = "closed", "Closed"
    DUPLICATE = "duplicate", "Duplicate"
    OUT_OF_SCOPE = "out_of_scope", "Out of scope"
    TRANSFERRED = "transferred", "Transferred to another panel"


class Step(models.TextChoices):
    """What moves a case on, in the imperative."""

    ARRANGE_CDRM = "arrange_cdrm", "Arrange the child death review meeting"
    HOLD_CDRM = "hold_cdrm", "Record that the review meeting was held"
    PREPARE = "prepare", "Prepare for panel"
    RETURN = "return_to_gathering", "Go back to gathering information"
    LIST = "list", "Put on a panel agenda"
    UNLIST = "unlist", "Take off the agenda"
    DEFER = "defer", "Defer"
    AWAIT_ITEM = "await_item", "Review, awaiting one item"
    FINALISE = "finalise", "Finalise the review"
    SUBMIT = "submit", "Record as sent to the national database"
    CLOSE = "close", "Close"
    REOPEN = "reopen", "Reopen"
    MARK_DUPLICATE = "mark_duplicate", "Mark as a duplicate"
    MARK_OUT_OF_SCOPE = "mark_out_of_scope", "Mark as out of scope"
    TRANSFER = "transfer", "Transfer to another panel"


_OPEN = (Status.GATHERING, Status.CDRM_SCHEDULED, Status.CDRM_HELD, Status.PANEL_PREPARATION)
_DONE = (Status.AWAITING_ITEM, Status.REVIEWED, Status.SUBMITTED, Status.CLOSED)
_TERMINAL = (Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED)

TRANSITIONS: dict[tuple[str, str], str] = {
    (Status.GATHERING, Step.ARRANGE_CDRM): Status.CDRM_SCHEDULED,
    (Status.GATHERING, Step.HOLD_CDRM): Status.CDRM_HELD,
    (Status.CDRM_SCHEDULED, Step.HOLD_CDRM): Status.CDRM_HELD,
    (Status.CDRM_HELD, Step.PREPARE): Status.PANEL_PREPARATION,
    (Status.GATHERING, Step.PREPARE): Status.PANEL_PREPARATION,
    (Status.PANEL_PREPARATION, Step.LIST): Status.LISTED,
    (Status.LISTED, Step.UNLIST): Status.PANEL_PREPARATION,
    (Status.LISTED, Step.DEFER): Status.GATHERING,
    (Status.LISTED, Step.AWAIT_ITEM): Status.AWAITING_ITEM,
    (Status.LISTED, Step.FINALISE): Status.REVIEWED,
    (Status.AWAITING_ITEM, Step.FINALISE): Status.REVIEWED,
    (Status.REVIEWED, Step.SUBMIT): Status.SUBMITTED,
    (Status.SUBMITTED, Step.CLOSE): Status.CLOSED,
    **{(status, Step.RETURN): Status.GATHERING for status in _OPEN if status != Status.GATHERING},
    **{(status, Step.MARK_DUPLICATE): Status.DUPLICATE for status in _OPEN},
    **{(status, Step.MARK_OUT_OF_SCOPE): Status.OUT_OF_SCOPE for status in _OPEN},
    **{(status, Step.TRANSFER): Status.TRANSFERRED for status in _OPEN},
    **{(status, Step.REOPEN): Status.GATHERING for status in (*_DONE, *_TERMINAL)},
}

NEEDS_REASON = frozenset(
    {
        Step.DEFER,
        Step.AWAIT_ITEM,
        Step.REOPEN,
        Step.RETURN,
        Step.MARK_DUPLICATE,
        Step.MARK_OUT_OF_SCOPE,
        Step.TRANSFER,
    }
)
"""Steps that are refused without a written reason."""

PANEL_STEPS = frozenset({Step.LIST, Step.UNLIST, Step.DEFER, Step.AWAIT_ITEM, Step.FINALISE})
"""Steps taken by the meeting, not offered on the case page."""

OPEN = frozenset((*_OPEN, Status.LISTED, Status.AWAITING_ITEM))
"""Cases that still wait for a finished review."""

COUNTED = frozenset(Status) - frozenset(_TERMINAL)
"""Cases that count in the notified cohort: duplicates, out of scope and transferred ones do not."""


@dataclass(frozen=True)
class Condition:
    """Something that must hold before a step: its code, a sentence, and whether it holds."""

    code: str
    sentence: str
    met: bool


def target(status: str, step: str) -> str | None:
    """Where ``step`` leads from ``status``, or nothing when it does not apply there."""
    return TRANSITIONS.get((status, step))


def available(status: str) -> list[str]:
    """The steps that apply to ``status``, in the order of the list above."""
    return [step for step in Step if (status, step) in TRANSITIONS]


@dataclass(frozen=True)
class Readiness:
    """The facts that conditions are judged on."""

    outstanding_requests: int = 0
    blocking_processes: int = 0
    blocking_meeting: int = 0
    blocking_closing: int = 0
    has_category: bool = False
    modifiability_decided: bool = False


def conditions(step: str, facts: Readiness) -> list[Condition]:
    """What must hold before ``step``, each with whether it holds."""
    if step in (Step.ARRANGE_CDRM, Step.HOLD_CDRM):
        sentence = "Every process that the review meeting waits for has ended"
        return [Condition("meeting_not_blocked", sentence, not facts.blocking_meeting)]
    if step == Step.CLOSE:
        sentence = "Every process that closing waits for has ended"
        return [Condition("closing_not_blocked", sentence, not facts.blocking_closing)]
    if step == Step.PREPARE:
        return [
            Condition(
                "no_blocking_process", "Every process that the review waits for has ended", not facts.blocking_processes
            )
        ]
    if step == Step.FINALISE:
        return [
            Condition("category_given", "A category of death is recorded", facts.has_category),
            Condition("modifiability_given", "Modifiability is decided", facts.modifiability_decided),
        ]
    return []


def unmet(step: str, facts: Readiness) -> list[Condition]:
    """The conditions of ``step`` that do not hold."""
    return [condition for condition in conditions(step, facts) if not condition.met]
