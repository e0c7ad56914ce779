"""What one look at a part of the installation says. No child, no person and no address is in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils import timezone


class State(TextChoices):
    """How a part does; in order of concern."""

    WELL = "well", "Working"
    LOOK = "look", "Needs a look"
    FAULT = "fault", "Not working"


@dataclass(frozen=True)
class Finding:
    """One part: how it does, in a sentence; ``numbers`` are for monitoring and named with their unit."""

    key: str
    name: str
    state: State
    words: str
    advice: str = ""
    numbers: Mapping[str, float] = field(default_factory=dict)


def age(moment: datetime | None) -> float:
    """Seconds since then; none at all counts as for ever."""
    return (timezone.now() - moment).total_seconds() if moment else float("inf")


def judged(seconds: float, *, look: timedelta, fault: timedelta) -> State:
    """By how old something is."""
    if seconds > fault.total_seconds():
        return State.FAULT
    return State.LOOK if seconds > look.total_seconds() else State.WELL


def worst(findings: list[Finding]) -> State:
    """Of all of them."""
    order = list(State)
    return max((one.state for one in findings), key=order.index, default=State.WELL)
