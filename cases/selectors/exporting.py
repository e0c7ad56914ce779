"""The case-level table of ``cases.imports.columns`` as the database holds it: the same columns, codes and order.

Nothing else of a case is read. Of who the child was the table has a date of birth, and that only where it is asked for.
"""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db import connection
from django.db.models import Count, DateField, Min, OuterRef, Subquery, Value

from accounts.roles import Role
from cases.identity.models import Child
from cases.imports.columns import COLUMNS
from cases.models import Analysis, Case, Factor
from cases.querysets import CaseQuerySet
from cases.vocabularies import Relevance
from common.dates import FinancialYear, today

HEADER = (",".join(COLUMNS) + "\n").encode()


@dataclass(frozen=True)
class Wanted:
    """Which cases: all of these panels', or those notified or reviewed in a financial year."""

    panels: tuple
    cohort: str = ""
    year: FinancialYear | None = None

    def __str__(self) -> str:
        return f"{self.cohort} {self.year}" if self.cohort else "all"


def exportable(user, wanted: Wanted) -> CaseQuerySet:
    """Cases that count in figures, of panels where this person is CDR manager; none that is closed to them."""
    managed = set(user.panels_as(Role.MANAGER)) & set(wanted.panels)
    cases = Case.objects.visible_to(user).filter(panel_id__in=sorted(managed)).counted()
    if wanted.cohort == "notified":
        return cases.notified_in(wanted.year)
    return cases.reviewed_in(wanted.year) if wanted.cohort == "reviewed" else cases


def rows_by_panel(user, wanted: Wanted) -> dict:
    """How many rows the table has of each panel, in one query; a panel without any is there with 0."""
    counted = exportable(user, wanted).order_by().values_list("panel_id").annotate(rows=Count("pk"))
    return dict.fromkeys(wanted.panels, 0) | dict(counted)


def years(user, panels) -> list[FinancialYear]:
    """From the first notification of these panels to the present year, the latest first."""
    first = exportable(user, Wanted(tuple(panels))).aggregate(first=Min("notified_on"))["first"]
    start = FinancialYear.of(first or today()).start_year
    return [FinancialYear(year) for year in range(FinancialYear.of(today()).start_year, start - 1, -1)]


def _joined(factors) -> Subquery:
    joined = StringAgg("code__code", Value(";"), distinct=True, order_by="code__code")
    return Subquery(factors.order_by().values("analysis__case").annotate(codes=joined).values("codes"))


def _factors() -> dict:
    """Codes of what contributed, in an analysis that the panel has made final; what was called both is modifiable."""
    found = Factor.objects.filter(relevance=Relevance.CONTRIBUTED, code__isnull=False)
    mine = found.filter(analysis__case=OuterRef("pk"), analysis__state=Analysis.State.FINAL)
    # A list for each analysis: with “exists” the planner of a small table looks through the index of all codes instead.
    changeable = found.filter(analysis=OuterRef("analysis"), modifiable=True).values("code")
    return {
        "factors": _joined(mine.filter(modifiable=True)),
        "other_factors": _joined(mine.exclude(code__in=changeable)),
    }


def table(user, wanted: Wanted, *, dates_of_birth: bool):
    """A row a case, a value a column, panel by panel in order of notification."""
    born = Subquery(Child.objects.filter(case=OuterRef("pk")).values("born_on")[:1])
    worked_out = {"born_on": born if dates_of_birth else Value(None, output_field=DateField()), **_factors()}
    rows = exportable(user, wanted).annotate(**worked_out).order_by("panel_id", "notified_on", "reference")
    return rows.values_list(*({"local_authority": "local_authority_id"}.get(name, name) for name in COLUMNS))


def copied(rows) -> str:
    """The statement by which the database itself writes ``rows`` as CSV."""
    statement, values = rows.query.sql_with_params()
    return f"COPY ({connection.ops.compose_sql(statement, values)}) TO STDOUT (FORMAT csv)"
