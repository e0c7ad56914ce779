"""What people do with figures: they look, and the trail says so."""

from collections.abc import Collection

from audit.recording import record
from reporting import policy
from reporting.figures import Counted, FigureSet, annual_figures, counted_cases


def look(*, panel, year, edition: str, by, only: Collection[str] | None = None) -> FigureSet:
    """A year's figures, or ``only`` these, with their charts for a person who may read them.

    Recorded once they are there and before they are given: while they are being drawn nobody has seen any.
    """
    policy.read_figures(by, panel)
    found = annual_figures(panel, year, edition, by=by, draw=True, only=only)
    details = {"year": year.code, "edition": edition}
    record("figures_viewed", by=by, subject=panel, panel=panel, label=f"Figures of {year.label}", details=details)
    return found


def open_cases(*, panel, year, key: str, code: str, by) -> Counted | None:
    """The cases behind one row of a table, for a person who may see them. The look is recorded."""
    found = counted_cases(panel, year, key, code, by=by)
    if found is not None:
        details = {"year": year.code, "figure": key, "row": code, "cases": len(found.cases)}
        record("figure_cases_opened", by=by, subject=panel, panel=panel, label=found.title, details=details)
    return found
