"""What an edition shows of other years, for the claims of its texts that speak of them.

Each year is protected as the edition of that year would be, with all that was published of it, so that a claim rests
on numbers that may be printed. Only what a claim asks for is read and kept.
"""

from collections.abc import Iterable

from common.dates import FinancialYear
from reporting.annual_report.live import spans, values
from reporting.annual_report.live.tokens import tokens
from reporting.annual_report.models import AnnualReport
from reporting.figures import NotProtected, annual_figures

Tables = dict[str, dict]


def of_texts(report: AnnualReport, edition: str, own: Tables, texts: Iterable[str]) -> dict:
    """For each figure that a claim over years is about: the number of each other year, nothing where it is hidden.

    ``own`` are the tables of the report itself; what they hold of other years is not read again. A year of which
    there is no record is left out.
    """
    asked = _asked(texts, report.year, own)
    years = sorted({year for found in asked.values() for year in found})
    tables = {year: _tables(report.panel, FinancialYear.parse(year), edition) for year in years}
    return {path: _numbers(path, found, tables) for path, found in asked.items()}


def _asked(texts: Iterable[str], own: str, tables: Tables) -> dict[str, list[str]]:
    """The figures and the years that the report's own tables do not hold."""
    asked: dict[str, list[str]] = {}
    for token in (one for text in texts for one in tokens(text) if one.kind in spans.OVER_YEARS):
        try:
            span = spans.read(token.kind, token.target, own)
        except values.NoSuchFigure:
            continue
        for year in span.years[1:] if span else ():
            if _elsewhere(tables, own, span.path, year):
                asked.setdefault(span.path, []).append(year)
    return {path: list(dict.fromkeys(years)) for path, years in asked.items()}


def _elsewhere(tables: Tables, own: str, path: str, year: str) -> bool:
    try:
        return values.number_at(tables, own, path, year) is None
    except (values.NoSuchFigure, values.NotShown):
        return False


def _tables(panel, year: FinancialYear, edition: str) -> Tables:
    try:
        return {table.key: table.as_json() for table in annual_figures(panel, year, edition).tables}
    except NotProtected:
        return {}


def _numbers(path: str, years: list[str], tables: dict[str, Tables]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for year in years:
        try:
            if _recorded(tables[year], path):
                found[year] = values.number_at(tables[year], year, path, year)
        except values.NotShown:
            found[year] = None
        except values.NoSuchFigure:
            continue
    return found


def _recorded(tables: Tables, path: str) -> bool:
    """Whether the panel has any record of the year: noughts of a year without one say nothing."""
    whole = tables.get(f"{path.partition('.')[0]}.total") or tables.get("notified.total")
    return bool(whole and whole["rows"][0]["count"])
