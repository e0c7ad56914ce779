"""When something is due next in a case, as SQL: the twin of ``clocks.next_action``, for lists that sort by it."""

from django.db.models import Case as Choose
from django.db.models import DateField, F, Func, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Least

from cases.clocks import AMBITION_MONTHS, MEETING_MONTHS, NCMD_DAYS, PANEL_WEEKS
from cases.workflow import OPEN, Status


class After(Func):
    """A date so much later, such as ``After("died_on", "3 months")``."""

    template = "(%(expressions)s + interval '%(span)s')::date"
    output_field = DateField()

    def __init__(self, column: str, span: str) -> None:
        super().__init__(F(column), span=span)


def first_request_due() -> Subquery:
    """The earliest date on which an answer is still awaited."""
    from cases.models.request import InformationRequest

    waiting = InformationRequest.objects.filter(case=OuterRef("pk")).outstanding().order_by()
    return Subquery(waiting.values("case").annotate(first=Min("due_on")).values("first"))


def next_due():
    """The earliest of what an open case waits for; nothing for the others. Needs ``request_due_on`` beside it."""
    nothing = Value(None, output_field=DateField())
    national = Choose(
        When(Q(ncmd_notified_on__isnull=True, imported=False), then=After("died_on", f"{NCMD_DAYS} days")),
        default=nothing,
    )
    stage = Choose(
        When(Q(status=Status.CDRM_SCHEDULED, cdrm_on__isnull=False), then=F("cdrm_on")),
        When(
            Q(status__in=[Status.GATHERING, Status.CDRM_SCHEDULED]), then=After("died_on", f"{MEETING_MONTHS} months")
        ),
        When(Q(cdrm_on__isnull=False), then=After("cdrm_on", f"{PANEL_WEEKS} weeks")),
        default=After("died_on", f"{AMBITION_MONTHS} months"),
    )
    first = Least(F("request_due_on"), national, stage)
    return Choose(When(status__in=list(OPEN), then=first), default=nothing, output_field=DateField())
