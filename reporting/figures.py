"""The only way out for a figure: scope, then statistics, then protection."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from common.dates import FinancialYear, london, today
from reporting import child, policy
from reporting.statistics import annual_tables, years_with_cases
from reporting.tables import ProtectedTable

CONFIDENTIAL = "confidential"
PUBLIC = "public"
EDITIONS = (CONFIDENTIAL, PUBLIC)


@dataclass(frozen=True)
class Chart:
    """A drawn table: two widths of the same picture, a sentence instead of it, and its source line."""

    key: str
    title: str
    alt: str
    source: str
    wide: str
    narrow: str


@dataclass(frozen=True)
class FigureSet:
    """The protected figures of one panel, year and edition, as they stood at one moment."""

    panel: object
    year: FinancialYear
    edition: str
    data_as_at: datetime
    tables: tuple[ProtectedTable, ...]
    charts: Mapping[str, Chart] = field(default_factory=dict)

    def __getitem__(self, key: str) -> ProtectedTable:
        found = next((table for table in self.tables if table.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def as_json(self) -> dict:
        """The fixed exchange form of a year's statistics."""
        return {
            "panel": self.panel.code,
            "year": self.year.code,
            "edition": self.edition,
            "data_as_at": london(self.data_as_at).isoformat(timespec="seconds"),
            "tables": [table.as_json() for table in self.tables],
        }


def annual_figures(panel, year: FinancialYear, edition: str, *, by=None, draw: bool = False) -> FigureSet:
    """A year's figures of one panel. ``by`` is the person who looks; commands and tasks have none.

    ``draw`` adds a chart of every table. The public edition is protected by the panel's threshold.
    """
    if by is not None:
        policy.read_figures(by, panel)
    moment = timezone.now()
    tables = annual_tables(panel, year)
    answer = child.ask(
        {
            "tables": [table.as_data() for table in tables],
            "rule": _rule(panel, edition),
            "draw": draw,
            "source": f"Case records of {panel.name}",
        }
    )
    found = tuple(ProtectedTable.from_data(data) for data in answer["tables"])
    charts = {key: Chart(**drawn) for key, drawn in answer["charts"].items()}
    return FigureSet(panel, year, edition, moment, found, charts)


def _rule(panel, edition: str) -> dict:
    if edition == PUBLIC:
        return {"name": f"under_{panel.suppression_threshold}", "threshold": panel.suppression_threshold}
    return {"name": "none", "threshold": 0}


@dataclass(frozen=True)
class Years:
    """Every year from the panel's first with cases to the present one, the latest first; and where to begin."""

    offered: tuple[FinancialYear, ...]
    first_shown: FinancialYear


def years_of(panel) -> Years:
    """The years that can be looked at. A page begins with the latest that has cases."""
    found, present = years_with_cases(panel), FinancialYear.of(today())
    earliest = min(found, default=present).start_year
    offered = tuple(FinancialYear(n) for n in range(present.start_year, earliest - 1, -1))
    return Years(offered, max((year for year in found if year <= present), default=present))
