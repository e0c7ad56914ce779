"""The calendar entry of a meeting, as calendar programs read it (RFC 5545 and 5546).

One UID for the life of a meeting; a higher SEQUENCE replaces what a calendar holds. It says when and where, and
nothing of any case: calendars are seen by colleagues and kept on servers that are not ours.
"""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from common.dates import london
from panels.models import Invitation, Meeting

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"

PARTSTAT = {
    Invitation.Reply.NONE: "NEEDS-ACTION",
    Invitation.Reply.ACCEPTED: "ACCEPTED",
    Invitation.Reply.DECLINED: "DECLINED",
}


def entry(meeting: Meeting, invitation: Invitation, *, method: str = REQUEST) -> str:
    """The calendar object for one person invited."""
    calendar = Calendar()
    calendar.add("prodid", "-//Child Death Overview Panel//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(_event(meeting, invitation, method))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def uid(meeting: Meeting) -> str:
    """The same for every message about a meeting."""
    return f"{meeting.pk}@{urlsplit(settings.SITE_URL).hostname}"


def link(meeting: Meeting) -> str:
    """Where the papers are, behind sign-in."""
    return settings.SITE_URL + reverse("panels:meeting", args=[meeting.pk])


def _event(meeting: Meeting, invitation: Invitation, method: str) -> Event:
    event = Event()
    event.add("uid", uid(meeting))
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("dtstart", london(meeting.starts_at))
    event.add("dtend", london(meeting.ends_at))
    event.add("summary", f"{meeting.panel.name} meeting")
    event.add("description", f"Sign in to read the papers and to answer: {link(meeting)}")
    event.add("url", link(meeting))
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE")
    event.add("organizer", _person(meeting.panel.contact_email, meeting.panel.name), encode=0)
    event.add("attendee", _attendee(invitation), encode=0)
    return event


def _person(email: str, name: str) -> vCalAddress:
    person = vCalAddress(f"MAILTO:{email}")
    person.params["CN"] = vText(name)
    return person


def _attendee(invitation: Invitation) -> vCalAddress:
    attendee = _person(invitation.user.email, invitation.user.full_name)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT" if invitation.membership.seat == "core" else "OPT-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(PARTSTAT[invitation.reply])
    attendee.params["RSVP"] = vText("TRUE")
    return attendee
