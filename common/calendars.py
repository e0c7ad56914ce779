"""Calendar entries as calendar programs read them (RFC 5545 and 5546).

One UID for the life of a meeting; a higher SEQUENCE replaces what a calendar holds. An entry says when and where and
nothing of any child: calendars are seen by colleagues and kept on servers that are not ours.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from common.dates import london

if TYPE_CHECKING:
    from icalendar import Event, vCalAddress

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"


@dataclass(frozen=True)
class Person:
    """Who invites or is invited."""

    name: str
    email: str


@dataclass(frozen=True)
class Entry:
    """What one person's calendar holds of one meeting."""

    key: object
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    organiser: Person
    attendee: Person
    description: str = ""
    link: str = ""
    place: str = ""
    required: bool = True
    reply: str = "NEEDS-ACTION"


def written(entry: Entry, *, method: str = REQUEST) -> str:
    """The calendar object for one person invited."""
    from icalendar import Calendar  # only who sends an invitation needs it, and it is large

    calendar = Calendar()
    calendar.add("prodid", "-//Child Death Overview Panel//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(entry, method))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def uid(key: object) -> str:
    """The same for every message about a meeting."""
    return f"{key}@{urlsplit(settings.SITE_URL).hostname}"


def _event(entry: Entry, method: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid(entry.key))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", london(entry.starts_at))
    event.add("dtend", london(entry.ends_at))
    event.add("summary", entry.title)
    for name, value in (("description", entry.description), ("url", entry.link), ("location", entry.place)):
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("organizer", _address(entry.organiser), encode=0)
    event.add("attendee", _attendee(entry), encode=0)
    return event


def _address(person: Person) -> "vCalAddress":
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"MAILTO:{person.email}")
    address.params["CN"] = vText(person.name)
    return address


def _attendee(entry: Entry) -> "vCalAddress":
    from icalendar import vText

    attendee = _address(entry.attendee)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT" if entry.required else "OPT-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(entry.reply)
    attendee.params["RSVP"] = vText("TRUE")
    return attendee
