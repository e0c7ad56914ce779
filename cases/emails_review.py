"""Mail about a child death review meeting: when, where and a reference; never anything of the child."""

from accounts import mail
from cases.models import MeetingGuest, ReviewMeeting
from common import calendars
from common.calendars import Entry, Person
from common.dates import london
from common.formats import clock


def invitation(guest: MeetingGuest, *, by) -> None:
    """“You are invited”, with a calendar entry."""
    _send("review_meeting_invitation", guest, by, calendars.REQUEST)


def changed(guest: MeetingGuest, *, by) -> None:
    """“Time or place changed”, with an entry that replaces the earlier one."""
    _send("review_meeting_changed", guest, by, calendars.REQUEST)


def cancelled(guest: MeetingGuest, *, by) -> None:
    """“Cancelled”, taking the entry out of the calendar."""
    _send("review_meeting_cancelled", guest, by, calendars.CANCEL)


def withdrawn(guest: MeetingGuest, *, by) -> None:
    """“You need not come”, taking the entry out of the calendar."""
    _send("review_meeting_withdrawn", guest, by, calendars.CANCEL)


def _send(event: str, guest: MeetingGuest, by, method: str) -> None:
    meeting = guest.meeting
    if meeting.over or not guest.email:  # entered afterwards: nobody can come any more
        return
    mail.queue(
        event,
        recipient=guest.email,
        by=by,
        panel=meeting.case.panel,
        context=_context(meeting, guest),
        calendar=calendars.written(_entry(meeting, guest), method=method),
        calendar_method=method,
        dedupe_key=f"{event}:{guest.pk}:{guest.version}:{meeting.calendar_sequence}",
    )


def _context(meeting: ReviewMeeting, guest: MeetingGuest) -> dict:
    starts, ends = london(meeting.starts_at), london(meeting.ends_at)
    return {
        "name": guest.name,
        "reference": meeting.case.reference,
        "day": f"{starts:%A} {starts.day} {starts:%B %Y}",
        "time": f"{clock(starts)} to {clock(ends)}",
        "place": " ".join(meeting.place.split()),
    }


def _entry(meeting: ReviewMeeting, guest: MeetingGuest) -> Entry:
    panel = meeting.case.panel
    return Entry(
        key=meeting.pk,
        sequence=meeting.calendar_sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=f"Child death review meeting {meeting.case.reference}",
        description=f"Questions: {panel.contact_email}. Please send no details of the child by ordinary email.",
        place=meeting.place,
        organiser=Person(panel.name, panel.contact_email),
        attendee=Person(guest.name, guest.email),
        required=guest.essential,
    )
