"""Reminds people of a meeting: to answer, and that it is soon. A sweep; each message is a row that is written once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from panels import emails
from panels.models import Invitation, Meeting

ANSWER_DAYS = 7
"""Days before a meeting from which those who have not answered are asked again."""

SOON_DAYS = 2
"""Days before a meeting on which those who come are reminded."""

FRESH = timedelta(days=2)
"""Somebody invited so lately needs no reminder yet."""


@transaction.atomic
def sweep(*, by) -> int:
    """Writes the reminders that are due; a second sweep writes none. Returns how many were written."""
    now = timezone.now()
    ahead = Invitation.objects.standing().filter(
        meeting__state=Meeting.State.SCHEDULED, meeting__starts_at__range=(now, now + timedelta(days=ANSWER_DAYS))
    )
    people = ahead.select_related("meeting__panel", "user", "membership")
    return sum(_remind(invitation, now, by) for invitation in people.order_by("pk"))


def _remind(invitation: Invitation, now, by) -> bool:
    if invitation.reply == Invitation.Reply.NONE and (invitation.sent_at is None or invitation.sent_at < now - FRESH):
        return emails.answer_reminder(invitation.meeting, invitation, by=by)
    soon = invitation.meeting.starts_at <= now + timedelta(days=SOON_DAYS)
    if soon and invitation.reply == Invitation.Reply.ACCEPTED:
        return emails.meeting_soon(invitation.meeting, invitation, by=by)
    return False
