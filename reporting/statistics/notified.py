"""Figures of the notified cohort: deaths notified to the panel in the financial year."""

from collections.abc import Mapping

from django.db.models import Q

from cases.vocabularies import ETHNIC_GROUPS, Ethnicity, Expectedness, PlaceOfDeath, Sex
from reporting.statistics import bands, behind
from reporting.statistics.behind import Behind, any_of, value
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.tables import COHORT, Cell, Row, Table

ETHNICITY = {c.value: c.label for c in Ethnicity if c not in (Ethnicity.NOT_STATED, Ethnicity.NOT_KNOWN)}
ETHNIC_GROUP = {label.lower().replace(" ", "_"): label for label in ETHNIC_GROUPS}
CODES_OF_GROUP = dict(zip(ETHNIC_GROUP, (tuple(codes) for codes in ETHNIC_GROUPS.values()), strict=True))
IN_GROUP = any_of("ethnicity", CODES_OF_GROUP)
INFANTS = Q(age__in=bands.INFANT)
SEX = {c.value: c.label for c in Sex if c != Sex.NOT_KNOWN}
PLACE = {c.value: c.label for c in PlaceOfDeath if c != PlaceOfDeath.NOT_KNOWN}
EXPECTEDNESS = {c.value: c.label for c in Expectedness if c != Expectedness.NOT_KNOWN}
DECILE = {str(n): f"Decile {n}" for n in range(1, 11)}
DECILE |= {"1": "Decile 1, most deprived", "10": "Decile 10, least deprived"}
DECILES_OF_HALF = {"1-5": tuple(range(1, 6)), "6-10": tuple(range(6, 11))}
DECILE_HALF = {"1-5": "Deciles 1 to 5, most deprived", "6-10": "Deciles 6 to 10, least deprived"}
IN_HALF = any_of("imd_decile", DECILES_OF_HALF)


@figure("notified.total", behind=Behind(behind.notified, behind.everything))
def total(cohort: Cohort) -> Table:
    """All deaths notified.

    Cohort: deaths of children under 18 notified to the panel in the financial year, by date of notification.
    Numerator: every case of the cohort.
    Denominator: none; this is the cohort itself.
    Exclusions: duplicates, deaths out of scope and deaths transferred to another panel.
    Not known: does not arise.
    Bands: none.
    Source: notifications to the panel.
    """
    row = Row("all", "All deaths", cohort.size)
    return Table("notified.total", cohort.period, cohort.name, cohort.size, 0, (row,), shares=False)


@figure("notified.age", by="age", rows=bands.AGE, behind=Behind(behind.notified, value("age")))
def age(cohort: Cohort) -> Table:
    """Age at death in six bands.

    Cohort: deaths notified in the financial year.
    Numerator: cases whose age at death lies in the band; the year of age as recorded, else days at 365.25 a year.
    Denominator: cases whose age at death is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: neither date of birth nor age in days is recorded.
    Source: notifications to the panel.
    """
    return cohort.table("notified.age", "by age at death", bands.AGE, cohort.by("age"))


@figure("notified.sex", by="sex", rows=SEX, behind=Behind(behind.notified, value("sex")))
def sex(cohort: Cohort) -> Table:
    """Sex of the child.

    Cohort: deaths notified in the financial year.
    Numerator: cases recorded with this sex.
    Denominator: cases whose sex is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: sex is recorded as not known.
    Source: notifications to the panel.
    """
    return cohort.table("notified.sex", "by sex", SEX, cohort.by("sex"))


@figure("notified.ethnicity", by="ethnicity", rows=ETHNICITY, behind=Behind(behind.notified, value("ethnicity")))
def ethnicity(cohort: Cohort) -> Table:
    """Ethnic category by NHS code.

    Cohort: deaths notified in the financial year.
    Numerator: cases recorded with this NHS ethnic category.
    Denominator: cases whose ethnicity is known and stated.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: ethnicity is not known (99) or was not stated (Z).
    Source: notifications to the panel.
    """
    return cohort.table("notified.ethnicity", "by ethnicity", ETHNICITY, cohort.by("ethnicity"))


@figure(
    "notified.ethnic_group",
    by="ethnicity",
    rows=ETHNIC_GROUP,
    behind=Behind(behind.notified, any_of("ethnicity", CODES_OF_GROUP)),
)
def ethnic_group(cohort: Cohort) -> Table:
    """Ethnic group: the NHS categories in six groups.

    Cohort: deaths notified in the financial year.
    Numerator: cases whose NHS ethnic category belongs to the group.
    Denominator: cases whose ethnicity is known and stated.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: ethnicity is not known (99) or was not stated (Z).
    Source: notifications to the panel.
    """
    sums = {group: tuple(("notified.ethnicity", code) for code in codes) for group, codes in CODES_OF_GROUP.items()}
    found = _summed(sums, cohort.by("ethnicity"))
    return cohort.table("notified.ethnic_group", "by ethnic group", ETHNIC_GROUP, found, sums=sums)


def _summed(sums: dict[str, tuple[Cell, ...]], counts: Mapping) -> dict[str, int]:
    return {code: sum(counts.get(row, 0) for _, row in cells) for code, cells in sums.items()}


def residence_table(cohort: Cohort, areas: dict[str, str]) -> Table:
    """Area of residence; ``areas`` are the panel's own and any other that occurs."""
    return cohort.table(f"{cohort.name}.residence", "by area of residence", areas, cohort.by("area"))


