"""What the panel has published before: it joins what a reader knows of the next edition."""

from common.dates import FinancialYear
from reporting.annual_report.publishing.models import Publication
from reporting.disclosure.ledger import TOTALS


def releases_of(panel, year: FinancialYear) -> list[dict]:
    """Every published edition, in its order; of other years only the totals, which is all that years share."""
    rows = Publication.objects.filter(report__panel=panel, state=Publication.State.PUBLISHED).order_by("published_at")
    found = rows.values_list("report__year", "number", "figures", "override_reason")
    return [_release(*one, whole=one[0] == year.code) for one in found]


def _release(code: str, number: int, figures: dict, override: str, *, whole: bool) -> dict:
    sides = {side: [t for t in figures[side] if whole or t["key"].endswith(TOTALS)] for side in ("counted", "printed")}
    label = f"edition {number} of {code.replace('-', '/')}"
    return {"label": label, "year": code, "rule": figures["rule"], "overridden": bool(override), **sides}
