"""Which requests and recommendations the sweeps look at, and who is told when nobody answers."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from accounts.models import Membership, User
from accounts.roles import Role
from audit.recording import SYSTEM
from cases import access, chasers, involvement
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
    """The addresses of the panel's chairs who may hear of ``case``; the managers' where none of them may."""
    chairs = _holders(panel_id, Role.CHAIR)
    if case is None or not chairs:
        return _addresses(chairs)
    hear = _without_a_part(case, _open_to(case, chairs))
    return _addresses(hear or _open_to(case, _holders(panel_id, Role.MANAGER)))


def _open_to(case: Case, people: list[User]) -> list[User]:
    """Those to whom the case is not closed."""
    closed = set(Exclusion.objects.filter(case=case).values_list("user_id", flat=True))
    return [person for person in people if person.pk not in closed]


def _without_a_part(case: Case, people: list[User]) -> list[User]:
    """Leaves out whom the record says to have had a part in the case, unless it is open to them to read now.

    Whether that is a conflict of interest is settled when the case comes to a meeting; before, they hear nothing.
    """
    unread = [person for person in people if not access.holds(case, person)]
    had_a_part = _with_a_part(case, unread)
    return [person for person in people if person.pk not in had_a_part]


def _with_a_part(case: Case, people: Iterable[User]) -> set[UUID]:
    asked = [involvement.Person(person.pk, person.full_name, person.email) for person in people]
    found = involvement.grounds([case], asked, by=SYSTEM)
    return {person for (_, person), kinds in found.items() if involvement.PERSONAL.intersection(kinds)}


def _holders(panel_id, role: str) -> list[User]:
    held = Membership.objects.current().filter(panel_id=panel_id, role=role)
    return list(User.objects.filter(pk__in=held.values("user"), is_active=True))


def _addresses(people: Iterable[User]) -> list[str]:
    return sorted({person.email for person in people})
