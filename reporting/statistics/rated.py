"""Rates: deaths for each thousand births or hundred thousand children of the area, by published denominators."""

from typing import Any

from django.db.models import F, Q

from reporting.statistics import bands, behind
from reporting.statistics.behind import Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.statistics.denominators import BIRTHS, CHILDREN, PER, Denominators
from reporting.statistics.notified import INFANTS
from reporting.tables import Row, Table

OWN = "own_areas"
LIMITS = (
    "95% limits: exact below 10 deaths, Byar's from 10. No rate on fewer than 3 deaths; u marks an unreliable rate, on "
    "fewer than 20."
)


def in_area(code: str) -> Q:
    """Children of one of the panel's areas, or of all of them."""
    return Q(panel__areas=F("local_authority")) if code == OWN else Q(local_authority=code)


def _rated(cohort: Cohort, key: str, words: str, found: dict[str, int], of: str, whole: tuple) -> Table:
    denominators, whole_cohort = whole
    own = denominators.areas
    rows = [
        Row(code, name, found.get(code, 0), population=denominators.of(of, [code], [cohort.year]))
        for code, name in own.items()
    ]
    number = sum(row.number for row in rows)
    people = denominators.of(of, own, [cohort.year])
    rows.append(Row(OWN, "All areas of the panel", number, population=people))
    note = _left_out(whole_cohort - number) + _note(cohort, of, denominators)
    more: dict[str, Any] = {"shares": False, "parts": False, "confidential": True, "per": PER[of], "note": note}
    return Table(key, f"{cohort.period} {words}", cohort.name, number, 0, tuple(rows), **more)


def _left_out(number: int) -> str:
    """A rate needs the area: how many had none of the panel's."""
    return f"{number} left out, because the child lived elsewhere or the area is not known. " if number else ""


def _note(cohort: Cohort, of: str, denominators: Denominators) -> str:
    year = cohort.year.start_year
    read = denominators.sources(of, [str(year)])
    if not read:
        return f"No rate is given, because no denominator of {year} is loaded for the panel's areas."
    return f"Deaths notified from April to March, by a population of the calendar year {year}: {read}. {LIMITS}"


@figure("notified.infant_rate", by="age area", behind=Behind(behind.notified, in_area, INFANTS))
def infant_rate(cohort: Cohort, denominators: Denominators) -> Table:
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
    return _rated(cohort, "notified.infant_rate", words, found, BIRTHS, (denominators, sum(found.values())))


@figure("notified.child_rate", by="area", behind=Behind(behind.notified, in_area))
def child_rate(cohort: Cohort, denominators: Denominators) -> Table:
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
    return _rated(cohort, "notified.child_rate", words, found, CHILDREN, (denominators, cohort.size))
