"""Who was reminded of a recommendation, what rests and what comes next, in words."""

from collections.abc import Iterator

from cases import chasers
from cases.models import OwnerPause, OwnerReminder, Recommendation
from common.components import TimelineEntry
from common.formats import day, short_day


def board_words(row: Recommendation) -> str:
    """One line for a list; ``row`` carries ``resting`` and ``reminded``, the latest first."""
    if row.resting:
        return f"Reminders paused: {row.resting[0].reason}"
    of_date = [one for one in row.reminded if one.due_on == row.due_on]
    sent = [one for one in of_date if one.outcome == OwnerReminder.Outcome.SENT]
    if sent:
        times = "once" if len(sent) == 1 else f"{len(sent)} times"
        return f"Reminded {times}, last on {short_day(sent[0].sent_on)}"
    return "Nobody to remind: no email address" if of_date else ""


def next_words(row: Recommendation, reminders: list[OwnerReminder], on) -> str:
    """When the next reminder goes out by itself."""
    taken = {one.step: one.sent_on for one in reminders if one.due_on == row.due_on}
    found = chasers.OWNERS.next_step(row.due_on, taken, on)
    return f"Next by itself, on {day(found[1])}: {_lowered(found[0].label)}." if found else ""


def history(reminders: list[OwnerReminder], pauses: list[OwnerPause]) -> list[TimelineEntry]:
    """Reminders and pauses as entries of what was said."""
    return [*(_reminder(one) for one in reminders), *(entry for one in pauses for entry in _pause(one))]


def _reminder(one: OwnerReminder) -> TimelineEntry:
    step = chasers.OWNERS.steps.get(one.step)
    text = "" if one.outcome == OwnerReminder.Outcome.SENT else "Nobody is known to write to."
    return TimelineEntry(step.label if step else one.step, one.sent_on, "The system", text)


def _pause(one: OwnerPause) -> Iterator[TimelineEntry]:
    yield TimelineEntry("Reminders paused", one.started_on, str(one.started_by), one.reason)
    if one.ended_on:
        yield TimelineEntry("Reminders go on", one.ended_on)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
