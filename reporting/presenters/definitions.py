"""How figures are counted, and the cases that one of them counted."""

from django.urls import reverse

from common.components import Cell, Column, Link, SummaryRow, Table
from common.dates import FinancialYear
from common.formats import short_day
from reporting.figures import Counted
from reporting.presenters.dashboard import THEMES
from reporting.tables import Definition

DEFINITION = (
    ("Cohort", "cohort"),
    ("Period", "period"),
    ("Geography", "geography"),
    ("Counted", "numerator"),
    ("Shares are of", "denominator"),
    ("Left out", "exclusions"),
    ("Not known", "not_known"),
    ("Rows", "bands"),
    ("Source", "source"),
)
GROUPS = {"notified": "Deaths notified", "reviewed": "Deaths reviewed"}


def catalogue(found: dict[str, tuple[str, Definition]]) -> list[tuple[str, list[Link]]]:
    """Every figure by what it counts, each with the way to its definition."""
    groups: dict[str, list[Link]] = {}
    for key, (summary, _) in found.items():
        name = GROUPS.get(key.partition(".")[0], "The panel's work")
        groups.setdefault(name, []).append(Link(summary.rstrip("."), reverse("reporting:definition", args=[key])))
    return sorted(groups.items())


def definition_page(key: str, summary: str, found: Definition) -> dict:
    """One figure's definition, part by part."""
    return {"summary": summary.rstrip("."), "key": key, "parts": parts(found)}


def parts(found: Definition) -> list[SummaryRow]:
    """The lines of a definition, in the order in which they are read."""
    return [SummaryRow(label, _begun(getattr(found, part))) for label, part in DEFINITION]


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def cases_page(found: Counted, year: FinancialYear, key: str) -> dict:
    """The references that a row counted, and why there may be fewer than the figure says."""
    cases = list(found.cases)
    columns = [Column("Case"), Column("Area of residence"), Column("Notified"), Column("Reviewed")]
    rows = [_row(case) for case in cases]
    return {
        "counted": found,
        "shown": len(cases),
        "closed": found.number - len(cases),
        "table": Table(f"Cases: {found.label}", columns, rows, stack=True, caption_hidden=True),
        "how": reverse("reporting:definition", args=[key]),
        "back": f"{reverse('reporting:dashboard')}?year={year.code}&theme={theme_of(key)}",
    }


def theme_of(key: str) -> str:
    """The page on which the figure stands."""
    return next((name for name, (_, keys) in THEMES.items() if key in keys), "overview")


def _row(case) -> list[Cell]:
    return [
        Cell(case.reference, url=reverse("cases:case", args=[case.pk])),
        Cell(case.local_authority or "Not known"),
        Cell(short_day(case.notified_on)),
        Cell(short_day(case.reviewed_on) if case.reviewed_on else "Not yet"),
    ]
