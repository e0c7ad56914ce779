"""What the report of an earlier year says of a figure, for sentences that set it beside this year's.

``[[reviewed.modifiability.modifiable.percent in 2023/24]]``. In both editions it is the number that the last published
edition of that year printed, for that is what readers hold in their hands, and printing it again tells nobody more.
Where none was published the confidential edition counts the year as it stands today; the public one says nothing.
"""

from collections.abc import Iterable

from common.dates import FinancialYear
from reporting.annual_report.live import spans, values
from reporting.annual_report.live.tokens import FIGURE, tokens
from reporting.annual_report.models import AnnualReport, Export
from reporting.annual_report.publishing.models import Publication

Tables = dict[str, dict]
Said = dict[str, dict[str, str]]
"""For each place that names another year: ``shown`` as it is printed, or ``why`` it cannot be."""
NOT_PUBLISHED = (
    "No published edition of {year} prints it. If a report was made elsewhere, type the number as [[external: number | "
    "that report | the day it was read]]."
)


def of_texts(report: AnnualReport, edition: str, texts: Iterable[str], counted) -> Said:
    """What stands for each figure of another year that the texts name; ``counted`` gives a year's tables today."""
    asked = {one.target: spans.in_year(one.target) for text in texts for one in tokens(text) if one.kind == FIGURE}
    wanted = {target: found for target, found in asked.items() if found}
    return {target: _said(report, edition, counted, *found) for target, found in wanted.items()}


def _said(report: AnnualReport, edition: str, counted, path: str, year: str) -> dict[str, str]:
    label = spans.label(year)
    if year >= report.year:
        return {"why": f"{label} is no year before the report's own: leave out “in {label}”."}
    tables = _printed(report, year)
    if not tables and edition == Export.Edition.CONFIDENTIAL:
        tables = counted(report.panel, FinancialYear.parse(year))
    if not tables:
        return {"why": NOT_PUBLISHED.format(year=label)}
    try:
        return {"shown": values.value(tables, year, path)}
    except values.NoSuchFigure as none:
        return {"why": f"{label}: {none}"}
    except values.NotShown:
        return {"why": NOT_PUBLISHED.format(year=label)}


def _printed(report: AnnualReport, year: str) -> Tables:
    """The tables of the last public edition of that year, as they were frozen."""
    there = Publication.objects.filter(report__panel=report.panel_id, report__year=year)
    newest = there.filter(state=Publication.State.PUBLISHED).order_by("-number")
    tables = newest.values_list("public__tables", flat=True).first() or []
    return {table["key"]: table for table in tables}
