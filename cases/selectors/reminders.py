"""Which requests and recommendations the sweeps look at, and who is told when nobody answers."""

from datetime import date
from uuid import UUID

from accounts.models import Membership
from accounts.roles import Role
from cases import chasers
from cases.models import Case, Exclusion, InformationRequest, OwnerPause, Recommendation
from cases.workflow import OPEN


def due_keys(today: date) -> list[UUID]:
    """Requests of open cases that wait, do not rest, and are near enough to their date for a step."""
    rows = InformationRequest.objects.outstanding().with_pause().filter(case__status__in=OPEN, paused=False)
    rows = rows.filter(due_on__lte=chasers.REQUESTS.latest_due(today))
    return list(rows.order_by("due_on", "pk").values_list("pk", flat=True))


def due_owner_keys(today: date) -> list[UUID]:
    """Agreed recommendations that are open, do not rest, and are near enough to their date for a step."""
    resting = OwnerPause.objects.filter(ended_on=None).values("recommendation")
    rows = Recommendation.objects.agreed().open().filter(due_on__lte=chasers.OWNERS.latest_due(today))
    return list(rows.exclude(pk__in=resting).order_by("due_on", "pk").values_list("pk", flat=True))


def chairs_of(panel_id, case: Case | None) -> list[str]:
    """The addresses of the panel's chairs to whom ``case`` is not closed; the managers' where none is left."""
    chairs = _addresses(panel_id, Role.CHAIR)
    if case is None or not chairs.exists():
        return _sorted(chairs)
    closed = Exclusion.objects.filter(case=case).values("user")
    return _sorted(chairs.exclude(user__in=closed)) or _sorted(
        _addresses(panel_id, Role.MANAGER).exclude(user__in=closed)
    )


def _addresses(panel_id, role: str):
    return Membership.objects.current().filter(panel_id=panel_id, role=role, user__is_active=True)


def _sorted(held) -> list[str]:
    return sorted(set(held.values_list("user__email", flat=True)))
