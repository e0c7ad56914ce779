"""What is due to the national database, and what was sent."""

from uuid import UUID

from django.db.models import Case as Choice
from django.db.models import OuterRef, QuerySet, Subquery, Value, When
from django.shortcuts import get_object_or_404

from cases.models import Case, NationalReturn
from cases.workflow import Status


def sent(case: Case) -> list[NationalReturn]:
    """Every submission of a case, the latest first."""
    return list(case.national_returns.order_by("-number"))


def one(case: Case, key: UUID) -> NationalReturn:
    """One submission of this case, or 404."""
    return get_object_or_404(NationalReturn.objects.select_related("case__panel"), case=case, pk=key)


def listed(user, panel, show: str, changed: set) -> QuerySet:
    """The panel's cases in scope by what is due: ``due`` (all that is), ``notification``, ``final``, ``changed``,
    ``sent``. Each row says why it is there as ``due``."""
    newest = NationalReturn.objects.filter(case=OuterRef("pk")).order_by("-number")
    rows = Case.objects.visible_to(user).of_panel(panel).counted().annotate(
        last_on=Subquery(newest.values("sent_on")[:1]),
        last_stage=Subquery(newest.values("stage")[:1]),
        last_number=Subquery(newest.values("number")[:1]),
        due=Choice(
            When(ncmd_notified_on__isnull=True, imported=False, then=Value("notification")),
            When(status=Status.REVIEWED, imported=False, then=Value("final")),
            When(pk__in=changed, then=Value("changed")),
            default=Value(""),
        ),
    )  # fmt: skip
    if show == "sent":
        return rows.filter(last_number__isnull=False).order_by("-last_on", "reference")
    wanted = ["notification", "final", "changed"] if show == "due" else [show]
    order = Choice(When(due="notification", then=Value(0)), When(due="final", then=Value(1)), default=Value(2))
    return rows.filter(due__in=wanted).order_by(order, "died_on", "reference")
