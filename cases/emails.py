"""Which emails case-work sends: reference and link only, never a name, a date or a cause."""

from django.urls import reverse

from accounts import mail
from accounts.models import Membership
from accounts.roles import Role
from cases.models import Notification


def notification_waiting(notification: Notification, *, by) -> None:
    """Tells the panel's office and its managers that a notification waits for triage."""
    panel = notification.panel
    managers = Membership.objects.current().filter(panel=panel, role=Role.MANAGER, user__is_active=True)
    addresses = {panel.contact_email, *managers.values_list("user__email", flat=True)}
    for address in sorted(addresses):
        mail.queue(
            "notification_waiting",
            recipient=address,
            by=by,
            panel=panel,
            context={"reference": notification.reference, "path": reverse("cases:triage")},
            dedupe_key=f"notification:{notification.pk}:{address}"[:120],
        )


def notification_receipt(notification: Notification, *, by) -> None:
    """Tells the notifier that the notification arrived; the reference is all it carries."""
    if notification.notifier_email:
        mail.queue(
            "notification_receipt",
            recipient=notification.notifier_email,
            by=by,
            panel=notification.panel,
            context={"reference": notification.reference},
            dedupe_key=f"receipt:{notification.pk}",
        )
