"""The ladder of reminders: which step a request has reached. Pure: dates in, a step out."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from common.reference import read

FILE = Path(__file__).parent / "reference" / "data" / "reminders.csv"
COLUMNS = {"step": str, "days": int, "to": str, "letter": str, "label": str}
APART = timedelta(days=6)
"""Two steps of one request are at least so far apart, so that a sweep that was late does not send them all at once."""

RESPONDENT, LEAD, CHAIR = "respondent", "lead", "chair"


@dataclass(frozen=True)
class Step:
    """One reminder: so many days after the date, to whom, in which words."""

    step: str
    days: int
    to: str
    letter: str
    label: str


STEPS = {row["step"]: Step(**row) for row in read(FILE, COLUMNS)}
"""In the order in which they are taken."""


def _ahead(taken: dict[str, date]) -> list[Step]:
    names = list(STEPS)
    last = max((names.index(name) for name in taken if name in STEPS), default=-1)
    return list(STEPS.values())[last + 1 :]


def due_step(due_on: date, asked_on: date, taken: dict[str, date], today: date) -> Step | None:
    """The step to take today, or none when nothing is due or the last one was too lately.

    Reminders that were missed are left out, the latest counts. Nobody else is told before the person who was asked
    has been reminded once, and the chair not before the agency's lead.
    """
    if max([asked_on, *taken.values()]) > today - APART:
        return None
    reached = [step for step in _ahead(taken) if due_on + timedelta(days=step.days) <= today]
    reminders = [step for step in reached if step.to == RESPONDENT]
    reminded = any(STEPS[name].to == RESPONDENT for name in taken if name in STEPS)
    if reminders and not (reminded and len(reminders) < len(reached)):
        return reminders[-1]
    others = [step for step in reached if step.to != RESPONDENT]
    return others[0] if others and reminded else None


def next_step(due_on: date, taken: dict[str, date], today: date) -> tuple[Step, date] | None:
    """What comes next by itself, and when at the earliest."""
    ahead = [(step, due_on + timedelta(days=step.days)) for step in _ahead(taken)]
    return next(((step, on) for step, on in ahead if on >= today), None)
