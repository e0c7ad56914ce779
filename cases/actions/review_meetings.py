"""Arranges a child death review meeting, moves it, calls it off, records that it was held and what came of it."""

from datetime import date, datetime, timedelta

from django.db import transaction

from audit.recording import record
from cases import emails_review as emails
from cases import policy, workflow
from cases.actions.transition import transition
from cases.models import Case, MeetingGuest, ReviewMeeting
from cases.workflow import Status, Step
from common.dates import london, today
from common.errors import NotNow
from common.models import save_version

State = ReviewMeeting.State
IN_CALENDARS = ("starts_at", "ends_at", "place")
"""What calendars hold: a change of these is sent to everybody invited."""


@transaction.atomic
def arrange(*, case_id, new_id, by, starts_at: datetime, ends_at: datetime, **details) -> ReviewMeeting:
    """A new meeting: ``kind``, ``place``, ``chair``. A case that gathers information moves on by it."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    there = ReviewMeeting.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    _refuse_times(case, starts_at, ends_at)
    if standing(case):
        raise NotNow("arranged", "A review meeting is arranged already. Change that one, or cancel it first.")
    if case.status != Status.CDRM_SCHEDULED:
        transition(case_id=case.pk, step=Step.ARRANGE_CDRM, by=by)
    made = ReviewMeeting.objects.create(id=new_id, case=case, starts_at=starts_at, ends_at=ends_at, **details)
    _note_date(case, made.on)
    _record("review_meeting_arranged", made, by)
    return made


@transaction.atomic
def change(*, meeting_id, version: int, by, **values) -> ReviewMeeting:
    """Saves another time, place, kind or chair; everybody invited gets a new entry when calendars have to change."""
    meeting = locked(meeting_id, by)
    _refuse_unless(meeting, State.ARRANGED)
    starts_at, ends_at = values.get("starts_at", meeting.starts_at), values.get("ends_at", meeting.ends_at)
    _refuse_times(meeting.case, starts_at, ends_at)
    moved = any(getattr(meeting, name) != values.get(name, getattr(meeting, name)) for name in IN_CALENDARS)
    save_version(meeting, version=version, calendar_sequence=meeting.calendar_sequence + moved, **values)
    _note_date(meeting.case, meeting.on)
    _record("review_meeting_changed", meeting, by)
    for guest in guests(meeting) if moved else []:
        emails.changed(guest, by=by)
    return meeting


@transaction.atomic
def call_off(*, meeting_id, version: int, by, reason: str) -> ReviewMeeting:
    """Cancels the meeting, tells everybody invited, and takes the case back to gathering information."""
    meeting = locked(meeting_id, by)
    if meeting.state == State.CANCELLED:
        return meeting
    _refuse_unless(meeting, State.ARRANGED)
    if not reason.strip():
        raise NotNow("reason", "Give a reason to cancel the meeting.")
    _cancel(meeting, version, reason, by)
    if meeting.case.status == Status.CDRM_SCHEDULED:
        transition(case_id=meeting.case_id, step=Step.RETURN, by=by, reason=reason)
    _note_date(meeting.case, None)
    return meeting


@transaction.atomic
def hold(*, meeting_id, version: int, by, attendance: dict) -> ReviewMeeting:
    """Records who came (``{guest key: attendance}``); the first time, that the meeting was held."""
    meeting = locked(meeting_id, by)
    if meeting.state == State.CANCELLED or meeting.on > today():
        raise NotNow("date", "Attendance is recorded on the day of the meeting or afterwards.")
    _refuse_foreign(meeting, attendance)
    first = meeting.state == State.ARRANGED
    save_version(meeting, version=version, state=State.HELD)
    for guest in meeting.guests.standing().select_for_update():
        wanted = attendance.get(guest.pk, guest.attendance)
        if wanted != guest.attendance:
            save_version(guest, version=guest.version, attendance=MeetingGuest.Attendance(wanted))
    _record("review_meeting_held" if first else "review_meeting_changed", meeting, by)
    if first and workflow.target(meeting.case.status, Step.HOLD_CDRM):
        transition(case_id=meeting.case_id, step=Step.HOLD_CDRM, by=by)
        _note_date(meeting.case, meeting.on)
    return meeting


@transaction.atomic
def receive_report(*, meeting_id, version: int, by, on: date) -> ReviewMeeting:
    """Records when the draft analysis and report came; the panel's time limit runs from it."""
    meeting = locked(meeting_id, by)
    _refuse_unless(meeting, State.HELD)
    if not meeting.on <= on <= today():
        raise NotNow("date", "The report comes between the day of the meeting and today.")
    save_version(meeting, version=version, report_on=on)
    _record("review_report_received", meeting, by)
    return meeting


