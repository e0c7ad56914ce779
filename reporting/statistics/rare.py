"""Sudden unexpected deaths and suicide: too rare for one year, so five are counted together. Confidential only."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from cases.vocabularies import Expectedness
from reporting.statistics import bands, pools
from reporting.statistics.behind import Behind, value
from reporting.statistics.definitions import figure
from reporting.statistics.factors import IN_WORDS, NOTE, OTHER, SUDDEN, SUICIDE, Found, found_in
from reporting.statistics.notified import SEX
from reporting.statistics.pools import Pool
from reporting.tables import Row, Table

OF_SUDDEN, OF_SUICIDE = Q(primary_category=SUDDEN), Q(primary_category=SUICIDE)
UNEXPECTED = Q(stage=pools.INFANT, expectedness=Expectedness.UNEXPECTED)
ABOUT = {
    SUDDEN: "of the category sudden unexpected, unexplained death",
    SUICIDE: "of the category suicide or self-harm",
}
FEW = "Five years together, because one year has too few."


def _back(code: str) -> Q:
    return Q(back=int(code))


def _table(pool: Pool, key: str, words: str, rows: tuple[Row, ...], size: int, **more: Any) -> Table:
    verb = pool.name
    title = f"Deaths {verb} in {pools.title_of(pools.years_of(pool.year))}, {words}"
    base: int = more.pop("base", size)
    settings: dict[str, Any] = {"note": FEW, "confidential": True} | more
    return Table(key, title, pool.name, base, size - base, rows, **settings)


def _by_year(pool: Pool, key: str, words: str, found: Mapping[int, int]) -> Table:
    """One row a year; its code says how many years before this one."""
    years = list(reversed(list(enumerate(reversed(pools.years_of(pool.year))))))
    rows = tuple(Row(str(back), year.label, found.get(back, 0)) for back, year in years)
    size = sum(row.number for row in rows)
    note = f"{FEW} {pools.without_records(pool)}".rstrip()
    return _table(pool, key, f"{words}, by financial year", rows, size, shares=False, note=note)


def _by(pool: Pool, key: str, words: str, category: int, labels: Mapping[str, str], column: str) -> Table:
    found = pool.by("back", "primary_category", column, where=lambda _back, one, _: one == category)
    rows = tuple(Row(code, label, found.get(code, 0)) for code, label in labels.items())
    base, size = sum(row.number for row in rows), sum(found.values())
    return _table(pool, key, f"{ABOUT[category]}, {words}", rows, size, base=base)


def _of_category(pool: Pool, category: int) -> dict[int, int]:
    return {back: n for (back, one), n in pool.counts["back", "primary_category"].items() if one == category}


FactorsFound = Mapping[int, list[tuple[str, str, int]]]


def factors_found(by: Found) -> FactorsFound:
    """By category: code, label and reviews of each modifiable factor found in five years, the commonest first."""
    found: dict[int, list[tuple[str, str, int]]] = {SUDDEN: [], SUICIDE: []}
    for (category, code, label), number in by.counts["category", "factor", "words"].items():
        if category in found:
            found[category].append((code or IN_WORDS, label or OTHER, number))
    return {category: sorted(rows, key=lambda row: (-row[2], row[1])) for category, rows in found.items()}


def _factors(pool: Pool, key: str, category: int, found: FactorsFound) -> Table:
    rows = tuple(Row(code, label, number) for code, label, number in found[category])
    size = sum(_of_category(pool, category).values())
    more: dict[str, Any] = {"multiple": True, "parts": False, "note": f"{FEW} {NOTE}"}
    return _table(pool, key, f"{ABOUT[category]}, by modifiable factor", rows, size, **more)


@figure("notified.unexpected_infant_deaths", by="stage expectedness", behind=Behind(pools.notified, _back, UNEXPECTED))
def unexpected_infants(pool: Pool) -> Table:
    """Sudden unexpected deaths of infants: every unexpected death under one year, whatever its cause proved to be.

    Cohort: deaths of children under one year notified in the financial year and the four before.
    Period: five financial years, by the date on which the panel was notified.
    Numerator: deaths recorded as unexpected: not anticipated as a significant possibility 24 hours before.
    Denominator: none.
    Exclusions: older children, age not known, expected deaths; duplicates, out of scope and transferred deaths.
    Not known: left out; see the figure of expected and unexpected deaths.
    Bands: five financial years.
    Source: notifications to the panel. Left out of every public edition.
    """
    return _by_year(
        pool, "notified.unexpected_infant_deaths", "unexpected, of children under 1 year", _unexpected(pool)
    )


def _unexpected(pool: Pool) -> dict[int, int]:
    groups = pool.counts["back", "stage", "expectedness"]
    wanted = (pools.INFANT, Expectedness.UNEXPECTED.value)
    return {back: n for (back, stage, known), n in groups.items() if (stage, known) == wanted}


@figure("reviewed.sudden_deaths", by="primary_category", behind=Behind(pools.reviewed, _back, OF_SUDDEN))
def sudden(pool: Pool) -> Table:
    """Sudden unexpected deaths that stayed unexplained.

    Cohort: deaths whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews of the category sudden unexpected, unexplained death.
    Denominator: none.
    Exclusions: other categories; duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Bands: five financial years.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    return _by_year(pool, "reviewed.sudden_deaths", ABOUT[SUDDEN], _of_category(pool, SUDDEN))


