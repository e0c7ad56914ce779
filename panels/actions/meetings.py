"""Schedules, changes, cancels and starts a meeting, and sends its agenda."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from audit.recording import record
from cases.actions import access, transition
from cases.workflow import Step as CaseStep
from common.dates import today
from common.errors import NotNow
from common.models import save_version
from panels import emails, policy, selectors
from panels.actions import grants, rows
from panels.models import AgendaItem, Meeting
from panels.selectors import telling
from panels.workflow import Step

DETAILS = ("title", "theme", "starts_at", "ends_at", "place", "access_days")
"""What the manager says about a meeting."""

IN_CALENDARS = ("starts_at", "ends_at", "place")
"""What calendars hold: a change of these is sent to everybody invited."""


@transaction.atomic
def schedule(*, panel: Panel, by, new_id: UUID | None = None, **details) -> Meeting:
    """A new meeting with the given ``DETAILS``; a second press of the button gives the first one's meeting."""
    policy.run(panel.pk, by)
    meeting, made = Meeting.objects.get_or_create(pk=new_id or uuid4(), panel=panel, defaults=details)
    if made:
        record("meeting_scheduled", by=by, subject=meeting, panel=panel)
    return meeting


@transaction.atomic
def change(*, meeting_id: UUID, version: int, by, **details) -> Meeting:
    """Saves changed ``DETAILS``, and tells everybody invited when calendars have to change."""
    meeting = rows.locked_meeting(meeting_id, Step.CHANGE)
    policy.run(meeting.panel_id, by)
    changed = [name for name in details if getattr(meeting, name) != details[name]]
    moved = any(name in IN_CALENDARS for name in changed)
    sequence = meeting.calendar_sequence + moved
    save_version(meeting, version=version, calendar_sequence=sequence, **details)
    record("meeting_changed", by=by, subject=meeting, panel=meeting.panel, details={"fields": sorted(changed)})
    people = rows.invited(meeting)
    if {"ends_at", "access_days"} & set(changed):
        grants.open_cases(meeting=meeting, cases=grants.cases_of(meeting), users=[seat.user for seat in people], by=by)
    for invitation in people if moved else []:
        emails.meeting_changed(meeting, invitation, by=by)
    return meeting


@transaction.atomic
def cancel(*, meeting_id: UUID, version: int, reason: str, by) -> Meeting:
    """Calls the meeting off: its cases go back to preparation, access ends, everybody invited is told."""
    meeting = rows.locked_meeting(meeting_id, Step.CANCEL)
    policy.run(meeting.panel_id, by)
    if not reason.strip():
        raise NotNow("reason", "Give a reason to cancel the meeting.")
    save_version(
        meeting,
        version=version,
        state=Meeting.State.CANCELLED,
        cancelled_at=timezone.now(),
        cancelled_by_id=by.pk,
        cancel_reason=reason,
        calendar_sequence=meeting.calendar_sequence + 1,
    )
    for case in grants.cases_of(meeting):
        transition.transition(case_id=case.pk, step=CaseStep.UNLIST, by=by)
    AgendaItem.objects.standing().filter(meeting=meeting).update(removed_at=timezone.now())
    access.end(meeting_key=meeting.pk, by=by)
    record("meeting_cancelled", by=by, subject=meeting, panel=meeting.panel)
    for invitation in rows.invited(meeting):
        emails.meeting_cancelled(meeting, invitation, by=by)
    return meeting


@transaction.atomic
def start(*, meeting_id: UUID, by) -> Meeting:
    """Starts the meeting, on its day or later. Starting it twice is starting it once."""
    meeting = rows.locked_meeting(meeting_id)
    policy.lead(meeting.panel_id, by)
    if meeting.state == Meeting.State.OPEN:
        return meeting
    rows.locked_meeting(meeting_id, Step.OPEN)
    if meeting.held_on > today():
        raise NotNow("early", "You can start the meeting on the day it is planned for.")
    grants.look_again(meeting_id=meeting_id, by=by)
    rule = selectors.rule_of(meeting.panel)  # later changes of the panel's rule leave this meeting as it is
    save_version(
        meeting,
        version=meeting.version,
        state=Meeting.State.OPEN,
        opened_at=timezone.now(),
        quorum_minimum=rule.minimum,
        quorum_kinds=list(rule.groups),
    )
    record("meeting_opened", by=by, subject=meeting, panel=meeting.panel)
    return meeting


@transaction.atomic
def announce(*, meeting_id: UUID, version: int, by) -> Meeting:
    """Tells everybody invited that the agenda is there to read; after that, those whom a change concerns."""
    meeting = rows.locked_meeting(meeting_id, Step.ANNOUNCE)
    policy.run(meeting.panel_id, by)
    if not meeting.agenda.standing().exists():
        raise NotNow("empty", "Put a case on the agenda before you send it.")
    concerned = telling.concerned(meeting, rows.invited(meeting))
    save_version(meeting, version=version, agenda_sent_at=timezone.now())
    record("agenda_sent", by=by, subject=meeting, panel=meeting.panel)
    for invitation, again in concerned:
        emails.agenda_ready(meeting, invitation, again=again, by=by)
    return meeting
