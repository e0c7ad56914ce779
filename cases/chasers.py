"""Ladders of reminders: which step a request, or a recommendation, has reached. Pure: dates in, a step out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from common.dates import working_days_from
from common.reference import read

FOLDER = Path(__file__).parent / "reference" / "data"
COLUMNS = {"step": str, "days": int, "to": str, "letter": str, "label": str}
APART = timedelta(days=6)
"""Two steps of one ladder are at least so far apart, so that a sweep that was late does not send them all at once."""

RESPONDENT, LEAD, CHAIR, OWNER = "respondent", "lead", "chair", "owner"


@dataclass(frozen=True)
class Step:
    """One reminder: so many days after the date, to whom, in which words."""

    step: str
    days: int
    to: str
    letter: str
    label: str


@dataclass(frozen=True)
class Ladder:
    """Steps in the order in which they are taken, who is reminded before anybody else is told, how days are counted."""

    steps: dict[str, Step]
    first: str
    counted: Callable[[date, int], date]

    @classmethod
    def of(cls, file: str, first: str, counted: Callable[[date, int], date]) -> "Ladder":
        """The ladder that stands in a reference file."""
        return cls({row["step"]: Step(**row) for row in read(FOLDER / file, COLUMNS)}, first, counted)

    def on(self, step: Step, due_on: date) -> date:
        """The day of a step."""
        return self.counted(due_on, step.days)

    def latest_due(self, today: date) -> date:
        """No date after this one can have reached a step."""
        earliest = min(step.days for step in self.steps.values())
        return self.counted(today, -earliest)

    def due_step(self, due_on: date, asked_on: date, taken: dict[str, date], today: date) -> Step | None:
        """The step to take today, or none when nothing is due or the last one was too lately.

        Reminders that were missed are left out, the latest counts. Nobody else is told before the person who was asked
        has been reminded once, and the chair not before the agency's lead.
        """
        if max([asked_on, *taken.values()]) > today - APART:
            return None
        reached = [step for step in self._ahead(taken) if self.on(step, due_on) <= today]
        reminders = [step for step in reached if step.to == self.first]
        reminded = any(self.steps[name].to == self.first for name in taken if name in self.steps)
        if reminders and not (reminded and len(reminders) < len(reached)):
            return reminders[-1]
        others = [step for step in reached if step.to != self.first]
        return others[0] if others and reminded else None

    def next_step(self, due_on: date, taken: dict[str, date], today: date) -> tuple[Step, date] | None:
        """What comes next by itself, and when at the earliest."""
        ahead = [(step, self.on(step, due_on)) for step in self._ahead(taken)]
        return next(((step, on) for step, on in ahead if on >= today), None)

    def _ahead(self, taken: dict[str, date]) -> list[Step]:
        names = list(self.steps)
        last = max((names.index(name) for name in taken if name in self.steps), default=-1)
        return list(self.steps.values())[last + 1 :]


def _days_from(day: date, days: int) -> date:
    return day + timedelta(days=days)


REQUESTS = Ladder.of("reminders.csv", RESPONDENT, _days_from)
"""Of requests for information: days of the calendar."""

OWNERS = Ladder.of("owner_reminders.csv", OWNER, working_days_from)
"""Of recommendations: working days, since nobody works on a deadline of a bank holiday."""
