"""How agencies answer: asked, returned, how soon, how often in time. For the board, and for the annual report."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Q

from accounts.models import Organisation, Panel
from cases.models import InformationRequest
from common.aggregates import Days, Percentile
from common.dates import FinancialYear, today

State = InformationRequest.State
BACK = Q(state__in=[State.RECEIVED, State.NOT_KNOWN_CHILD])


@dataclass(frozen=True)
class AgencyLine:
    """One agency over a time. ``due`` counts what was answered or should have been by now; ``in_time`` is of those."""

    organisation: str
    kind: str
    asked: int
    returned: int
    not_known: int
    median_days: float | None
    in_time: int
    due: int
    key: UUID | None = None

    @property
    def in_time_share(self) -> float | None:
        """In time, of those that are due; nothing where none is."""
        return self.in_time / self.due if self.due else None


def _counts(as_of: date) -> dict:
    return {
        "asked": Count("pk"),
        "returned": Count("pk", filter=BACK),
        "not_known": Count("pk", filter=Q(state=State.NOT_KNOWN_CHILD)),
        "median_days": Percentile(Days(F("answered_on"), F("asked_on")), share=0.5, filter=BACK),
        "in_time": Count("pk", filter=BACK & Q(answered_on__lte=F("due_on"))),
        "due": Count("pk", filter=BACK | Q(due_on__lt=as_of)),
    }


def lines(requests, as_of: date) -> list[AgencyLine]:
    """A line for each agency among ``requests``, cancelled ones left out, by name; one query."""
    kept = requests.exclude(state=State.CANCELLED).order_by()
    by_agency = kept.values("organisation__name", "organisation__kind", key=F("organisation"))
    kinds = dict(Organisation.Kind.choices)
    return sorted(
        (
            AgencyLine(row.pop("organisation__name"), kinds.get(row.pop("organisation__kind"), ""), **row)
            for row in by_agency.annotate(**_counts(as_of))
        ),
        key=lambda line: line.organisation,
    )


def total(requests, as_of: date) -> AgencyLine:
    """All agencies together; the median is of the requests, not of the lines."""
    return AgencyLine("All", "", **requests.exclude(state=State.CANCELLED).order_by().aggregate(**_counts(as_of)))


def asked_in(panel: Panel, year: FinancialYear):
    """The requests that a panel made in a financial year."""
    return InformationRequest.objects.filter(panel=panel, asked_on__range=(year.first, year.last))


def agency_performance(panel: Panel, year: FinancialYear) -> list[AgencyLine]:
    """For the annual report: a line for each agency asked in the year, as it stands today."""
    return lines(asked_in(panel, year), today())
