"""Invites people to a child death review meeting, takes an invitation back, adds somebody who came."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import emails_review as emails
from cases.actions.review_meetings import locked
from cases.models import MeetingGuest, ReviewMeeting
from common.errors import NotNow
from common.models import save_version

State, Attendance = ReviewMeeting.State, MeetingGuest.Attendance


@transaction.atomic
def invite(*, meeting_id, people: Iterable[dict], by) -> list[MeetingGuest]:
    """Invites people by email: ``name``, ``role``, ``organisation``, ``email``, ``essential``.

    Somebody already invited is passed over, so that pressing twice sends one email.
    """
    meeting = locked(meeting_id, by)
    if meeting.state != State.ARRANGED:
        raise NotNow("state", "Only a meeting that is arranged can have more people invited.")
    return [made for person in people if (made := _invite(meeting, person, by)) is not None]


def _invite(meeting: ReviewMeeting, person: dict, by) -> MeetingGuest | None:
    there = meeting.guests.select_for_update().filter(email__iexact=person["email"]).first()
    if there and there.withdrawn_at is None:
        return None
    values = {**person, "sent_at": timezone.now(), "withdrawn_at": None}
    if there:
        save_version(there, version=there.version, **values)
    guest = there or MeetingGuest.objects.create(meeting=meeting, **values)
    guest.meeting = meeting
    _record("review_guest_invited", guest, by)
    emails.invitation(guest, by=by)
    return guest


@transaction.atomic
def withdraw(*, guest_id, by) -> MeetingGuest:
    """Takes an invitation back and the entry out of the calendar."""
    meeting_id = MeetingGuest.objects.values_list("meeting_id", flat=True).get(pk=guest_id)
    meeting = locked(meeting_id, by)
    guest = MeetingGuest.objects.select_for_update(of=("self",)).get(pk=guest_id)
    if guest.withdrawn_at is not None:
        return guest
    if meeting.state != State.ARRANGED:
        raise NotNow("state", "The meeting is over: record who came instead.")
    save_version(guest, version=guest.version, withdrawn_at=timezone.now())
    # A later invitation of the same person must outrank this cancellation in their calendar.
    save_version(meeting, version=meeting.version, calendar_sequence=meeting.calendar_sequence + 1)
    guest.meeting = meeting
    _record("review_guest_withdrawn", guest, by)
    emails.withdrawn(guest, by=by)
    return guest


@transaction.atomic
def add_present(*, meeting_id, new_id, by, name: str, organisation: str, role: str = "") -> MeetingGuest:
    """Somebody who came to a meeting that was held without having been invited here."""
    meeting = locked(meeting_id, by)
    there = MeetingGuest.objects.filter(pk=new_id, meeting=meeting).first()
    if there:
        return there
    if meeting.state != State.HELD:
        raise NotNow("state", "Record first that the meeting was held.")
    made = MeetingGuest.objects.create(
        id=new_id, meeting=meeting, name=name, organisation=organisation, role=role, attendance=Attendance.PRESENT
    )
    _record("review_guest_added", made, by)
    return made


def _record(verb: str, guest: MeetingGuest, by) -> None:
    case = guest.meeting.case
    record(verb, by=by, subject=guest, case=case, label=case.reference)
