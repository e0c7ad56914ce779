"""What the triage pages read, in the scope of the person who asks."""

from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import QuerySet, Value, When
from django.shortcuts import get_object_or_404

from accounts.models import Area, Panel
from cases.models import Case, Notification
from cases.scope import Facts, ScopeQuestion, questions
from common.dates import today

State = Notification.State


def listed(user, panel: Panel, state: str = "") -> QuerySet:
    """The panel's notifications, those that wait first, then the latest."""
    rows = Notification.objects.visible_to(user).filter(panel=panel).select_related("panel", "local_authority", "case")
    if state == "waiting":
        rows = rows.filter(state=State.RECEIVED)
    elif state:
        rows = rows.filter(state=state)
    waits = Choice(When(state=State.RECEIVED, then=Value(0)), default=Value(1))
    return rows.order_by(waits, "-received_at", "pk")


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


def scope_questions(notification: Notification, born_on) -> list[ScopeQuestion]:
    """What is to be settled before a case is opened."""
    return _questions(notification, born_on, {area.pk for area in areas(notification.panel)})


def scope_of_many(pairs: list, panel: Panel) -> dict:
    """``{notification key: questions}`` for a page of the list; one query."""
    codes = {area.pk for area in areas(panel)} if pairs else set()
    return {row.pk: found for row, child in pairs if (found := _questions(row, child.born_on, codes))}


def _questions(notification: Notification, born_on, codes: set[str]) -> list[ScopeQuestion]:
    return questions(
        Facts(
            today=today(),
            born_on=born_on,
            died_on=notification.died_on,
            lives_in_area=_in_area(notification, codes),
            lived_where=notification.resident_elsewhere,
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
