"""Rates of several years together: by area, by ethnic group and by deprivation, each against its own population."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from common.dates import FinancialYear
from reporting.statistics import pools
from reporting.statistics.behind import Behind, any_of
from reporting.statistics.definitions import figure
from reporting.statistics.denominators import BIRTHS, CHILDREN, OLDER, PER, Denominators
from reporting.statistics.notified import CODES_OF_GROUP, ETHNIC_GROUP
from reporting.statistics.pools import Pool
from reporting.statistics.rated import LIMITS, OWN, in_area
from reporting.tables import Row, Table

SPANS = (3, 5)
GROUPED = 3
"""Years taken together by ethnic group and deprivation."""
QUINTILE = {
    "1": "Quintile 1, most deprived",
    "2": "Quintile 2",
    "3": "Quintile 3",
    "4": "Quintile 4",
    "5": "Quintile 5, least deprived",
}
DECILES_OF_QUINTILE = {str(n): (2 * n - 1, 2 * n) for n in range(1, 6)}
INFANTS, OLDER_CHILDREN = Q(stage=pools.INFANT), Q(stage=pools.OLDER)
HERE = Q(in_area(OWN)) & pools.recent(GROUPED)


def _span_and_area(code: str) -> Q:
    span, _, area = code.partition(":")
    return pools.recent(int(span)) & in_area(area)


def _pooled(pool: Pool, key: str, words: str, of: str, denominators: Denominators, *, infants: bool) -> Table:
    rows = []
    for span in SPANS:
        years = pools.years_of(pool.year, span)
        found = pool.by(
            "back", "stage", "area", where=lambda back, stage, _, span=span: back < span and _counts(stage, infants)
        )
        places = [(code, name, [code]) for code, name in denominators.areas.items()]
        for code, name, areas in [*places, (OWN, "All areas of the panel", list(denominators.areas))]:
            number = sum(found.get(area, 0) for area in areas)
            people = denominators.of(of, areas, years) if pool.whole(span) else None
            rows.append(Row(f"{span}:{code}", f"{pools.title_of(years)}, {name}", number, population=people))
    note = _note(pool.year, of, denominators)
    return _table(pool, key, words, of, tuple(rows), (SPANS[-1], rows[-1].number, note))


def _counts(stage: str | None, infants: bool) -> bool:
    return stage == pools.INFANT if infants else True


def _table(pool: Pool, key: str, words: str, of: str, rows: tuple[Row, ...], about: tuple[int, int, str]) -> Table:
    span, size, note = about
    title = f"Deaths notified in {pools.title_of(pools.years_of(pool.year, span))} {words}"
    more: dict[str, Any] = {"shares": False, "parts": False, "confidential": True, "per": PER[of], "note": note}
    return Table(key, title, pool.name, size, 0, rows, **more)


def _note(year: FinancialYear, of: str, denominators: Denominators) -> str:
    periods = [str(one.start_year) for one in pools.years_of(year)]
    read = denominators.sources(of, periods)
    known = f"Populations of the calendar years in which the financial years begin, added up: {read}. " if read else ""
    return f"{known}No rate is given where one of the years has no recorded death or no population loaded. {LIMITS}"


@figure("notified.pooled_infant_rate", by="stage area", behind=Behind(pools.notified, _span_and_area, INFANTS))
def infant_rate(pool: Pool, denominators: Denominators) -> Table:
    """Deaths under one year for each 1,000 live births, three and five years together.

    Cohort: deaths of children under one year notified in three or five financial years, resident in the panel's areas.
    Period: the financial year and the two or four before it, by the date on which the panel was notified.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: infants of the area.
    Denominator: live births in the area in the calendar years in which the financial years begin, added up.
    Exclusions: older children, age or area not known; duplicates, out of scope and transferred deaths.
    Not known: left out; see the figures by age and by area.
    Bands: three and five years, each by area and for all of them.
    Source: notifications to the panel; published births with their own source and date. Confidential edition only.
    """
    words = "of children under 1 year, for each 1,000 live births, several years together"
    return _pooled(pool, "notified.pooled_infant_rate", words, BIRTHS, denominators, infants=True)


@figure("notified.pooled_child_rate", by="stage area", behind=Behind(pools.notified, _span_and_area))
def child_rate(pool: Pool, denominators: Denominators) -> Table:
    """Deaths for each 100,000 children aged 0 to 17, three and five years together.

    Cohort: deaths notified in three or five financial years of children resident in one of the panel's areas.
    Period: the financial year and the two or four before it, by the date on which the panel was notified.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: deaths of children of the area.
    Denominator: children aged 0 to 17 living in the area in the calendar years, added up.
    Exclusions: area not known; duplicates, out of scope and transferred deaths.
    Not known: left out; see the figure by area.
    Bands: three and five years, each by area and for all of them.
    Source: notifications to the panel; published populations with their own source and date. Confidential edition only.
    """
    words = "for each 100,000 children aged 0 to 17, several years together"
    return _pooled(pool, "notified.pooled_child_rate", words, CHILDREN, denominators, infants=False)


def _by_part(pool: Pool, key: str, words: str, of: str, parts: tuple[Mapping, Mapping, str], denominators) -> Table:
    """One row a part of the population; ``parts`` are its labels, the values that belong to each, and their column."""
    labels, values, column = parts
    stage = pools.INFANT if of == BIRTHS else pools.OLDER
    found = pool.by(
        "back", "stage", "own", column, where=lambda back, is_of, own, _: (is_of, own) == (stage, 1) and back < GROUPED
    )
    people = {code: denominators.latest(of, label, pool.year) for code, label in labels.items()}
    rows = tuple(
        Row(code, label, sum(found.get(v, 0) for v in values[code]), population=_years_of(pool, people[code]))
        for code, label in labels.items()
    )
    size = sum(row.number for row in rows)
    note = _note_of_parts(pool, sum(found.values()) - size, of, people.values(), denominators)
    return _table(pool, key, words, of, rows, (GROUPED, size, note))


def _years_of(pool: Pool, found: tuple[int, str] | None) -> int | None:
    return found[0] * GROUPED if found and pool.whole(GROUPED) else None


def _note_of_parts(pool: Pool, unknown: int, of: str, people, denominators: Denominators) -> str:
    left = f"{unknown} left out, because the group is not known. " if unknown else ""
    periods = sorted({period for _, period in filter(None, people)})
    if not periods:
        return f"{left}No rate is given, because the population of the groups is not loaded for all areas of the panel."
    if not pool.whole(GROUPED):
        return f"{left}No rate is given, because one of the three years has no recorded death."
    read = denominators.sources(of, periods, parts=True)
    return f"{left}The population of {', '.join(periods)}, counted once for each of the three years: {read}. {LIMITS}"


ETHNIC = (ETHNIC_GROUP, CODES_OF_GROUP, "ethnicity")
DEPRIVED = (QUINTILE, DECILES_OF_QUINTILE, "imd_decile")


@figure(
    "notified.infant_rate_by_ethnic_group",
    by="stage own ethnicity",
    rows=ETHNIC_GROUP,
    behind=Behind(pools.notified, any_of("ethnicity", CODES_OF_GROUP), INFANTS & HERE),
)
def infants_by_ethnic_group(pool: Pool, denominators: Denominators) -> Table:
    """Deaths under one year for each 1,000 live births, by ethnic group.

    Cohort: deaths of children under one year notified in three financial years, resident in the panel's areas.
    Period: the financial year and the two before it, by the date on which the panel was notified.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: infants of the ethnic group.
    Denominator: live births of the group in the panel's areas, the latest published, counted once for each year.
    Exclusions: older children; ethnicity, age or area not known; duplicates, out of scope and transferred deaths.
    Not known: ethnicity not known or not stated is left out, and how many is said.
    Source: notifications to the panel; published births with their own source and date. Confidential edition only.
    """
    words = "of children under 1 year, for each 1,000 live births, by ethnic group"
    return _by_part(pool, "notified.infant_rate_by_ethnic_group", words, BIRTHS, ETHNIC, denominators)


@figure(
    "notified.child_rate_by_ethnic_group",
    by="stage own ethnicity",
    rows=ETHNIC_GROUP,
    behind=Behind(pools.notified, any_of("ethnicity", CODES_OF_GROUP), OLDER_CHILDREN & HERE),
)
def children_by_ethnic_group(pool: Pool, denominators: Denominators) -> Table:
    """Deaths for each 100,000 children aged 1 to 17, by ethnic group.

    Cohort: deaths of children aged 1 to 17 notified in three financial years, resident in the panel's areas.
    Period: the financial year and the two before it, by the date on which the panel was notified.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: children of the ethnic group aged 1 to 17.
    Denominator: children of the group aged 1 to 17 in the panel's areas, the latest published, once for each year.
    Exclusions: infants; ethnicity, age or area not known; duplicates, out of scope and transferred deaths.
    Not known: ethnicity not known or not stated is left out, and how many is said.
    Source: notifications to the panel; published populations with their own source and date. Confidential edition only.
    """
    words = "of children aged 1 to 17, for each 100,000 of them, by ethnic group"
    return _by_part(pool, "notified.child_rate_by_ethnic_group", words, OLDER, ETHNIC, denominators)


@figure(
    "notified.infant_rate_by_deprivation",
    by="stage own imd_decile",
    rows=QUINTILE,
    behind=Behind(pools.notified, any_of("imd_decile", DECILES_OF_QUINTILE), INFANTS & HERE),
)
def infants_by_deprivation(pool: Pool, denominators: Denominators) -> Table:
    """Deaths under one year for each 1,000 live births, by deprivation.

    Cohort: deaths of children under one year notified in three financial years, resident in the panel's areas.
    Period: the financial year and the two before it, by the date on which the panel was notified.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: infants resident in neighbourhoods of this national quintile of the Index of Multiple Deprivation.
    Denominator: live births in such neighbourhoods of the panel's areas, the latest published, once for each year.
    Exclusions: older children; decile, age or area not known; duplicates, out of scope and transferred deaths.
    Not known: children without a recorded decile are left out, and how many is said.
    Source: notifications to the panel; published births with their own source and date. Confidential edition only.
    """
    words = "of children under 1 year, for each 1,000 live births, by deprivation quintile"
    return _by_part(pool, "notified.infant_rate_by_deprivation", words, BIRTHS, DEPRIVED, denominators)


@figure(
    "notified.child_rate_by_deprivation",
    by="stage own imd_decile",
    rows=QUINTILE,
    behind=Behind(pools.notified, any_of("imd_decile", DECILES_OF_QUINTILE), OLDER_CHILDREN & HERE),
)
def children_by_deprivation(pool: Pool, denominators: Denominators) -> Table:
    """Deaths for each 100,000 children aged 1 to 17, by deprivation.

    Cohort: deaths of children aged 1 to 17 notified in three financial years, resident in the panel's areas.
    Period: the financial year and the two before it, by the date on which the panel was notified.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: children resident in neighbourhoods of this national quintile of the Index of Multiple Deprivation.
    Denominator: children aged 1 to 17 living in such neighbourhoods, the latest published, once for each year.
    Exclusions: infants; decile, age or area not known; duplicates, out of scope and transferred deaths.
    Not known: children without a recorded decile are left out, and how many is said.
    Source: notifications to the panel; published populations with their own source and date. Confidential edition only.
    """
    words = "of children aged 1 to 17, for each 100,000 of them, by deprivation quintile"
    return _by_part(pool, "notified.child_rate_by_deprivation", words, OLDER, DEPRIVED, denominators)
