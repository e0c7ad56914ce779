"""Takes in a notification: identity to its own tables, the rest to typed columns, and the manager is told."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from audit.recording import record
from cases import emails
from cases.identity import actions as identity
from cases.models import Notification
from cases.references import new_reference
from cases.selectors import places
from cases.vocabularies import PLACE_GROUPS


@transaction.atomic
def send(
    *,
    key: UUID,
    panel: Panel,
    by,
    facts: dict,
    child: dict,
    relatives: Iterable[dict] = (),
    professionals: Iterable[dict] = (),
    received_at: datetime | None = None,
) -> Notification:
    """Receives the notification ``key``; sent a second time it is the same notification, unchanged.

    The draft, where there was one, is emptied here, so that nothing of it can be read back.
    """
    found = Notification.objects.select_for_update().filter(pk=key).first()
    if found is not None and found.state != Notification.State.DRAFT:
        return found
    notification = found or Notification(pk=key, reference=new_reference())
    _fill(notification, panel, by, facts, received_at or timezone.now())
    _place(notification, child.get("postcode", ""))
    notification.save()
    identity.create(by=by, notification=notification, child=child, relatives=relatives, professionals=professionals)
    record("notification_received", by=by, subject=notification)
    emails.notification_waiting(notification, by=by)
    emails.notification_receipt(notification, by=by)
    return notification


def _place(notification: Notification, postcode: str) -> None:
    """The area from the postcode, where the notifier named none."""
    if notification.local_authority_id or notification.resident_elsewhere:
        return
    found = places.find(postcode) if postcode else None
    if found and found.area:
        notification.local_authority = found.area


def _fill(notification: Notification, panel: Panel, by, facts: dict, received_at: datetime) -> None:
    for name, value in facts.items():
        setattr(notification, name, value)
    if facts.get("confirmed_place"):
        notification.place_of_death = PLACE_GROUPS[facts["confirmed_place"]]
    notification.panel = panel
    notification.state = Notification.State.RECEIVED
    notification.received_at = received_at
    notification.entered_by_id = by.pk
    notification.draft, notification.resume_hash, notification.draft_expires_at = "", "", None
