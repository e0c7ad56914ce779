"""When something is due next in a case, as SQL: the twin of ``clocks.next_action``, for lists that sort by it."""

from datetime import date
from functools import cache, lru_cache

from django.db.models import Case as Choose
from django.db.models import DateField, Exists, F, Func, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

from cases.clocks import AMBITION_MONTHS, MEETING_MONTHS, NCMD_DAYS, PANEL_WEEKS
from cases.vocabularies import DelayCode, ProcessKind
from cases.vocabularies.process_details import ProcessDay
from cases.workflow import OPEN, Status
from common.dates import today


class After(Func):
    """A date so much later, such as ``After(F("died_on"), "3 months")``."""

    template = "(%(expressions)s + interval '%(span)s')::date"
    output_field = DateField()

    def __init__(self, column, span: str) -> None:
        super().__init__(column, span=span)


def first_request_due() -> Subquery:
    """The earliest date on which an answer is still awaited."""
    from cases.models.request import InformationRequest

    waiting = InformationRequest.objects.filter(case=OuterRef("pk")).outstanding().order_by()
    return Subquery(waiting.values("case").annotate(first=Min("due_on")).values("first"))


def beside() -> dict:
    """What ``next_due`` needs from other tables, by the name under which a case carries it."""
    return dict(_beside(today()))


@lru_cache(maxsize=1)
def _beside(today: date) -> dict:
    """Written once a day: to put the expressions together takes as long as a query."""
    from cases.models import DelayReason, ProcessDate, ReviewMeeting

    own = {"case": OuterRef("pk")}
    held = ReviewMeeting.objects.filter(**own, state=ReviewMeeting.State.HELD).order_by("-starts_at")
    concluded = ProcessDate.objects.filter(
        process__case=OuterRef("pk"), process__kind=ProcessKind.CORONER, code=ProcessDay.CONCLUDED, on__lte=today
    )
    return {
        "request_due_on": first_request_due(),
        "report_on": Subquery(held.values("report_on")[:1]),
        "inquest_on": Subquery(concluded.order_by("-on").values("on")[:1]),
        "held_for_theme": Exists(DelayReason.objects.filter(**own, code=DelayCode.THEMED, ended_on__isnull=True)),
    }


@cache
def next_due():
    """The earliest of what an open case waits for; nothing for the others. Needs what is ``beside`` it."""
    nothing = Value(None, output_field=DateField())
    national = Choose(
        When(Q(ncmd_notified_on__isnull=True, imported=False), then=After(F("died_on"), f"{NCMD_DAYS} days")),
        default=nothing,
    )
    stage = Choose(
        When(Q(status=Status.CDRM_SCHEDULED, cdrm_on__isnull=False), then=F("cdrm_on")),
        When(
            Q(status__in=[Status.GATHERING, Status.CDRM_SCHEDULED]),
            then=After(F("died_on"), f"{MEETING_MONTHS} months"),
        ),
        When(held_for_theme=True, then=nothing),
        When(
            Q(cdrm_on__isnull=False),
            then=After(Greatest(Coalesce(F("report_on"), F("cdrm_on")), F("inquest_on")), f"{PANEL_WEEKS} weeks"),
        ),
        default=After(F("died_on"), f"{AMBITION_MONTHS} months"),
    )
    first = Least(F("request_due_on"), national, stage)
    return Choose(When(status__in=list(OPEN), then=first), default=nothing, output_field=DateField())
