"""What the triage pages read, in the scope of the person who asks."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.models import Area, Panel
from cases.models import Case, Notification
from cases.models.notification import waiting_first
from cases.places.files import normal
from cases.scope import Facts, ScopeQuestion, questions
from cases.selectors import places
from common.dates import today

State = Notification.State


def listed(user, panel: Panel, state: str = "") -> QuerySet:
    """The panel's notifications, those that wait first, then the latest."""
    rows = Notification.objects.visible_to(user).filter(panel=panel).select_related("panel", "local_authority", "case")
    if state == "waiting":
        rows = rows.filter(state=State.RECEIVED)
    elif state:
        rows = rows.filter(state=state)
    return rows.annotate(place=waiting_first()).order_by("place", "-received_at", "pk")


def waiting_count(user, panel: Panel) -> int:
    """How many wait."""
    return Notification.objects.visible_to(user).filter(panel=panel, state=State.RECEIVED).count()


def one(user, key: UUID) -> Notification:
    """A notification in scope, or 404."""
    rows = Notification.objects.visible_to(user).select_related(
        "panel", "local_authority", "case", "duplicate_of", "decided_by", "entered_by"
    )
    return get_object_or_404(rows, pk=key)


def decisions(notification: Notification) -> list:
    """What was decided about it so far, the latest first."""
    return list(notification.decisions.select_related("case").order_by("-at", "-pk"))


def scope_questions(notification: Notification, child) -> list[ScopeQuestion]:
    """What is to be settled before a case is opened."""
    place = places.find(child.postcode) if child and child.postcode else None
    born_on = child.born_on if child else None
    return _questions(notification, born_on, {area.pk for area in areas(notification.panel)}, place)


def scope_of_many(pairs: list, panel: Panel) -> dict:
    """``{notification key: questions}`` for a page of the list, in a constant number of queries."""
    codes = {area.pk for area in areas(panel)} if pairs else set()
    known = places.find_many([child.postcode for _, child in pairs])
    found = {row.pk: _questions(row, child.born_on, codes, known.get(normal(child.postcode))) for row, child in pairs}
    return {key: asked for key, asked in found.items() if asked}


def _questions(notification: Notification, born_on, codes: set[str], place) -> list[ScopeQuestion]:
    return questions(
        Facts(
            today=today(),
            born_on=born_on,
            died_on=notification.died_on,
            lives_in_area=_in_area(notification, codes),
            lived_where=notification.resident_elsewhere,
            area_said=str(notification.local_authority or notification.resident_elsewhere),
            area_of_postcode=str(place.area or "") if place else "",
            stillbirth_at_home=notification.stillbirth_at_home,
            signs_of_life=notification.signs_of_life,
            termination=notification.termination,
        )
    )


def _in_area(notification: Notification, codes: set[str]) -> bool | None:
    if notification.local_authority_id:
        return notification.local_authority_id in codes
    return False if notification.resident_elsewhere else None


def areas(panel: Panel) -> list[Area]:
    """The panel's areas."""
    return list(panel.areas.filter(retired=False))


def case_with_reference(user, panel: Panel, reference: str) -> Case | None:
    """A case of the panel by the reference that somebody typed."""
    return Case.objects.visible_to(user).filter(panel=panel, reference__iexact=reference.strip()).first()
