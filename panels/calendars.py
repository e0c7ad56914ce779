"""The calendar entry of a panel meeting: when and where, and nothing of any case."""

from django.conf import settings
from django.urls import reverse

from common import calendars
from common.calendars import CANCEL, PUBLISH, REQUEST, Entry, Person
from panels.models import Invitation, Meeting
from panels.selectors import places

__all__ = ["CANCEL", "PUBLISH", "REQUEST", "entry", "link"]

PARTSTAT = {
    Invitation.Reply.NONE: "NEEDS-ACTION",
    Invitation.Reply.ACCEPTED: "ACCEPTED",
    Invitation.Reply.DECLINED: "DECLINED",
}


def entry(meeting: Meeting, invitation: Invitation, *, method: str = REQUEST) -> str:
    """The calendar object for one person invited."""
    found = Entry(
        key=meeting.pk,
        sequence=meeting.calendar_sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=f"{meeting.panel.name} meeting",
        description=f"Sign in to read the papers and to answer: {link(meeting)}",
        link=link(meeting),
        place=meeting.place,
        organiser=Person(meeting.panel.name, meeting.panel.contact_email),
        attendee=Person(invitation.user.full_name, invitation.user.email),
        required=places.is_core(invitation.membership, meeting.held_on),
        reply=PARTSTAT[invitation.reply],
    )
    return calendars.written(found, method=method)


def link(meeting: Meeting) -> str:
    """Where the papers are, behind sign-in."""
    return settings.SITE_URL + reverse("panels:meeting", args=[meeting.pk])
