"""Reads urgent access: what a person may know of it, and the case behind one that holds."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from cases import policy
from cases.models import Case, UrgentAccess
from common.policy import allowed


def listed(user, panel):
    """Those of this panel that the person may know of, the newest first."""
    return (
        UrgentAccess.objects.visible_to(user)
        .filter(case__panel=panel)
        .select_related("case")
        .order_by("-begun_at", "pk")
    )


def one(key: UUID, user) -> UrgentAccess:
    """One that the person may know of."""
    return get_object_or_404(UrgentAccess.objects.visible_to(user).select_related("case__panel"), pk=key)


def holding(key: UUID, user) -> UrgentAccess:
    """The person's own, if it still holds."""
    rows = UrgentAccess.objects.open_to(user).select_related("case__panel", "case__local_authority")
    return get_object_or_404(rows, pk=key)


def to_open(reference: str, panel, user) -> Case | None:
    """A case of the panel that may be opened; one that is closed to the person is as one that is not there."""
    rows = Case.objects.filter(panel=panel, reference__iexact=reference.strip(), erased_on__isnull=True)
    found = rows.select_related("panel").first()
    return found if found and allowed(policy.open_urgently, found, user) else None
