"""What has changed since an edition was frozen: which numbers and texts differ now, and the cases behind them."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from cases.models import Case
from common.dates import FinancialYear
from reporting.annual_report.contents import narratives
from reporting.annual_report.models import Section
from reporting.annual_report.publishing.models import Publication
from reporting.figures import count_year
from reporting.tables import Table

YEARS = 3
FACTS = {
    "notified_on": "date of notification",
    "died_on": "date of death",
    "age_days": "age",
    "sex": "sex",
    "ethnicity": "ethnicity",
    "local_authority_id": "area of residence",
    "imd_decile": "deprivation decile",
    "gestation_weeks": "gestation",
    "birth_weight_grams": "birth weight",
    "place_of_death": "place of death",
    "expectedness": "whether the death was expected",
    "reviewed_on": "date of review",
    "primary_category": "category of death",
    "modifiability": "modifiability",
}
FACTORS = "factors"


@dataclass(frozen=True)
class Number:
    """A number that is another one now."""

    table: str
    row: str
    then: int | None
    now: int | None


@dataclass(frozen=True)
class CaseChange:
    """A case that counts now, counts no more, or of which facts have changed."""

    case_id: str
    what: str


@dataclass(frozen=True)
class Differences:
    """Everything that a file made now would say otherwise, and why."""

    numbers: tuple[Number, ...]
    cases: tuple[CaseChange, ...]
    texts: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.numbers or self.texts)

    @property
    def count(self) -> int:
        """How many changes there are behind it."""
        return len(self.cases) + len(self.texts)


def marks_of(panel, year: FinancialYear) -> dict[str, dict[str, str]]:
    """A short mark of every fact that figures count, for each case they counted: enough to see that it changed."""
    first = FinancialYear(year.start_year - YEARS + 1).first
    span = (first, year.last)
    cases = Case.objects.of_panel(panel).counted().filter(Q(notified_on__range=span) | Q(reviewed_on__range=span))
    rows = cases.values("pk", *FACTS)
    factors = _factors(cases)
    return {
        str(row["pk"]): {
            **{name: _mark(row["pk"], row[name]) for name in FACTS},
            FACTORS: _mark(row["pk"], sorted(factors.get(row["pk"], ()))),
        }
        for row in rows
    }


def _factors(cases) -> dict:
    found: dict = {}
    named = cases.filter(analysis__factors__isnull=False).values_list(
        "pk", "analysis__factors__code__code", "analysis__factors__modifiable", "analysis__factors__relevance"
    )
    for case, *rest in named:
        found.setdefault(case, []).append(str(rest))
    return found


def _mark(case, value) -> str:
    return hashlib.sha256(f"{case}:{value}".encode()).hexdigest()[:12]


def since(publication: Publication) -> Differences:
    """What differs now from what was frozen."""
    panel, year = publication.report.panel, FinancialYear.parse(publication.report.year)
    then = [Table.from_data(one) for one in publication.figures["counted"]]
    now = {table.key: table for table in count_year(panel, year)}
    numbers = tuple(n for table in then if table.key in now for n in _numbers(table, now[table.key]))
    cases = _cases(publication.cases, marks_of(panel, year), _erased(panel))
    return Differences(numbers, tuple(cases), tuple(_texts(publication)))


def _erased(panel) -> set[str]:
    """Cases of which only the bands are left that figures count: their days differ, and no number does."""
    return {
        str(key) for key in Case.objects.of_panel(panel).filter(erased_on__isnull=False).values_list("pk", flat=True)
    }


def between(earlier: Publication, later: Publication) -> Differences:
    """What a corrected edition changed against the one before it."""
    then = [Table.from_data(one) for one in earlier.figures["counted"]]
    now = {one["key"]: Table.from_data(one) for one in later.figures["counted"]}
    numbers = tuple(n for table in then if table.key in now for n in _numbers(table, now[table.key]))
    before, after = earlier.public["texts"], later.public["texts"]
    texts = tuple(_title(key) for key in after if after[key] != before.get(key, ""))
    return Differences(numbers, tuple(_cases(earlier.cases, later.cases)), texts)


def _numbers(then: Table, now: Table) -> list[Number]:
    title, after = then.title, {row.code: row.count for row in now.rows}
    before = {row.code: (row.label, row.count) for row in then.rows}
    found = [
        Number(title, label, was, after.get(code)) for code, (label, was) in before.items() if after.get(code) != was
    ]
    found += [Number(title, row.label, None, row.count) for row in now.rows if row.code not in before]
    if then.shares and then.not_known != now.not_known:
        found.append(Number(title, "Not known", then.not_known, now.not_known))
    return found


def _cases(then: dict, now: dict, erased: Collection[str] = ()) -> list[CaseChange]:
    added = [CaseChange(key, "counts now, and did not then") for key in now.keys() - then.keys()]
    gone = [CaseChange(key, "does not count any more") for key in then.keys() - now.keys()]
    changed = [
        CaseChange(key, "was erased since" if key in erased else f"changed: {', '.join(_facts(then[key], now[key]))}")
        for key in then.keys() & now.keys()
        if then[key] != now[key]
    ]
    return sorted([*added, *gone, *changed], key=lambda one: (one.what, one.case_id))


def _facts(then: dict, now: dict) -> list[str]:
    names = FACTS | {FACTORS: "factors"}
    return [label for name, label in names.items() if then.get(name) != now.get(name)]


def _texts(publication: Publication) -> list[str]:
    now = dict(Section.objects.filter(report=publication.report_id).values_list("key", "text"))
    then = publication.public["texts"]
    return [_title(key) for key, text in now.items() if text != then.get(key, "")]


def _title(key: str) -> str:
    return next((one.title for one in narratives() if one.key == key), key)