@figure(
    "reviewed.sudden_deaths_age",
    by="primary_category age",
    rows=bands.AGE,
    behind=Behind(pools.reviewed, value("age"), OF_SUDDEN),
)
def sudden_age(pool: Pool) -> Table:
    """Sudden unexpected, unexplained deaths by age.

    Cohort: deaths of this category whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews of children whose age at death lies in the band.
    Denominator: reviews of this category of children whose age is known.
    Exclusions: other categories; duplicates, deaths out of scope and transferred deaths.
    Not known: neither date of birth nor age in days is recorded.
    Source: analysis forms finalised by the panel; case records. Left out of every public edition.
    """
    return _by(pool, "reviewed.sudden_deaths_age", "by age at death", SUDDEN, bands.AGE, "age")


@figure("reviewed.sudden_deaths_factors", by="primary_category", behind=Behind(pools.reviewed, found_in, OF_SUDDEN))
def sudden_factors(pool: Pool, found: FactorsFound) -> Table:
    """Modifiable factors of sudden unexpected, unexplained deaths, such as unsafe sleeping.

    Cohort: deaths of this category whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews in which the panel recorded the factor as contributory (score 2) and modifiable.
    Denominator: all reviews of this category in the five years.
    Exclusions: factors that none of these reviews found; duplicates, out of scope and transferred deaths.
    Not known: does not arise.
    Bands: the factors found.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    return _factors(pool, "reviewed.sudden_deaths_factors", SUDDEN, found)


@figure("reviewed.suicide", by="primary_category", behind=Behind(pools.reviewed, _back, OF_SUICIDE))
def suicide(pool: Pool) -> Table:
    """Deaths by suicide or deliberate self-harm.

    Cohort: deaths whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews of the category suicide or deliberate self-inflicted harm.
    Denominator: none.
    Exclusions: other categories; duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Bands: five financial years.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    return _by_year(pool, "reviewed.suicide", ABOUT[SUICIDE], _of_category(pool, SUICIDE))


@figure(
    "reviewed.suicide_age",
    by="primary_category age",
    rows=bands.AGE,
    behind=Behind(pools.reviewed, value("age"), OF_SUICIDE),
)
def suicide_age(pool: Pool) -> Table:
    """Deaths by suicide or deliberate self-harm, by age.

    Cohort: deaths of this category whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews of children whose age at death lies in the band.
    Denominator: reviews of this category of children whose age is known.
    Exclusions: other categories; duplicates, deaths out of scope and transferred deaths.
    Not known: neither date of birth nor age in days is recorded.
    Source: analysis forms finalised by the panel; case records. Left out of every public edition.
    """
    return _by(pool, "reviewed.suicide_age", "by age at death", SUICIDE, bands.AGE, "age")


@figure(
    "reviewed.suicide_sex", by="primary_category sex", rows=SEX, behind=Behind(pools.reviewed, value("sex"), OF_SUICIDE)
)
def suicide_sex(pool: Pool) -> Table:
    """Deaths by suicide or deliberate self-harm, by sex.

    Cohort: deaths of this category whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews of children recorded with this sex.
    Denominator: reviews of this category of children whose sex is known.
    Exclusions: other categories; duplicates, deaths out of scope and transferred deaths.
    Not known: sex is recorded as not known.
    Source: case records of reviewed deaths. Left out of every public edition.
    """
    return _by(pool, "reviewed.suicide_sex", "by sex", SUICIDE, SEX, "sex")


@figure("reviewed.suicide_factors", by="primary_category", behind=Behind(pools.reviewed, found_in, OF_SUICIDE))
def suicide_factors(pool: Pool, found: FactorsFound) -> Table:
    """Modifiable factors of deaths by suicide or deliberate self-harm.

    Cohort: deaths of this category whose review was completed in the financial year and the four before.
    Period: five financial years, by the date of the meeting that finished the review.
    Numerator: reviews in which the panel recorded the factor as contributory (score 2) and modifiable.
    Denominator: all reviews of this category in the five years.
    Exclusions: factors that none of these reviews found; duplicates, out of scope and transferred deaths.
    Not known: does not arise.
    Bands: the factors found.
    Source: analysis forms finalised by the panel. Left out of every public edition.
    """
    return _factors(pool, "reviewed.suicide_factors", SUICIDE, found)
