"""The only way out for a figure: scope, then statistics, then protection."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from datetime import datetime

from django.utils import timezone

from common.dates import FinancialYear, london, today
from common.errors import NotNow
from common.replica import may_lag
from reporting import child, policy
from reporting.disclosure.profiles import PROFILES
from reporting.disclosure.rules import NONE
from reporting.releases import releases_of
from reporting.statistics import CATALOGUE, annual_tables, cases_counted, years_with_cases
from reporting.tables import Definition, ProtectedTable, Table

CONFIDENTIAL = "confidential"
PUBLIC = "public"
EDITIONS = (CONFIDENTIAL, PUBLIC)


class NotProtected(NotNow):
    """Small numbers would be given away whatever else is hidden, so the public edition is not made."""

    def __init__(self, cells: Sequence[Sequence[str]], tables: Sequence[Table]) -> None:
        sentence = "The small numbers of this year cannot be protected, so there is no public edition of its figures."
        super().__init__("figures_not_protected", sentence)
        titles = {table.key: table for table in tables}
        self.sentences = list(dict.fromkeys(_open(key, code, titles) for key, code in cells)) or [sentence]


def _open(key: str, code: str, tables: Mapping[str, Table]) -> str:
    """What could be worked out, in words."""
    table = tables.get(key.rpartition("|")[2])
    title = table.title if table else key
    label = {row.code: row.label for row in table.rows}.get(code.rpartition("|")[2].rpartition(":")[2]) if table else ""
    return f"{title}: “{label or 'a number'}” could be worked out from this edition and earlier ones together."


@dataclass(frozen=True)
class Chart:
    """A drawn table: two widths of the same picture, a sentence instead of it, and its source line."""

    key: str
    title: str
    alt: str
    source: str
    wide: str
    narrow: str
    kind: str
    names: tuple[str, ...]
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class FigureSet:
    """The protected figures of one panel, year and edition, as they stood at one moment."""

    panel: object
    year: FinancialYear
    edition: str
    data_as_at: datetime
    tables: tuple[ProtectedTable, ...]
    charts: Mapping[str, Chart] = field(default_factory=dict)
    proof: tuple[dict, ...] = ()

    def __getitem__(self, key: str) -> ProtectedTable:
        found = next((table for table in self.tables if table.key == key), None)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: str) -> bool:
        return any(table.key == key for table in self.tables)

    def as_json(self) -> dict:
        """The fixed exchange form of a year's statistics."""
        return {
            "panel": self.panel.code,
            "year": self.year.code,
            "edition": self.edition,
            "data_as_at": london(self.data_as_at).isoformat(timespec="seconds"),
            "tables": [table.as_json() for table in self.tables],
        }


def count_year(panel, year: FinancialYear) -> list[Table]:
    """A year as counted, nothing hidden: for freezing it and for comparing with what was frozen, never for a page."""
    return annual_tables(panel, year)


def _counted(panel, year: FinancialYear, only: Collection[str] | None, *, looked_at: bool) -> list[Table]:
    """On a page, what was saved a moment ago may be missing; from what is written into a file it never is."""
    with may_lag() if looked_at else nullcontext():
        return annual_tables(panel, year, only)


def annual_figures(
    panel,
    year: FinancialYear,
    edition: str,
    *,
    by=None,
    draw: bool = False,
    prove: bool = False,
    alone: bool = False,
    counted: Sequence[Table] | None = None,
    only: Collection[str] | None = None,
) -> FigureSet:
    """A year's figures of one panel. ``by`` is the person who looks, and may have to look again in a few seconds while
    others' are drawn (``child.StillDrawing``); commands and tasks have none, and wait.

    ``draw`` adds a chart of every table. The public edition is protected by the panel's profile, together with what
    was published earlier unless it is to stand ``alone``; ``prove`` adds the limits of every hidden number.
    ``counted``: tables that were counted just now, so that two editions come from one count. ``only``: the keys of
    the figures that are wanted; the public edition is counted whole all the same, for it is protected together.
    """
    if by is not None:
        policy.read_figures(by, panel)
    moment = timezone.now()
    wanted = only if edition == CONFIDENTIAL else None
    found_now = _counted(panel, year, wanted, looked_at=by is not None) if counted is None else counted
    tables = [table for table in found_now if edition == CONFIDENTIAL or not table.confidential]
    answer = child.ask(
        {
            "tables": [table.as_data() for table in tables],
            "rule": asdict(PROFILES[panel.disclosure_profile].rule if edition == PUBLIC else NONE),
            "draw": draw,
            "source": f"Case records of {panel.name}",
            "year": year.code,
            "releases": releases_of(panel, year) if edition == PUBLIC and not alone else [],
            "prove": prove,
        },
        in_turn=by is not None,
    )
    if "refused" in answer:
        raise NotProtected(answer["refused"], tables)
    found = tuple(ProtectedTable.from_data(data) for data in answer["tables"])
    charts = {key: Chart(**drawn) for key, drawn in answer["charts"].items()}
    return FigureSet(panel, year, edition, moment, found, charts, tuple(answer["proof"]))


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


@dataclass(frozen=True)
class Counted:
    """A row of a confidential table, its number, and of the cases it counted those that this person may open."""

    title: str
    label: str
    number: int
    cases: object


def opens(key: str) -> bool:
    """Whether the rows of this figure count cases that can be listed."""
    return CATALOGUE[key].behind is not None


def counted_cases(panel, year: FinancialYear, key: str, code: str, *, by) -> Counted | None:
    """The cases behind one row, as far as ``by`` may see them; nothing where there is no such row."""
    policy.open_cases(by, panel)
    table = next((table for table in annual_tables(panel, year, (key,)) if table.key == key), None)
    cases = cases_counted(panel, year, table, code) if table else None
    if table is None or cases is None:
        return None
    words = {row.code: (row.label, row.number) for row in table.rows}
    besides = {"not_known": ("Not known", table.unknown), "all": ("All", table.size + table.unknown)}
    label, number = words.get(code) or besides[code]
    seen = cases.visible_to(by).select_related("local_authority").order_by("reference")
    return Counted(table.title, label, number, seen)


def definitions() -> dict[str, tuple[str, Definition]]:
    """The catalogue: what each figure shows in a few words, and its definition."""
    return {key: (entry.summary, entry.definition) for key, entry in CATALOGUE.items()}
