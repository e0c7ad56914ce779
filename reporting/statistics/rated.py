"""Rates: deaths for each thousand births or hundred thousand children of the area, by published denominators."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q

from common.dates import FinancialYear
from common.formats import day
from reporting.context import DENOMINATORS
from reporting.models import PublishedValue
from reporting.statistics import bands, behind
from reporting.statistics.behind import Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.statistics.notified import INFANTS
from reporting.tables import Row, Table

BIRTHS, CHILDREN = DENOMINATORS
OWN = "own_areas"
Values = Mapping[tuple[str, str], PublishedValue]


def populations(panel, year: FinancialYear) -> Values:
    """Births and children of the panel's areas in the calendar year in which the financial year begins: one query."""
    found = PublishedValue.objects.filter(
        retired=False, indicator__in=DENOMINATORS, period=str(year.start_year), area_code__in=panel.areas.values("pk")
    )
    return {(value.indicator, value.area_code): value for value in found}


def in_area(code: str) -> Q:
    """Children of one of the panel's areas, or of all of them."""
    return Q(panel__areas=F("local_authority")) if code == OWN else Q(local_authority=code)


def _rated(
    cohort: Cohort, key: str, words: str, found: dict[str, int], of: str, own: tuple[dict, Values, int]
) -> Table:
    areas, values, whole_cohort = own
    rows = [Row(code, name, found.get(code, 0), population=_of(values, of, code)) for code, name in areas.items()]
    all_of_them = [row.population for row in rows]
    whole = sum(n for n in all_of_them if n) if all(all_of_them) and rows else None
    number = sum(row.number for row in rows)
    rows.append(Row(OWN, "All areas of the panel", number, population=whole))
    title, per = f"{cohort.period} {words}", PER[of]
    more: dict[str, Any] = {"shares": False, "parts": False, "confidential": True, "per": per}
    return Table(
        key,
        title,
        cohort.name,
        number,
        0,
        tuple(rows),
        note=_left_out(whole_cohort - number) + _note(cohort, of, values),
        **more,
    )


def _left_out(number: int) -> str:
    """A rate needs the area: how many had none of the panel's."""
    return f"{number} left out, because the child lived elsewhere or the area is not known. " if number else ""


PER = {BIRTHS: 1000, CHILDREN: 100_000}


def _of(values: Values, indicator: str, area: str) -> int | None:
    value = values.get((indicator, area))
    return int(value.count) if value and value.count else None


def _note(cohort: Cohort, of: str, values: Values) -> str:
    year = cohort.year.start_year
    used = {(v.source, v.extracted_on) for (indicator, _), v in values.items() if indicator == of}
    if not used:
        return f"No rate is given, because no denominator of {year} is loaded for the panel's areas."
    read = "; ".join(f"{source}, read on {day(on)}" for source, on in sorted(used))
    return (
        f"Deaths notified from April to March, by a population of the calendar year {year}: {read}. 95% limits: exact "
        "below 10 deaths, Byar's from 10. No rate on fewer than 3 deaths; u marks an unreliable rate, on fewer than 20."
    )


@figure("notified.infant_rate", behind=Behind(behind.notified, in_area, INFANTS))
def infant_rate(cohort: Cohort, areas: dict[str, str], values: Values) -> Table:
    """Deaths under one year for each 1,000 live births.

    Cohort: deaths of children under one year notified in the financial year, resident in one of the panel's areas.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: infants of the area.
    Denominator: live births in the area in the calendar year in which the financial year begins, as published.
    Exclusions: older children, age or area not known; duplicates, out of scope and transferred deaths.
    Not known: left out; see the figures by age and by area.
    Bands: the panel's areas, and all of them.
    Source: notifications to the panel; published births with their own source and date.
    """
    found: dict[str, int] = {}
    for (age, area), number in cohort.by("age", "area").items():
        if age in bands.INFANT:
            found[area] = found.get(area, 0) + number
    words = "of children under 1 year, for each 1,000 live births"
    return _rated(cohort, "notified.infant_rate", words, found, BIRTHS, (areas, values, sum(found.values())))


@figure("notified.child_rate", behind=Behind(behind.notified, in_area))
def child_rate(cohort: Cohort, areas: dict[str, str], values: Values) -> Table:
    """Deaths for each 100,000 children aged 0 to 17.

    Cohort: deaths notified in the financial year of children resident in one of the panel's areas.
    Geography: the panel's areas; children who lived elsewhere are left out.
    Numerator: deaths of children of the area.
    Denominator: children aged 0 to 17 living in the area in the middle of the calendar year, as published.
    Exclusions: area not known; duplicates, out of scope and transferred deaths.
    Not known: left out; see the figure by area.
    Bands: the panel's areas, and all of them.
    Source: notifications to the panel; published populations with their own source and date.
    """
    found = dict(cohort.by("area"))
    words = "for each 100,000 children aged 0 to 17"
    return _rated(cohort, "notified.child_rate", words, found, CHILDREN, (areas, values, cohort.size))
