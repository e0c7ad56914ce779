"""Modifiable factors: how many reviews found each."""

from django.db.models import Count, Q

from cases.models import Factor, FactorCode
from cases.vocabularies import Modifiability, Relevance
from reporting.statistics import bands, behind
from reporting.statistics.behind import Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.tables import COHORT, Row, Table

IN_WORDS = "in_words"
NOTE = "One review can have several factors, so rows do not add up to the base."


def modifiable_factors(cohort: Cohort, panel) -> list[tuple[str, str, int, int]]:
    """Code, label, reviews with it, of these under 28 days: every current code of the panel, found or not."""
    found = _found(cohort)
    codes = FactorCode.objects.filter(Q(panel__isnull=True) | Q(panel=panel)).values_list("code", "label", "retired")
    labels = {code: label for code, label, retired in codes if not retired or code in found}
    if None in found:
        labels[IN_WORDS] = "Other factor, described in words"
        found[IN_WORDS] = found.pop(None)
    return [(code, label, *found.get(code, (0, 0))) for code, label in labels.items()]


def _found(cohort: Cohort) -> dict:
    factors = Factor.objects.filter(
        analysis__case__in=cohort.cases, modifiable=True, relevance=Relevance.CONTRIBUTED
    ).order_by()
    neonatal = Q(analysis__case__age_days__lt=bands.NEONATAL_DAYS)
    counted = factors.values_list("code__code").annotate(
        found=Count("analysis", distinct=True), young=Count("analysis", distinct=True, filter=neonatal)
    )
    return {code: (all_ages, young) for code, all_ages, young in counted}


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
