"""Modifiable factors: how many reviews found each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, F, Q, Value, When

from accounts.models import Panel
from cases.models import Factor, FactorCode
from cases.vocabularies import Category, Modifiability, Relevance
from cases.workflow import COUNTED
from common.dates import FinancialYear
from common.written import answer
from reporting.statistics import bands, behind, pools
from reporting.statistics.behind import Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.statistics.grouping import Group, Part, grouped, read
from reporting.tables import COHORT, Row, Table

IN_WORDS, OTHER = "in_words", "Other factor, described in words"
RARE = SUDDEN, SUICIDE = Category.SUDDEN.value, Category.SUICIDE.value
"""Categories with too few in one year."""
NOTE = "One review can have several factors, so rows do not add up to the base."


PARTS = (
    Part(
        (("back", "factor"), ("back", "factor", "young"), ("back", "domain"), ("back", "factor", "category")), "back", 0
    ),
    Part((("category", "factor", "words"),)),
)
"""Of the year's reviews, and of all that are read."""


@dataclass(frozen=True)
class Found:
    """Reviews of five years in which modifiable factors were found, grouped every way."""

    counts: Mapping[Group, Mapping[tuple, int]]

    def of_year(self, *group: str) -> dict[tuple, int]:
        """Of the year itself: reviews by the rest of the group."""
        return {key[1:]: n for key, n in self.counts["back", *group].items() if key[0] == 0}


def found_by(panel: Panel, year: FinancialYear) -> Found:
    """Contributory, modifiable factors: of the year's reviews, and of five years of the rare categories.

    One statement; a review counts once in each group.
    """
    return Found(read(answer(_statement, panel.pk, year, year.last), PARTS))


def _statement(panel_id: UUID, year: FinancialYear, _: date) -> tuple[str, tuple]:
    span, this_year = (pools.years_of(year)[0].first, year.last), (year.first, year.last)
    kept = Factor.objects.filter(
        Q(analysis__case__reviewed_on__range=this_year) | Q(analysis__case__primary_category__in=RARE),
        analysis__case__panel=panel_id, analysis__case__status__in=COUNTED, analysis__case__reviewed_on__range=span,
        modifiable=True, relevance=Relevance.CONTRIBUTED,
    )  # fmt: skip
    young = When(analysis__case__age_days__lt=bands.NEONATAL_DAYS, then=Value(1))
    rows = kept.annotate(
        back=pools.years_back("analysis__case__reviewed_on", year),
        factor=F("code__code"),
        words=F("code__label"),
        category=F("analysis__case__primary_category"),
        young=Case(young, default=Value(0)),
    )
    return grouped(rows, PARTS, distinct="analysis")


def modifiable_factors(found: Found, panel) -> list[tuple[str, str, int, int]]:
    """Code, label, reviews with it, of these under 28 days: every current code of the panel, found or not."""
    all_ages = {code: n for (code,), n in found.of_year("factor").items()}
    of_young = {code: n for (code, young), n in found.of_year("factor", "young").items() if young}
    codes = FactorCode.objects.filter(Q(panel__isnull=True) | Q(panel=panel)).values_list("code", "label", "retired")
    labels: dict[str | None, str] = {code: label for code, label, retired in codes if not retired or code in all_ages}
    if None in all_ages:
        labels[None] = OTHER
    return [(code or IN_WORDS, label, all_ages.get(code, 0), of_young.get(code, 0)) for code, label in labels.items()]


def found_in(code: str) -> Q:
    """Reviews in which this factor contributed and could have been changed."""
    found = Factor.objects.filter(modifiable=True, relevance=Relevance.CONTRIBUTED)
    found = found.filter(code__isnull=True) if code == IN_WORDS else found.filter(code__code=code)
    return Q(pk__in=found.values("analysis__case"))


@figure("reviewed.factors", behind=Behind(behind.reviewed, found_in))
def factors(cohort: Cohort, found: list) -> Table:
    """Reviews in which each modifiable factor was found.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: reviews in which the panel recorded the factor as contributory (score 2) and modifiable.
    Denominator: all reviews completed.
    Exclusions: factors that contributed but could not be changed; duplicates, out of scope and transferred deaths.
    Not known: does not arise.
    Bands: the factor codes of the panel; the standard list and its own.
    Source: analysis forms finalised by the panel.
    """
    rows = tuple(Row(code, label, count) for code, label, count, _ in found)
    title = f"{cohort.period} by modifiable factor"
    links = {
        "sums": {COHORT: cohort.whole},
        "within": {row.code: ("reviewed.modifiability", Modifiability.MODIFIABLE.value) for row in rows},
    }
    return _table("reviewed.factors", title, cohort, cohort.size, rows, links)


@figure(
    "reviewed.factors_under_28_days",
    by="age",
    behind=Behind(behind.reviewed, found_in, within=Q(age_days__lt=bands.NEONATAL_DAYS)),
)
def factors_under_28_days(cohort: Cohort, found: list) -> Table:
    """Reviews of children who died under 28 days in which each modifiable factor was found.

    Cohort: deaths under 28 days whose review was completed in the financial year.
    Numerator: reviews of these in which the panel recorded the factor as contributory (score 2) and modifiable.
    Denominator: all reviews completed of children who died under 28 days.
    Exclusions: children who died older or whose age is not known; duplicates, out of scope and transferred deaths.
    Not known: does not arise.
    Bands: the factor codes of the panel; the standard list and its own.
    Source: analysis forms finalised by the panel.
    """
    rows = tuple(Row(code, label, young) for code, label, _, young in found)
    title = f"{cohort.period} of children under 28 days, by modifiable factor"
    links = {
        "sums": {COHORT: (("reviewed.age", "0-27d"),)},
        "within": {row.code: ("reviewed.factors", row.code) for row in rows},
    }
    base = cohort.by("age").get("0-27d", 0)
    return _table("reviewed.factors_under_28_days", title, cohort, base, rows, links)


def _table(key: str, title: str, cohort: Cohort, base: int, rows: tuple[Row, ...], links: dict) -> Table:
    return Table(key, title, cohort.name, base, 0, rows, multiple=True, note=NOTE, parts=False, **links)
