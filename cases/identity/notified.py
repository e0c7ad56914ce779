"""Reads who a notification is about. Each function needs the CDR manager's role and writes one entry in the trail."""

from collections.abc import Iterable

from audit.recording import record
from cases import policy
from cases.identity.models import Child
from cases.models import Notification


def names_for(notifications: Iterable[Notification], *, by, purpose: str) -> dict:
    """``{notification key: child}`` for a page of the triage list."""
    seen = list(notifications)
    if not seen:
        return {}
    panel = seen[0].panel
    policy.triage(panel.pk, by)
    references = sorted(notification.reference for notification in seen)
    record("names_listed", by=by, subject=by, panel=panel, purpose=purpose, details={"notifications": references})
    children = Child.objects.filter(notification__in=[notification.pk for notification in seen])
    return {child.notification_id: child for child in children}


def child_of(notification: Notification, *, by, purpose: str) -> Child | None:
    """The child of one notification with family and professionals."""
    policy.triage(notification.panel_id, by)
    record("notification_viewed", by=by, subject=notification, purpose=purpose)
    return Child.objects.filter(notification=notification).prefetch_related("relatives", "professionals").first()
