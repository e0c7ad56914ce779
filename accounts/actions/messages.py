"""Mail that could not be sent."""

from django.db import transaction

from accounts import policy
from accounts.models import OutgoingMessage, Panel, User
from audit.recording import record
from common.errors import NotNow
from common.nudges import nudge


@transaction.atomic
def retry(*, message_id, panel: Panel, by: User) -> OutgoingMessage:
    """Makes a message due now: one that failed starts again, one that waits does so no longer."""
    policy.administer(by, panel)
    message = OutgoingMessage.objects.visible_to(by).select_for_update(of=("self",)).get(pk=message_id)
    if message.state == OutgoingMessage.State.SENT:
        raise NotNow("sent", "This email was sent already.")
    message.state, message.attempts, message.not_before = OutgoingMessage.State.DUE, 0, None
    message.save()
    record("message_retried", by=by, subject=message, panel=panel, details={"event": message.event})
    nudge("accounts.send_due_messages")
    return message
