"""Reads the queue of cases whose time is over, and what stops an erasure."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import Panel
from cases.models import Case, Disposal, LegalHold, Merge
from cases.retention import ENDED, Around, Days, Rule, due_on, stops

WAITING = (Disposal.State.DUE, Disposal.State.PROPOSED, Disposal.State.APPROVED)


def rule_of(panel: Panel) -> Rule:
    """The panel's rule."""
    return Rule(panel.retention_years, panel.retention_from, panel.retention_basis)


def day_of(case: Case) -> date | None:
    """The day on which the case's time is over by the present rule."""
    return due_on(rule_of(case.panel), Days(case.died_on, case.reviewed_on, case.status, case.status_since))


def newly_due(today: date):
    """Cases that may have become due: of panels with a rule, ended, not in the queue, not part of another case."""
    merged = Exists(Merge.objects.filter(other=OuterRef("pk"), undone_at__isnull=True))
    rows = Case.objects.filter(panel__retention_years__isnull=False, status__in=ENDED, erased_on__isnull=True)
    return rows.filter(disposal__isnull=True, died_on__lt=today).exclude(merged).select_related("panel").order_by("pk")


def waiting(user, panel):
    """What is to be decided or under way, the oldest first."""
    return _rows(user, panel).filter(state__in=WAITING).order_by("due_on", "pk")


def settled(user, panel):
    """What is kept for longer, and what was erased: the newest first."""
    return _rows(user, panel).exclude(state__in=WAITING).order_by("-updated_at", "pk")


def holds(user, panel):
    """Legal holds in force."""
    return LegalHold.objects.visible_to(user).standing().filter(case__panel=panel).select_related("case")


def one(key: UUID, user) -> Disposal:
    """A row of the queue that this person may decide about."""
    return get_object_or_404(Disposal.objects.visible_to(user).select_related("case__panel"), pk=key)


def hold(key: UUID, user) -> LegalHold:
    """A hold that this person may end."""
    rows = LegalHold.objects.visible_to(user).standing().select_related("case__panel")
    return get_object_or_404(rows, pk=key)


def to_hold(reference: str, panel: Panel, user) -> Case | None:
    """A case of the panel on which a hold can be placed; one that is closed to the person is as one not there."""
    rows = Case.objects.filter(panel=panel, reference__iexact=reference.strip(), erased_on__isnull=True)
    return rows.without_exclusion(user).first()


def stopped(case: Case) -> list[str]:
    """Why the case cannot be erased now."""
    return stops(
        Around(
            status=case.status,
            legal_hold=case.legal_holds.standing().exists(),
            open_recommendations=case.recommendations.open().count(),
            unfinished_processes=case.processes.unfinished().count(),
            open_requests=case.requests.outstanding().count(),
            kept_elsewhere=case.merged_into.filter(undone_at__isnull=True).exists(),
        )
    )


def case_url(case: Case, user) -> str:
    """Where the case is opened, for those who may."""
    opens = Case.objects.visible_to(user).filter(pk=case.pk).exists()
    return reverse("cases:case", args=[case.pk]) if opens else ""


def _rows(user, panel):
    return Disposal.objects.visible_to(user).filter(case__panel=panel).select_related("case")
