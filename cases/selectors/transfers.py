"""Deaths that passed between panels, and those that are not reviewed here."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from cases.models import Case, Notification, StatusChange, Transfer
from cases.workflow import COUNTED, Status

LEFT = tuple(status for status in Status if status not in COUNTED)
State = Notification.State


def of_panel(user, panel) -> QuerySet[Transfer]:
    """Every agreement about a case or notification in scope, the latest first."""
    cases = Case.objects.visible_to(user).of_panel(panel)
    notices = Notification.objects.visible_to(user).filter(panel=panel)
    rows = Transfer.objects.filter(panel=panel).select_related("case", "notification")
    return (rows.filter(case__in=cases) | rows.filter(notification__in=notices)).order_by("-created_at", "pk")


def of_case(case: Case) -> QuerySet[Transfer]:
    """Every agreement about one case."""
    return case.transfers.select_related("case")


def one(case: Case, key: UUID) -> Transfer:
    """One agreement about this case, or 404."""
    return get_object_or_404(of_case(case), pk=key)


def present(case: Case) -> Transfer | None:
    """What is agreed now."""
    return case.transfers.filter(ended_at__isnull=True).first()


def left_out(user, panel) -> list[tuple]:
    """``(case, the step that took it out)`` of the cases that count in no figure, the latest first; two queries."""
    cases = list(Case.objects.visible_to(user).of_panel(panel).filter(status__in=LEFT).order_by("-status_since"))
    steps = StatusChange.objects.filter(case__in=cases, to_status__in=LEFT).order_by("at", "pk")
    last = {row.case_id: row for row in steps}
    return [(case, last.get(case.pk)) for case in cases]


def notifications_left_out(user, panel) -> QuerySet[Notification]:
    """Notifications that became no case, with why."""
    states = [State.DUPLICATE, State.OUT_OF_SCOPE, State.TRANSFERRED]
    rows = Notification.objects.visible_to(user).filter(panel=panel, state__in=states)
    return rows.select_related("duplicate_of").order_by("-decided_at")
