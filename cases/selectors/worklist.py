"""The work list: cases in scope, narrowed and ordered."""

from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Prefetch

from cases.models import Case, InformationRequest, ParallelProcess
from cases.querysets import CaseQuerySet
from cases.workflow import OPEN, Status
from common.dates import today

PAGE = 25

ORDERS = {
    "reference": "reference",
    "area": "local_authority__name",
    "status": "status_since",
    "due": "next_due_on",
    "died": "died_on",
    "worker": "case_worker__full_name",
}
"""What the list can be ordered by, and the column behind it."""

BESIDE = ("local_authority", "case_worker")
SHOWN = (
    "reference", "status", "died_on", "ncmd_notified_on", "cdrm_on", "reviewed_on", "imported",
    "local_authority__name", "case_worker__full_name",
)  # fmt: skip
"""All that a line says, or what is due is worked out from; a page of cases is no place for the rest of them."""


@dataclass(frozen=True)
class Filters:
    """What the reader chose. Nothing chosen shows the open cases."""

    stage: str = "open"
    statuses: list[str] = field(default_factory=list)
    area: str = ""
    overdue: bool = False
    worker: str = ""
    waiting: str = ""
    sort: str = "due"


def _order(sort: str) -> list:
    column = F(ORDERS.get(sort.lstrip("-"), ORDERS["due"]))
    first = column.desc(nulls_last=True) if sort.startswith("-") else column.asc(nulls_last=True)
    return [first, "reference"]


def worklist(user, panel, filters: Filters) -> CaseQuerySet:
    """The panel's cases in this person's scope that the filters leave, in order."""
    cases = Case.objects.visible_to(user).of_panel(panel).with_next_due()
    for narrow in (_stage, _area, _overdue, _worker, _waiting):
        cases = narrow(cases, filters, user)
    return with_blocking(cases).only(*SHOWN).select_related(*BESIDE).order_by(*_order(filters.sort))


def with_blocking(cases: CaseQuerySet) -> CaseQuerySet:
    """Brings along the processes that each case waits for, as ``blocking``."""
    rows = ParallelProcess.objects.blocking().only("case", "kind")
    return cases.prefetch_related(Prefetch("processes", rows, to_attr="blocking"))


def _stage(cases: CaseQuerySet, filters: Filters, user) -> CaseQuerySet:
    if filters.statuses:
        return cases.filter(status__in=filters.statuses)
    if filters.stage == "finished":
        return cases.exclude(status__in=OPEN)
    return cases if filters.stage == "all" else cases.filter(status__in=OPEN)


def _area(cases: CaseQuerySet, filters: Filters, user) -> CaseQuerySet:
    return cases.filter(local_authority_id=filters.area) if filters.area else cases


def _overdue(cases: CaseQuerySet, filters: Filters, user) -> CaseQuerySet:
    return cases.filter(next_due_on__lt=today()) if filters.overdue else cases


def _worker(cases: CaseQuerySet, filters: Filters, user) -> CaseQuerySet:
    if filters.worker == "me":
        return cases.filter(case_worker_id=user.pk)
    return cases.filter(case_worker__isnull=True) if filters.worker == "nobody" else cases


def _waiting(cases: CaseQuerySet, filters: Filters, user) -> CaseQuerySet:
    if filters.waiting == "information":
        return cases.filter(Exists(InformationRequest.objects.filter(case=OuterRef("pk")).outstanding()))
    if filters.waiting == "process":
        return cases.filter(Exists(ParallelProcess.objects.filter(case=OuterRef("pk")).blocking()))
    if filters.waiting == "meeting":
        return cases.filter(status__in=[Status.GATHERING, Status.CDRM_SCHEDULED])
    if filters.waiting == "panel":
        return cases.filter(status__in=[Status.CDRM_HELD, Status.PANEL_PREPARATION, Status.LISTED])
    return cases
