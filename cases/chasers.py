"""The ladder of reminders: which step a request has reached. Pure: dates in, a step out."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from common.reference import read

FILE = Path(__file__).parent / "reference" / "data" / "reminders.csv"
APART = timedelta(days=6)
"""Two steps of one request are at least so far apart, so that a sweep that was late does not send them all at once."""


@dataclass(frozen=True)
class Step:
    """One reminder: so many days after the date, to whom, in which words."""

    step: str
    days: int
    to: str
    letter: str
    label: str


COLUMNS = {"step": str, "days": int, "to": str, "letter": str, "label": str}
STEPS = {row["step"]: Step(**row) for row in read(FILE, COLUMNS)}
"""In the order in which they are taken."""


def due_step(due_on: date, taken: dict[str, date], today: date) -> Step | None:
    """The step to take today: the last one reached, unless a later one was taken or the last was too lately.

    Reminders that were missed are left out; escalations are not: the lead is told before the chair.
    """
    if taken and max(taken.values()) > today - APART:
        return None
    names = list(STEPS)
    done = max((names.index(name) for name in taken if name in STEPS), default=-1)
    reached = [step for step in list(STEPS.values())[done + 1 :] if due_on + timedelta(days=step.days) <= today]
    told = [step for step in reached if step.to != "respondent"]
    return told[0] if told else (reached[-1] if reached else None)


def next_step(due_on: date, taken: dict[str, date], today: date) -> tuple[Step, date] | None:
    """What comes next by itself, and when."""
    names = list(STEPS)
    done = max((names.index(name) for name in taken if name in STEPS), default=-1)
    for step in list(STEPS.values())[done + 1 :]:
        on = due_on + timedelta(days=step.days)
        if on >= today:
            return step, on
    return None
