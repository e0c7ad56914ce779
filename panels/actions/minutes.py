"""Minutes: drafted with the end of a meeting, corrected and sent by the manager, approved at a later meeting."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from common.errors import NotNow
from common.models import save_version
from panels import emails, policy
from panels.actions import rows
from panels.models import Meeting, Minutes
from panels.selectors import minutes as selected
from panels.workflow import Step

State = Minutes.State


@transaction.atomic
def draft(*, meeting: Meeting, by) -> Minutes:
    """Fixes what was recorded, in the transaction that finalises the meeting. Drafting twice keeps the first."""
    policy.lead(meeting.panel_id, by)
    there = Minutes.objects.filter(meeting=meeting).first()
    if there is not None:
        return there
    made = Minutes.objects.create(meeting=meeting, facts=selected.facts_of(meeting), texts=selected.points_of(meeting))
    record("minutes_drafted", by=by, subject=made, panel=meeting.panel)
    return made


@transaction.atomic
def correct(*, minutes_id: UUID, version: int, texts: dict[str, str], by) -> Minutes:
    """Saves the manager's words. The facts between them cannot be written to; approved minutes stay as they are.

    Other words than those sent are a draft again: sending is what looks at them before the members read them.
    """
    minutes = _locked(minutes_id)
    policy.run(minutes.meeting.panel_id, by)
    if minutes.state == State.APPROVED:
        raise NotNow("approved", "These minutes were approved, so they can no longer be changed.")
    closed = selected.closed_cases(minutes, by)
    own = {item["item"] for item in minutes.facts["items"] if item["case"] not in closed}
    given = {key: words for key, words in texts.items() if key in selected.AROUND or key in own}
    values = {"texts": {**minutes.texts, **given}}
    taken_back = minutes.state == State.SENT and values["texts"] != minutes.texts
    if taken_back:
        values |= {"state": State.DRAFT, "sent_at": None}
    save_version(minutes, version=version, **values)
    details = {"taken_back": taken_back}
    record("minutes_corrected", by=by, subject=minutes, panel=minutes.meeting.panel, details=details)
    return minutes


@transaction.atomic
def send(*, minutes_id: UUID, version: int, by, words_accepted: bool = False) -> Minutes:
    """Opens the minutes to the people invited and tells them. Sending again, after a correction, tells them again.

    Refused while a word of a record is found in them, unless the manager says that it is none of the record's.
    """
    minutes = _locked(minutes_id)
    policy.run(minutes.meeting.panel_id, by)
    if minutes.state == State.APPROVED:
        raise NotNow("approved", "These minutes were approved already.")
    found = selected.mentions(minutes, by)
    if found and not words_accepted:
        raise NotNow("names", f"Words in the minutes match the record: {'; '.join(found)}.")
    save_version(minutes, version=version, state=State.SENT, sent_at=timezone.now())
    details = {"words_accepted": bool(found)}
    record("minutes_sent", by=by, subject=minutes, panel=minutes.meeting.panel, details=details)
    for invitation in rows.invited(minutes.meeting):
        emails.minutes_ready(minutes, invitation, by=by)
    return minutes


@transaction.atomic
def approve(*, minutes_id: UUID, at_meeting: UUID, by) -> Minutes:
    """A later meeting of the panel, going on now, approves them. Approving twice is approving once."""
    meeting = rows.locked_meeting(at_meeting, Step.DECIDE)
    policy.lead(meeting.panel_id, by)
    minutes = _locked(minutes_id)
    if minutes.state == State.APPROVED:
        return minutes
    if minutes.meeting.panel_id != meeting.panel_id or minutes.meeting.starts_at >= meeting.starts_at:
        raise NotNow("later", "Minutes are approved at a later meeting of the same panel.")
    if minutes.state != State.SENT:
        raise NotNow("unsent", "Send the minutes to the members before they are approved.")
    save_version(
        minutes, version=minutes.version, state=State.APPROVED, approved_at_id=meeting.pk, approved_by_id=by.pk
    )
    record("minutes_approved", by=by, subject=minutes, panel=meeting.panel)
    return minutes


@transaction.atomic
def read(*, minutes: Minutes, by, as_file: bool = False) -> Minutes:
    """Records that somebody looked at minutes, which were found in their scope."""
    details = {"file": as_file}
    record("minutes_viewed", by=by, subject=minutes, panel=minutes.meeting.panel, details=details)
    return minutes


def _locked(minutes_id: UUID) -> Minutes:
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__panel")
    return found.get(pk=minutes_id)
