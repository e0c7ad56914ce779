"""Which cases a meeting could take, and how long the backlog lasts. Pure: plain values in, words out.

The order is one that people can check: what the meeting is for, then what is late against the statutory targets,
then who has waited longest. Each case says why it is in, or why it is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from common.formats import day


@dataclass(frozen=True)
class Waiting:
    """A prepared case as the plan sees it."""

    key: object
    reference: str
    ready: bool
    waited: int
    due_on: date | None = None
    fits_theme: bool = False
    held: str = ""


@dataclass(frozen=True)
class Proposal:
    """One case: in, with the place it would take, or out; and why."""

    case: Waiting
    chosen: bool
    minutes: int
    why: str


def propose(cases: Iterable[Waiting], *, theme: str, room: int, minutes: int, on: date) -> list[Proposal]:
    """The cases in the order proposed, until the meeting's ``room`` of minutes is full; then those left out."""
    order = sorted(cases, key=lambda case: _rank(case, theme, on))
    found, used = [], 0
    for case in order:
        against = _against(case, room - used, minutes)
        used += 0 if against else minutes
        words = f"{against} {_for(case, theme, on)}" if against else _for(case, theme, on)
        found.append(Proposal(case, not against, minutes, words))
    return sorted(found, key=lambda proposal: not proposal.chosen)


def _rank(case: Waiting, theme: str, on: date) -> tuple:
    overdue = (on - case.due_on).days if case.due_on and case.due_on < on else 0
    return (not (theme and case.fits_theme), -overdue, -case.waited, case.reference)


def _against(case: Waiting, left: int, minutes: int) -> str:
    if case.held:
        return f"Held back: {case.held}"
    if not case.ready:
        return "Not ready: its summary is not written and checked."
    if minutes > left:
        return f"No room: {max(left, 0)} minutes are left and it takes {minutes}."
    return ""


def _for(case: Waiting, theme: str, on: date) -> str:
    parts = [f"Fits the theme “{theme}”."] if theme and case.fits_theme else []
    parts.append(f"Waited {_days(case.waited)} since notification.")
    if case.due_on:
        parts.append(_clock(case.due_on, on))
    return " ".join(parts)


def _clock(due_on: date, on: date) -> str:
    if due_on < on:
        return f"Its target of {day(due_on)} will be {_days((on - due_on).days)} past."
    if due_on == on:
        return f"Its target is the day of this meeting, {day(due_on)}."
    return f"Its target is {day(due_on)}, {_days((due_on - on).days)} after this meeting."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


@dataclass(frozen=True)
class Forecast:
    """When the backlog is cleared at the present rate; ``meetings`` is ``None`` where it never is, or nobody knows."""

    backlog: int
    meetings: int | None
    sentence: str


def forecast(*, backlog: int, decided: Sequence[int], arriving: int, days_apart: float, planned: Iterable[date] = ()):
    """The meetings that the backlog needs.

    ``decided`` are the cases decided at recent meetings, ``arriving`` the deaths notified in the last 365 days;
    ``days_apart`` is the usual time between meetings and ``planned`` the days of those scheduled.
    """
    if not backlog:
        return Forecast(0, 0, "No case waits for the panel.")
    if len(decided) < 2 or not sum(decided):
        return Forecast(backlog, None, f"{_waits(backlog)}. After two meetings this says when the backlog clears.")
    rate = sum(decided) / len(decided)
    new = arriving * days_apart / 365
    basis = f"{_waits(backlog)}. The last {len(decided)} meetings decided {rate:.1f} each; about {new:.1f} new cases "
    basis += "come between two meetings."
    if rate <= new:
        return Forecast(backlog, None, f"{basis} At this rate the backlog does not clear.")
    meetings = ceil(backlog / (rate - new))
    return Forecast(backlog, meetings, f"{basis} At this rate it clears in {_meetings(meetings, days_apart, planned)}.")


def _meetings(count: int, days_apart: float, planned: Iterable[date]) -> str:
    words = "1 meeting" if count == 1 else f"{count} meetings"
    ahead = sorted(planned)
    if not ahead:
        return words
    last = ahead[count - 1] if count <= len(ahead) else ahead[-1] + timedelta(days=days_apart * (count - len(ahead)))
    return f"{words}, about {last:%B %Y}"


def _waits(count: int) -> str:
    return "1 case waits for the panel" if count == 1 else f"{count} cases wait for the panel"
