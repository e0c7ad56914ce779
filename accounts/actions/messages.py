"""Mail that could not be sent, and mail about what is erased."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

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


@transaction.atomic
def forget(*, panel: Panel, references: Iterable[str], keys: Iterable[str], by) -> int:
    """Deletes the mail that names one of the references, or that was written for one of the rows."""
    words = rf"\m({'|'.join(map(re.escape, sorted(references)))})\M"
    named = Q(subject__regex=words) | Q(body__regex=words) | Q(calendar__regex=words)
    written_for = Q(dedupe_key__regex="|".join(sorted(keys))) if keys else Q()
    count, _ = OutgoingMessage.objects.filter(named | written_for, panel=panel).delete()
    return count
