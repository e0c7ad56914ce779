"""Bands as half-open intervals, with the expressions that put a case into one. No gaps, no overlaps."""

from django.db.models import Case, CharField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Floor, Greatest, Least

AGE = {
    "0-27d": "Under 28 days",
    "28-364d": "28 days to under 1 year",
    "1-4y": "1 to 4 years",
    "5-9y": "5 to 9 years",
    "10-14y": "10 to 14 years",
    "15-17y": "15 to 17 years",
}
INFANT = ("0-27d", "28-364d")
AGE_GROUP = {"0-27d": "Under 28 days", "28-364d": "28 days to under 1 year", "1-17y": "1 to 17 years"}
OF_AGE_GROUP = {band: (band,) for band in INFANT} | {"1-17y": tuple(band for band in AGE if band not in INFANT)}
GESTATION = {
    "under_28w": "Under 28 weeks",
    "28-36w": "28 to 36 weeks",
    "37w_and_over": "37 weeks and over",
}
BIRTH_WEIGHT = {
    "under_1000g": "Under 1,000 g",
    "1000-1499g": "1,000 to 1,499 g",
    "1500-2499g": "1,500 to 2,499 g",
    "2500g_and_over": "2,500 g and over",
}
GRAMS = (1000, 1500, 2500)
TIME_TO_REVIEW = {
    "under_6m": "Under 6 months",
    "6-11m": "6 to 11 months",
    "12-17m": "12 to 17 months",
    "18-23m": "18 to 23 months",
    "24m_and_over": "24 months and over",
}
BOUNDARY_DAYS = ((181, 184), (365, 366), (546, 550), (730, 731))
"""The fewest and most days that 6, 12, 18 and 24 months can have."""
NEONATAL_DAYS = 28
YEAR_DAYS = 365
OLDEST = 17


class _MonthsAfter(Func):
    """The same day some months later, or the last day of a shorter month."""

    template = "(%(expressions)s + make_interval(months => %(months)s))"


def completed_years() -> Coalesce:
    """Age in completed years: as recorded, else from days at 365.25 a year (a child of 365 days is one).

    The same rule as the import's, which knows only days for some children.
    """
    of_days = Case(
        When(age_days__lt=YEAR_DAYS, then=Value(0)),
        default=Least(Value(OLDEST), Greatest(Value(1), Cast(Floor(F("age_days") / Value(365.25)), IntegerField()))),
    )
    return Coalesce(F("age_years"), Case(When(age_days__isnull=False, then=of_days)))


def age_band() -> Case:
    """The band of age at death; expects the annotation ``years``."""
    return Case(
        When(age_days__lt=NEONATAL_DAYS, then=Value("0-27d")),
        When(Q(years=0, age_days__isnull=False), then=Value("28-364d")),
        When(years__range=(1, 4), then=Value("1-4y")),
        When(years__range=(5, 9), then=Value("5-9y")),
        When(years__range=(10, 14), then=Value("10-14y")),
        When(years__range=(15, 17), then=Value("15-17y")),
        output_field=CharField(),
    )


def gestation_band() -> Case:
    """The band of gestation of an infant; expects ``age``. Empty for older children and for age not known."""
    infant = Q(age__in=INFANT)
    return Case(
        When(infant & Q(gestation_weeks__lt=28), then=Value("under_28w")),
        When(infant & Q(gestation_weeks__lt=37), then=Value("28-36w")),
        When(infant & Q(gestation_weeks__gte=37), then=Value("37w_and_over")),
        When(infant, then=Value("not_known")),
        default=Value(""),
        output_field=CharField(),
    )


def birth_weight_band() -> Case:
    """The band of birth weight of an infant; expects ``age``. Empty for older children and for age not known."""
    infant = Q(age__in=INFANT)
    codes = list(BIRTH_WEIGHT)
    below = [
        When(infant & Q(birth_weight_grams__lt=grams), then=Value(code))
        for grams, code in zip(GRAMS, codes, strict=False)
    ]
    return Case(
        *below,
        When(infant & Q(birth_weight_grams__isnull=False), then=Value(codes[-1])),
        When(infant, then=Value("not_known")),
        default=Value(""),
        output_field=CharField(),
    )


def time_band() -> Case:
    """The band of whole months from death to review."""

    def within(months: int) -> Q:
        return Q(reviewed_on__lt=_MonthsAfter(F("died_on"), months=months))

    codes = list(TIME_TO_REVIEW)
    return Case(
        *[When(within(6 * (n + 1)), then=Value(code)) for n, code in enumerate(codes[:-1])],
        default=Value(codes[-1]),
        output_field=CharField(),
    )