@figure("notified.residence", by="area", behind=Behind(behind.notified, value("local_authority")))
def residence(cohort: Cohort, areas: dict[str, str]) -> Table:
    """Local authority in which the child lived.

    Cohort: deaths notified in the financial year.
    Numerator: cases of children resident in the area.
    Denominator: cases whose area of residence is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: no area of residence is recorded.
    Bands: the panel's areas, and any other area in which one of the children lived.
    Source: notifications to the panel; area codes of the Office for National Statistics.
    """
    return residence_table(cohort, areas)


@figure("notified.deprivation", by="imd_decile", rows=DECILE, behind=Behind(behind.notified, value("imd_decile")))
def deprivation(cohort: Cohort) -> Table:
    """Deprivation of the child's neighbourhood, by national decile.

    Cohort: deaths notified in the financial year.
    Numerator: cases resident in a neighbourhood of this decile of the Index of Multiple Deprivation.
    Denominator: cases whose decile is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: no decile is recorded.
    Source: notifications to the panel; decile 1 is the most deprived tenth of neighbourhoods in England.
    """
    return cohort.table("notified.deprivation", "by deprivation decile", DECILE, _deciles(cohort))


@figure(
    "notified.deprivation_half",
    by="imd_decile",
    rows=DECILE_HALF,
    behind=Behind(behind.notified, any_of("imd_decile", DECILES_OF_HALF)),
)
def deprivation_half(cohort: Cohort) -> Table:
    """The five most and the five least deprived deciles.

    Cohort: deaths notified in the financial year.
    Numerator: cases resident in deciles 1 to 5, or 6 to 10, of the Index of Multiple Deprivation.
    Denominator: cases whose decile is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: no decile is recorded.
    Source: notifications to the panel; decile 1 is the most deprived tenth of neighbourhoods in England.
    """
    halves = DECILES_OF_HALF.items()
    sums = {half: tuple(("notified.deprivation", str(n)) for n in deciles) for half, deciles in halves}
    found = _summed(sums, _deciles(cohort))
    words = "by half of the deprivation deciles"
    return cohort.table("notified.deprivation_half", words, DECILE_HALF, found, sums=sums)


def _deciles(cohort: Cohort) -> dict[str, int]:
    return {str(decile): count for decile, count in cohort.by("imd_decile").items()}


@figure("notified.place", by="place_of_death", rows=PLACE, behind=Behind(behind.notified, value("place_of_death")))
def place(cohort: Cohort) -> Table:
    """Where the death was confirmed.

    Cohort: deaths notified in the financial year.
    Numerator: cases in which death was confirmed in this kind of place.
    Denominator: cases whose place of death is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: place of death is recorded as not known.
    Source: notifications to the panel.
    """
    return cohort.table("notified.place", "by place of death", PLACE, cohort.by("place_of_death"))


@figure(
    "notified.expectedness", by="expectedness", rows=EXPECTEDNESS, behind=Behind(behind.notified, value("expectedness"))
)
def expectedness(cohort: Cohort) -> Table:
    """Whether the death was expected.

    Cohort: deaths notified in the financial year.
    Numerator: cases recorded so; unexpected means not anticipated as a significant possibility 24 hours before.
    Denominator: cases for which this is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: recorded as not known.
    Source: notifications to the panel.
    """
    return cohort.table("notified.expectedness", "by whether expected", EXPECTEDNESS, cohort.by("expectedness"))


@figure(
    "notified.gestation",
    by="age gestation",
    rows=bands.GESTATION,
    behind=Behind(behind.notified, value("gestation"), within=INFANTS),
)
def gestation(cohort: Cohort) -> Table:
    """Gestation at birth of children who died under one year.

    Cohort: deaths of children under one year notified in the financial year.
    Numerator: infants born in the band of completed weeks.
    Denominator: infants whose gestation is known.
    Exclusions: older children and those whose age is not known; duplicates, out of scope and transferred deaths.
    Not known: infants without a recorded gestation.
    Source: notifications to the panel.
    """
    sums = {COHORT: tuple(("notified.age", band) for band in bands.INFANT)}
    infants = sum(cohort.by("age").get(band, 0) for band in bands.INFANT)
    words, found = "of children under 1 year, by gestation", cohort.by("gestation")
    return cohort.table("notified.gestation", words, bands.GESTATION, found, size=infants, sums=sums)


@figure(
    "notified.birth_weight",
    by="age birth_weight",
    rows=bands.BIRTH_WEIGHT,
    behind=Behind(behind.notified, value("birth_weight"), within=INFANTS),
)
def birth_weight(cohort: Cohort) -> Table:
    """Birth weight of children who died under one year.

    Cohort: deaths of children under one year notified in the financial year.
    Numerator: infants whose birth weight in grams lies in the band.
    Denominator: infants whose birth weight is known.
    Exclusions: older children and those whose age is not known; duplicates, out of scope and transferred deaths.
    Not known: infants without a recorded birth weight.
    Source: notifications to the panel.
    """
    sums = {COHORT: tuple(("notified.age", band) for band in bands.INFANT)}
    infants = sum(cohort.by("age").get(band, 0) for band in bands.INFANT)
    words, found = "of children under 1 year, by birth weight", cohort.by("birth_weight")
    return cohort.table("notified.birth_weight", words, bands.BIRTH_WEIGHT, found, size=infants, sums=sums)
