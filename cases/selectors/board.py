"""The request board: what is outstanding, by agency, by case and by age; each in one query, however many cases."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min, Q

from cases.models import InformationRequest
from cases.workflow import OPEN
from common.dates import today

PAGE = 25
AGES = (
    ("ahead", "Not due yet", None, -1),
    ("week", "Due or up to a week late", 0, 7),
    ("month", "8 to 28 days late", 8, 28),
    ("longer", "More than 28 days late", 29, None),
)
"""Key, words, days after the date from and to."""


@dataclass(frozen=True)
class Age:
    """How many requests are so old."""

    key: str
    label: str
    count: int


def outstanding(user, panel):
    """Requests of open cases in this person's scope that wait for an answer."""
    rows = InformationRequest.objects.visible_to(user).filter(panel=panel, case__status__in=OPEN)
    return rows.outstanding()


def listed(rows, age: str = "", agency=None):
    """The requests themselves, the longest due first, narrowed to an age or an agency."""
    if age in {key for key, *_ in AGES}:
        rows = rows.filter(_of_age(age))
    if agency:
        rows = rows.filter(organisation_id=agency)
    return rows.with_pause().select_related("case", "organisation").order_by("due_on", "case__reference", "pk")


def _of_age(age: str) -> Q:
    _, _, least, most = next(row for row in AGES if row[0] == age)
    found = Q()
    if least is not None:
        found &= Q(due_on__lte=today() - timedelta(days=least))
    if most is not None:
        found &= Q(due_on__gte=today() - timedelta(days=most))
    return found


def _waiting() -> dict:
    return {"waiting": Count("pk"), "late": Count("pk", filter=Q(due_on__lt=today())), "oldest": Min("due_on")}


def by_agency(rows):
    """A row for each agency that something is awaited from, the most overdue first."""
    found = rows.order_by().values("organisation_id", "organisation__name").annotate(**_waiting())
    return found.order_by("-late", "oldest", "organisation__name")


def by_case(rows):
    """A row for each case that waits."""
    found = rows.order_by().values("case_id", "case__reference").annotate(**_waiting())
    return found.order_by("-late", "oldest", "case__reference")


def by_age(rows) -> list[Age]:
    """How many are how old."""
    counts = rows.order_by().aggregate(**{key: Count("pk", filter=_of_age(key)) for key, *_ in AGES})
    return [Age(key, label, counts[key]) for key, label, *_ in AGES]
