"""Figures of the reviewed cohort: deaths whose review was completed in the financial year."""

from django.db.models import Q

from cases.vocabularies import Category, Modifiability
from reporting.statistics import bands, behind
from reporting.statistics.behind import Behind
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import figure
from reporting.statistics.notified import SEX, residence_table
from reporting.tables import COHORT, Row, Table

CATEGORY = {str(c.value): c.label for c in Category}
BY_CATEGORY = "reviewed.modifiable_by_category"
IN_AGE_GROUP = behind.any_of("age", bands.OF_AGE_GROUP)
MODIFIABILITY = {c.value: c.label for c in Modifiability}


def modifiable_of(category: str) -> Q:
    """Reviews of a category in which modifiable factors were found."""
    return Q(primary_category=category, modifiability=Modifiability.MODIFIABLE)


@figure("reviewed.total", behind=Behind(behind.reviewed, behind.everything))
def total(cohort: Cohort) -> Table:
    """All reviews completed.

    Cohort: deaths whose review was completed in the financial year, by the date of the panel meeting.
    Numerator: every case of the cohort, whenever the child died.
    Denominator: none; this is the cohort itself.
    Exclusions: duplicates, deaths out of scope and deaths transferred to another panel.
    Not known: does not arise.
    Bands: none.
    Source: analysis forms finalised by the panel.
    """
    row = Row("all", "All reviews", cohort.size)
    return Table("reviewed.total", cohort.period, cohort.name, cohort.size, 0, (row,), shares=False)


@figure("reviewed.age", by="age", rows=bands.AGE, behind=Behind(behind.reviewed, behind.value("age")))
def age(cohort: Cohort) -> Table:
    """Age at death in six bands.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases whose age at death lies in the band; the year of age as recorded, else days at 365.25 a year.
    Denominator: cases whose age at death is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: neither date of birth nor age in days is recorded.
    Source: case records of reviewed deaths.
    """
    return cohort.table("reviewed.age", "by age at death", bands.AGE, cohort.by("age"))


@figure(
    "reviewed.age_group",
    by="age",
    rows=bands.AGE_GROUP,
    behind=Behind(behind.reviewed, behind.any_of("age", bands.OF_AGE_GROUP)),
)
def age_group(cohort: Cohort) -> Table:
    """Age at death in three groups.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases aged under 28 days, 28 days to under one year, or 1 to 17 years.
    Denominator: cases whose age at death is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: neither date of birth nor age in days is recorded.
    Source: case records of reviewed deaths.
    """
    groups = bands.OF_AGE_GROUP
    sums = {group: tuple(("reviewed.age", band) for band in within) for group, within in groups.items()}
    found = {group: sum(cohort.by("age").get(band, 0) for band in within) for group, within in groups.items()}
    return cohort.table("reviewed.age_group", "by age group at death", bands.AGE_GROUP, found, sums=sums)


@figure("reviewed.sex", by="sex", rows=SEX, behind=Behind(behind.reviewed, behind.value("sex")))
def sex(cohort: Cohort) -> Table:
    """Sex of the child.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases recorded with this sex.
    Denominator: cases whose sex is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: sex is recorded as not known.
    Source: case records of reviewed deaths.
    """
    return cohort.table("reviewed.sex", "by sex", SEX, cohort.by("sex"))


@figure("reviewed.residence", by="area", behind=Behind(behind.reviewed, behind.value("local_authority")))
def residence(cohort: Cohort, areas: dict[str, str]) -> Table:
    """Local authority in which the child lived.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases of children resident in the area.
    Denominator: cases whose area of residence is known.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: no area of residence is recorded.
    Bands: the panel's areas, and any other area in which one of the children lived.
    Source: case records of reviewed deaths; area codes of the Office for National Statistics.
    """
    return residence_table(cohort, areas)


@figure(
    "reviewed.category",
    by="primary_category",
    rows=CATEGORY,
    behind=Behind(behind.reviewed, behind.value("primary_category")),
)
def category(cohort: Cohort) -> Table:
    """Primary category of death.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: cases whose primary category this is; each case has one.
    Denominator: all reviews completed; the panel records a category for each.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Source: analysis forms finalised by the panel; the ten national categories.
    """
    found = {str(code): count for code, count in cohort.by("primary_category").items()}
    return cohort.table("reviewed.category", "by primary category of death", CATEGORY, found)


@figure(
    "reviewed.modifiability",
    by="modifiability",
    rows=MODIFIABILITY,
    behind=Behind(behind.reviewed, behind.value("modifiability")),
)
def modifiability(cohort: Cohort) -> Table:
    """Whether the panel found modifiable factors.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: reviews with this outcome.
    Denominator: all reviews completed; “inadequate information” is an outcome of a review and stays in the base.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Source: analysis forms finalised by the panel.
    """
    found = cohort.by("modifiability")
    sums = {Modifiability.MODIFIABLE.value: tuple((BY_CATEGORY, code) for code in CATEGORY)}
    words = "by whether modifiable factors were found"
    return cohort.table("reviewed.modifiability", words, MODIFIABILITY, found, sums=sums)


@figure(
    "reviewed.modifiable_by_category",
    by="primary_category modifiability",
    rows=CATEGORY,
    behind=Behind(behind.reviewed, modifiable_of),
)
def modifiable_by_category(cohort: Cohort) -> Table:
    """Reviews with at least one modifiable factor, by primary category.

    Cohort: deaths whose review was completed in the financial year.
    Numerator: reviews of this category in which the panel found at least one modifiable factor.
    Denominator: all reviews completed, so that the rows add up to the share of all reviews with modifiable factors.
    Exclusions: duplicates, deaths out of scope and transferred deaths.
    Not known: does not arise.
    Source: analysis forms finalised by the panel.
    """
    found = cohort.by("primary_category", "modifiability")
    rows = tuple(
        Row(code, label, found.get((int(code), Modifiability.MODIFIABLE.value), 0)) for code, label in CATEGORY.items()
    )
    title = f"{cohort.period} with at least one modifiable factor, by primary category of death"
    note = "Rows count reviews with modifiable factors; they add up to those, not to the base."
    return Table(
        BY_CATEGORY,
        title,
        cohort.name,
        cohort.size,
        0,
        rows,
        note=note,
        parts=False,
        sums={COHORT: cohort.whole},
        within={code: ("reviewed.category", code) for code in CATEGORY},
    )
