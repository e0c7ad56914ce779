"""Reads an unfinished notification: by the key in the session, or by reference and return code. Never a sent one."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Area, Panel
from cases.models import Notification
from cases.references import as_reference, matches
from common import wall
from common.sealing import unseal


def _open() -> QuerySet:
    return Notification.objects.filter(
        state=Notification.State.DRAFT, draft_expires_at__gt=timezone.now()
    ).select_related("panel")


def with_key(key: UUID | str) -> Notification | None:
    """The unfinished notification with this key."""
    return _opened(_open().filter(pk=key))


def matching(reference: str, code: str) -> Notification | None:
    """The unfinished notification with this reference and this return code.

    A wrong code, a sent or run-out one and one that never was take the same query and the same comparison.
    """
    with wall.everything():
        found = _open().filter(reference=as_reference(reference)).first()
    if not matches(code, found.resume_hash if found else ""):
        return None
    wall.open_to(found.panel_id)
    return found


def _opened(drafts: QuerySet) -> Notification | None:
    wall.open_by(drafts, "panel")
    return drafts.first()


def answers(draft: Notification) -> dict:
    """What was typed so far, page by page; empty where it cannot be read with today's key."""
    found = unseal(draft.draft)
    return found if isinstance(found, dict) else {}


def sent_reference(key: UUID | str) -> str:
    """The reference of a notification that has been sent, for the page that says so; empty otherwise."""
    sent = Notification.objects.exclude(state=Notification.State.DRAFT).filter(pk=key)
    return sent.values_list("reference", flat=True).first() or ""


def areas_of(panel: Panel) -> list[tuple[str, str]]:
    """The areas of a panel as choices."""
    return [(area.code, area.name) for area in panel.areas.filter(retired=False)]


def panels() -> list[Panel]:
    """Every panel of this installation, with its areas."""
    return list(Panel.objects.prefetch_related("areas"))


def panel_for(area_code: str) -> Panel | None:
    """The panel that reviews deaths of children living in this area."""
    area = Area.objects.filter(pk=area_code, retired=False).first()
    return area.panels.first() if area else None
