"""Entries of the trail as sentences."""

from collections.abc import Iterable
from functools import cache

from audit.models import Event
from audit.verbs import SENTENCES
from common.components import Cell, Column, Table
from common.formats import clock, short_day


def sentence(event: Event) -> str:
    """``gave a role: Test Person``; the verb's code where an entry is older than the present list of verbs."""
    said = SENTENCES.get(event.verb, event.verb.replace("_", " "))
    about = event.subject_label if event.subject_label != event.case_reference else ""
    return f"{said}: {about}" if about else said


def details(event: Event) -> str:
    """The particulars as ``role: member; areas: E06000032``."""
    parts = [f"{name.replace('_', ' ')}: {_shown(value)}" for name, value in event.details.items()]
    if event.purpose:
        parts.insert(0, f"reason: {event.purpose}")
    return "; ".join(parts)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(_shown(part) for part in value) or "none"
    if isinstance(value, dict):
        return ", ".join(f"{name} {_shown(part)}" for name, part in value.items())
    return "nothing" if value in (None, "") else str(value)


def table(events: Iterable[Event], *, caption: str, case_url) -> Table:
    """A row for each entry. ``case_url(case_id)`` is the page with all that happened to a case."""
    once = cache(case_url)  # many entries are about one case
    columns = [Column("When"), Column("Who"), Column("What"), Column("Case"), Column("Entry", numeric=True)]
    return Table(caption, columns, [_row(event, once) for event in events], stack=True, caption_hidden=True)


def _row(event: Event, case_url) -> list:
    case = Cell(event.case_reference or "A case", url=case_url(event.case_id)) if event.case_id else ""
    return [
        Cell(short_day(event.happened_at), note=clock(event.happened_at)),
        event.actor_label,
        Cell(sentence(event), note=details(event)),
        case,
        event.pk,
    ]
