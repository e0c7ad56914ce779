"""Tables with two ways. The disclosure proof does not cover them, so they stand in the confidential edition only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from cases.models import Factor
from cases.vocabularies import Domain, Relevance
from reporting.statistics import bands, behind
from reporting.statistics.behind import Behind, both, value
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.statistics.factors import IN_WORDS, NOTE, Found, found_in
from reporting.statistics.reviewed import CATEGORY, MODIFIABILITY
from reporting.tables import Row, Table

DOMAIN = {c.value: c.label for c in Domain}


def grid(cohort: Cohort, key: str, words: str, ways: tuple[Mapping, Mapping], counts: Mapping, **more) -> Table:
    """One row a cell, ``down:across``; ``counts`` are by the pair of codes as text."""
    down, across = ways
    rows = tuple(
        Row(f"{code}:{other}", f"{label}, {beside}", counts.get((code, other), 0))
        for code, label in down.items()
        for other, beside in across.items()
    )
    base = more.pop("base", sum(row.number for row in rows))
    title = f"{cohort.period} {words}"
    names = tuple(down.items()), tuple(across.items())
    unknown = cohort.size - base
    return Table(key, title, cohort.name, base, unknown, rows, shares=False, confidential=True, grid=names, **more)


def _pairs(cohort: Cohort, *group: str) -> dict[tuple[str, str], int]:
    return {(str(one), str(other)): n for (one, other), n in cohort.by(*group).items()}


@figure(
    "reviewed.category_by_age",
    by="primary_category age",
    behind=Behind(behind.reviewed, both(value("primary_category"), value("age"))),
)
def category_by_age(cohort: Cohort) -> Table:
    """Primary category of death by age at death.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases of this category whose age at death lies in the band.
    Denominator: none; numbers only, for most are too small for a share.
    Exclusions: duplicates, deaths out of scope and transferred deaths. Left out of every public edition.
    Not known: neither date of birth nor age in days is recorded.
    Bands: the ten national categories; six bands of age.
    Source: analysis forms finalised by the panel; case records.
    """
    ways, found = (CATEGORY, bands.AGE), _pairs(cohort, "primary_category", "age")
    return grid(cohort, "reviewed.category_by_age", "by primary category of death and age", ways, found)


@figure(
    "reviewed.category_by_modifiability",
    by="primary_category modifiability",
    behind=Behind(behind.reviewed, both(value("primary_category"), value("modifiability"))),
)
def category_by_modifiability(cohort: Cohort) -> Table:
    """Primary category of death by whether modifiable factors were found.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases of this category with this outcome of the review.
    Denominator: none; numbers only.
    Exclusions: duplicates, deaths out of scope and transferred deaths. Left out of every public edition.
    Not known: does not arise.
    Bands: the ten national categories; the three outcomes of a review.
    Source: analysis forms finalised by the panel.
    """
    ways, found = (CATEGORY, MODIFIABILITY), _pairs(cohort, "primary_category", "modifiability")
    words = "by primary category of death and whether modifiable factors were found"
    return grid(cohort, "reviewed.category_by_modifiability", words, ways, found)


def in_domain(code: str) -> Q:
    """Reviews with a modifiable factor in this domain."""
    found = Factor.objects.filter(modifiable=True, relevance=Relevance.CONTRIBUTED, domain=code)
    return Q(pk__in=found.values("analysis__case"))


@figure("reviewed.factors_by_domain", rows=DOMAIN, behind=Behind(behind.reviewed, in_domain))
def factors_by_domain(cohort: Cohort, by: Found) -> Table:
    """Reviews with a modifiable factor in each of the four domains.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: reviews in which the panel recorded at least one contributory (score 2) modifiable factor of the domain.
    Denominator: all reviews completed.
    Exclusions: factors that contributed but could not be changed; duplicates, out of scope and transferred deaths.
    Not known: does not arise.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    found = {domain: n for (domain,), n in by.of_year("domain").items()}
    rows = tuple(Row(code, label, found.get(code, 0)) for code, label in DOMAIN.items())
    title = f"{cohort.period} by domain of modifiable factors"
    more: dict[str, Any] = {"multiple": True, "note": NOTE, "parts": False, "confidential": True}
    return Table("reviewed.factors_by_domain", title, cohort.name, cohort.size, 0, rows, **more)


@figure(
    "reviewed.factors_by_category",
    behind=Behind(behind.reviewed, both(found_in, value("primary_category"))),
)
def factors_by_category(cohort: Cohort, known: list, by: Found) -> Table:
    """Modifiable factors by primary category of death.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: reviews of this category in which the panel found the factor, contributory (score 2) and modifiable.
    Denominator: none; numbers only. One review can have several factors, so columns do not add up to reviews.
    Exclusions: factors that no review of the year found; duplicates, out of scope and transferred deaths.
    Not known: does not arise.
    Bands: factors found in the year; the ten national categories.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    pairs = by.of_year("factor", "category")
    found = {(code or IN_WORDS, str(category)): n for (code, category), n in pairs.items()}
    down = {code: label for code, label, count, _ in known if count}
    more: dict[str, Any] = {"base": cohort.size, "parts": False, "multiple": True, "note": NOTE}
    words = "by modifiable factor and primary category of death"
    return grid(cohort, "reviewed.factors_by_category", words, (down, CATEGORY), found, **more)
