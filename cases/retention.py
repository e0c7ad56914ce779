"""How long the record of a case is kept, and what stops its erasure. Pure: no database, no clock.

The period is the controller's: no national one is published for child death review. Without one nothing is proposed.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from cases.workflow import Status
from common.dates import birthday, london

UNDO = timedelta(days=14)
"""Between the second person's approval and the erasure: so long it can be called back."""

ENDED = frozenset({Status.CLOSED, Status.DUPLICATE, Status.OUT_OF_SCOPE, Status.TRANSFERRED})
"""Nothing more is done with a case."""

DEATH, REVIEW, END = "death", "review", "end"
AFTER = {DEATH: "the death", REVIEW: "the review was finished", END: "the case was closed"}
"""What the years are counted from."""


@dataclass(frozen=True)
class Rule:
    """So many years after something; no years, no rule."""

    years: int | None
    after: str
    basis: str = ""

    @property
    def words(self) -> str:
        """As it stands on pages and in the tombstone."""
        if self.years is None:
            return ""
        basis = f" ({self.basis})" if self.basis else ""
        return f"{self.years} {'year' if self.years == 1 else 'years'} after {AFTER[self.after]}{basis}"


@dataclass(frozen=True)
class Days:
    """The days of a case that years are counted from."""

    died_on: date
    reviewed_on: date | None
    status: str
    status_since: datetime


def due_on(rule: Rule, days: Days) -> date | None:
    """The first day on which erasure may be proposed: nothing without a rule, or while the case goes on.

    A year that begins on 29 February ends on 1 March where there is none, never a day early. A case that never came to
    a review counts from its end instead.
    """
    if rule.years is None or days.status not in ENDED:
        return None
    start = days.died_on if rule.after == DEATH else days.reviewed_on if rule.after == REVIEW else None
    return birthday(start or london(days.status_since).date(), rule.years)


@dataclass(frozen=True)
class Around:
    """What stands around a case when its erasure is thought of."""

    status: str
    legal_hold: bool = False
    open_recommendations: int = 0
    unfinished_processes: int = 0
    open_requests: int = 0
    kept_elsewhere: bool = False


def stops(around: Around) -> list[str]:
    """Why the case cannot be erased now; empty where nothing stops it."""
    found = {
        "There is a legal hold.": around.legal_hold,
        "The case is not closed.": around.status not in ENDED,
        "A recommendation from it is still open.": around.open_recommendations > 0,
        "An inquest, investigation or other process has not ended.": around.unfinished_processes > 0,
        "A request for information is still open.": around.open_requests > 0,
        "It was merged into another case and goes with that one.": around.kept_elsewhere,
    }
    return [sentence for sentence, holds in found.items() if holds]
