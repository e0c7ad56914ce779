"""Reads about what other bodies are told after a meeting."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Panel
from cases.identifiability import Hit
from cases.models import Case
from cases.selectors.identifying import found_in
from common.dates import today
from panels.models import Meeting, Telling

OPEN = (Telling.State.WAITING, Telling.State.SENT)
"""While something is still to come."""


def listed(panel: Panel, user, *, show: str = "open") -> QuerySet[Telling]:
    """The panel's, the first due first; those that are over, the last first."""
    rows = Telling.objects.visible_to(user).filter(item__case__panel=panel)
    rows = rows.select_related("item__case", "item__meeting", "sent_by")
    if show == "closed":
        return rows.exclude(state__in=OPEN).order_by("-updated_at", "pk")
    if show == "overdue":
        return rows.waiting().filter(due_on__lt=today()).order_by("due_on", "pk")
    return rows.filter(state__in=OPEN).order_by("due_on", "pk")


def counts(panel: Panel, user) -> dict[str, int]:
    """How many wait to be told, and how many of them too long."""
    due = list(listed(panel, user).waiting().values_list("due_on", flat=True))
    return {"waiting": len(due), "overdue": sum(on < today() for on in due)}


def of_meeting(meeting: Meeting, user) -> list[Telling]:
    """Those that follow from one meeting."""
    rows = Telling.objects.visible_to(user).filter(item__meeting=meeting)
    return list(rows.select_related("item__case").order_by("item__position", "kind"))


def of_case(case: Case, user) -> list[Telling]:
    """Those about one case."""
    return list(Telling.objects.visible_to(user).filter(item__case=case).select_related("item__case"))


def telling_for(key: UUID, user) -> Telling:
    """One in scope."""
    rows = Telling.objects.visible_to(user).select_related("item__case__panel", "item__meeting__panel", "sent_by")
    return get_object_or_404(rows, pk=key)


def found(row: Telling, words: str, *, by) -> list[Hit]:
    """What in its words may say who the child was. Only somebody who may see the identity of the case may ask."""
    return found_in(row.item.case, {"text": words}, by=by)["text"]
