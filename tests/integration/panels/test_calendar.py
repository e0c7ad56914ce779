"""The calendar object, read back by a calendar library."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from accounts.models import OutgoingMessage
from panels.actions import invitations, meetings
from panels.models import Invitation
from tests import scenarios_panels as scene


def sent() -> list:
    """The entries sent, in order: (method, event)."""
    found = []
    for message in OutgoingMessage.objects.exclude(calendar="").order_by("created_at"):
        calendar = Calendar.from_ical(message.calendar)
        assert str(calendar["method"]) == message.calendar_method
        (event,) = calendar.walk("VEVENT")
        found.append((str(calendar["method"]), event))
    return found


@pytest.fixture
def meeting(panel, manager, member):
    """A meeting next week with one member invited."""
    made = scene.scheduled(panel, manager, days=7)
    scene.invite(made, manager, member)
    return made


def test_a_request_says_when_where_and_for_whom(meeting, panel, member):
    ((method, event),) = sent()
    assert method == "REQUEST"
    assert event.decoded("dtstart") == meeting.starts_at
    assert event.decoded("dtend") == meeting.ends_at
    assert event.decoded("dtstart").tzinfo == ZoneInfo("Europe/London")
    assert str(event["organizer"]) == f"MAILTO:{panel.contact_email}"
    assert str(event["attendee"]) == f"MAILTO:{member.email}"
    assert event["attendee"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["attendee"].params["RSVP"] == "TRUE"
    assert str(event["location"]) == "Sample House, Room 2"
    assert str(event["status"]) == "CONFIRMED"


def test_the_time_zone_travels_along(meeting):
    calendar = Calendar.from_ical(OutgoingMessage.objects.get().calendar)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_one_uid_and_a_rising_sequence(meeting, manager):
    moved = meetings.change(meeting_id=meeting.pk, version=1, ends_at=meeting.ends_at + timedelta(hours=1), by=manager)
    meetings.cancel(meeting_id=meeting.pk, version=moved.version, reason="Snow", by=manager)
    entries = sent()
    assert [method for method, _ in entries] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["uid"]) for _, event in entries}) == 1
    assert [event["sequence"] for _, event in entries] == [0, 1, 2]
    assert str(entries[-1][1]["status"]) == "CANCELLED"


def test_inviting_again_outranks_the_withdrawal(meeting, manager, member):
    invitations.withdraw(invitation_id=Invitation.objects.get().pk, by=manager)
    scene.invite(meeting, manager, member)
    assert [(method, event["sequence"]) for method, event in sent()] == [("REQUEST", 0), ("CANCEL", 1), ("REQUEST", 1)]


def test_lines_are_folded_and_end_as_the_standard_says(panel, manager, member):
    meeting = scene.scheduled(
        panel, manager, days=7, place="Sample House, " + "a very long way along the corridor " * 6
    )
    scene.invite(meeting, manager, member)
    text = OutgoingMessage.objects.get().calendar
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")


def test_a_summer_meeting_keeps_its_london_hour(panel, manager, member):
    days = (scene.today().replace(month=7, day=1, year=scene.today().year + 1) - scene.today()).days
    scene.invite(scene.scheduled(panel, manager, days=days), manager, member)
    ((_, event),) = sent()
    assert event.decoded("dtstart").hour == 9
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=1)


def test_a_hostile_place_stays_one_line_of_text(panel, manager, member):
    place = "Room 1\r\nATTENDEE:MAILTO:someone@example.org"
    scene.invite(scene.scheduled(panel, manager, days=7, place=place), manager, member)
    ((_, event),) = sent()
    assert str(event["attendee"]) == f"MAILTO:{member.email}"
