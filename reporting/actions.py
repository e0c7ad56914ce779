"""What people do with figures: they look, and the trail says so."""

from audit.recording import record
from reporting import policy
from reporting.figures import FigureSet, annual_figures


def look(*, panel, year, edition: str, by) -> FigureSet:
    """A year's figures with their charts for a person who may read them. The look is recorded first."""
    policy.read_figures(by, panel)
    details = {"year": year.code, "edition": edition}
    record("figures_viewed", by=by, subject=panel, panel=panel, label=f"Figures of {year.label}", details=details)
    return annual_figures(panel, year, edition, by=by, draw=True)
