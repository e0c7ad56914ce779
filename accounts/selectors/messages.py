"""Mail on its way."""

from django.db.models import QuerySet

from accounts.models import OutgoingMessage, Panel, User


def messages(*, by: User, panel: Panel, state: str = "") -> QuerySet[OutgoingMessage]:
    """The newest first; the text is never read here."""
    found = OutgoingMessage.objects.visible_to(by).exclude(panel__isnull=False, panel__in=_others(by, panel))
    found = found.defer("body", "calendar").order_by("-created_at")
    return found.filter(state=state) if state else found


def message(*, by: User, key) -> OutgoingMessage:
    """One message."""
    return OutgoingMessage.objects.visible_to(by).defer("body", "calendar").get(pk=key)


def _others(by: User, panel: Panel) -> list:
    return [m.panel_id for m in by.current_memberships if m.panel_id != panel.pk]