def standing(case: Case) -> ReviewMeeting | None:
    """The meeting that is arranged and not held yet, locked."""
    rows = ReviewMeeting.objects.select_for_update(of=("self",)).select_related("case__panel")
    return rows.filter(case=case, state=State.ARRANGED).first()


def locked(meeting_id, by) -> ReviewMeeting:
    """The meeting and its case, locked for somebody who may change the case."""
    rows = ReviewMeeting.objects.select_for_update(of=("self", "case")).select_related("case__panel")
    meeting = rows.get(pk=meeting_id)
    policy.manage(meeting.case, by)
    return meeting


def guests(meeting: ReviewMeeting) -> list[MeetingGuest]:
    """Those who were written to and are still invited."""
    found = list(meeting.guests.standing().filter(sent_at__isnull=False))
    for guest in found:
        guest.meeting = meeting
    return found


def cancelled_with_step(case: Case, reason: str, by) -> None:
    """A step took the case back or out: a meeting that was arranged will not take place."""
    meeting = standing(case)
    if meeting:
        _cancel(meeting, meeting.version, reason, by)


def held_with_step(case: Case, on: date, by) -> None:
    """The step “held” was taken with a date: the meeting that was arranged took place then."""
    meeting = standing(case)
    if meeting:
        save_version(meeting, version=meeting.version, state=State.HELD, **_on_day(meeting, on))
        _record("review_meeting_held", meeting, by)


def moved_with_case(case: Case, on: date, by) -> None:
    """The date of the meeting was changed on the case: the hours stay, everybody invited is told."""
    meeting = standing(case)
    if meeting and meeting.on != on:
        change(meeting_id=meeting.pk, version=meeting.version, by=by, **_on_day(meeting, on))


def _on_day(meeting: ReviewMeeting, on: date) -> dict[str, datetime]:
    starts = london(meeting.starts_at)
    moved = datetime.combine(on, starts.time(), tzinfo=starts.tzinfo)
    length: timedelta = meeting.ends_at - meeting.starts_at
    return {"starts_at": moved, "ends_at": moved + length}


def _cancel(meeting: ReviewMeeting, version: int, reason: str, by) -> None:
    told = guests(meeting)
    sequence = meeting.calendar_sequence + 1
    save_version(meeting, version=version, state=State.CANCELLED, cancel_reason=reason, calendar_sequence=sequence)
    _record("review_meeting_cancelled", meeting, by)
    for guest in told:
        emails.cancelled(guest, by=by)


def _note_date(case: Case, on: date | None) -> None:
    Case.objects.filter(pk=case.pk).update(cdrm_on=on)
    case.cdrm_on = on


def _record(verb: str, meeting: ReviewMeeting, by) -> None:
    record(verb, by=by, subject=meeting, case=meeting.case, label=meeting.case.reference)


def _refuse_unless(meeting: ReviewMeeting, state: str) -> None:
    if meeting.state != state:
        raise NotNow("state", f"The meeting is “{meeting.get_state_display().lower()}”.")


def _refuse_times(case: Case, starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise NotNow("times", "The meeting ends after it starts.")
    if london(starts_at).date() < case.died_on:
        raise NotNow("date", "The review meeting cannot be before the death.")


def _refuse_foreign(meeting: ReviewMeeting, attendance: dict) -> None:
    known = set(meeting.guests.standing().values_list("pk", flat=True))
    if set(attendance) - known:
        raise NotNow("guest", "Somebody on this list is no longer invited. Look at the meeting again.")
