"""All tables of a panel's year, in a number of queries that does not depend on the number of cases."""

from accounts.models import Area
from cases.models import Case
from cases.querysets import CaseQuerySet
from common.dates import FinancialYear
from panels.models import Meeting
from panels.selectors.quality import of_year
from panels.selectors.report import meetings_held
from reporting.statistics import (
    activity,
    behind,
    crossed,
    notified,
    pools,
    quality,
    rare,
    rated,
    rated_pools,
    reviewed,
    waiting,
)
from reporting.statistics import factors as modifiable
from reporting.statistics import work as around
from reporting.statistics.cohorts import Cohort
from reporting.statistics.definitions import CATALOGUE
from reporting.statistics.denominators import Denominators, denominators
from reporting.tables import Table


def annual_tables(panel, year: FinancialYear) -> list[Table]:
    """Every figure of the year, in the order in which it is published."""
    cases = Case.objects.of_panel(panel)
    deaths, reviews = Cohort.notified(cases, year), Cohort.reviewed(cases, year)
    own = {area.pk: area.name for area in panel.areas.all()}
    areas = _areas(own, deaths, reviews)
    several_notified, several_reviewed = pools.pool_notified(cases, year, list(own)), pools.pool_reviewed(cases, year)
    held = meetings_held(panel, year)
    by = modifiable.found_by(several_reviewed, rare.CATEGORIES)
    return [
        *_of_notified(deaths, areas),
        activity.notified_by_year(several_notified),
        *_of_rates(deaths, several_notified, denominators(own)),
        rare.unexpected_infants(several_notified),
        waiting.open_by_year_of_death(cases),
        waiting.waiting_time(cases, year),
        *_of_reviewed(reviews, areas),
        *_of_factors(reviews, panel, by),
        activity.time_to_review(reviews),
        waiting.days_by_owner(reviews),
        activity.reviewed_by_year(several_reviewed),
        *_of_rare(several_reviewed, by),
        activity.meetings(panel, year),
        around.attendance(panel, year, held),
        around.timeliness(panel, year),
        around.recommendations(panel, year),
        *_of_quality(reviews, panel, held),
    ]


def _of_notified(deaths: Cohort, areas: dict) -> list[Table]:
    plain = (
        notified.total, notified.age, notified.sex, notified.ethnicity, notified.ethnic_group, notified.deprivation,
        notified.deprivation_half, notified.place, notified.expectedness, notified.gestation,
        notified.birth_weight, around.key_worker,
    )  # fmt: skip
    return [*(count(deaths) for count in plain), notified.residence(deaths, areas)]


def _of_reviewed(reviews: Cohort, areas: dict) -> list[Table]:
    plain = (
        reviewed.total, reviewed.age, reviewed.age_group, reviewed.sex, reviewed.category, reviewed.modifiability,
        reviewed.modifiable_by_category, crossed.category_by_age, crossed.category_by_modifiability,
    )  # fmt: skip
    return [*(count(reviews) for count in plain), reviewed.residence(reviews, areas)]


def _of_factors(reviews: Cohort, panel, by: modifiable.Found) -> list[Table]:
    found = modifiable.modifiable_factors(by, panel)
    return [
        modifiable.factors(reviews, found),
        modifiable.factors_under_28_days(reviews, found),
        crossed.factors_by_domain(reviews, by),
        crossed.factors_by_category(reviews, found, by),
    ]


def _of_quality(reviews: Cohort, panel, held: list[Meeting]) -> list[Table]:
    found, year = of_year(panel, held), reviews.year
    of_meetings = (quality.of_meetings, quality.of_cases, quality.deferrals, quality.of_readers)
    return [*(count(found, year) for count in of_meetings), quality.of_reviews(reviews)]


def _of_rates(deaths: Cohort, several: pools.Pool, published: Denominators) -> list[Table]:
    together = (
        rated_pools.infant_rate, rated_pools.child_rate, rated_pools.infants_by_ethnic_group,
        rated_pools.children_by_ethnic_group, rated_pools.infants_by_deprivation, rated_pools.children_by_deprivation,
    )  # fmt: skip
    return [
        rated.infant_rate(deaths, published),
        rated.child_rate(deaths, published),
        *(count(several, published) for count in together),
    ]


def _of_rare(several: pools.Pool, by: modifiable.Found) -> list[Table]:
    found = rare.factors_found(by)
    counts = (rare.sudden, rare.sudden_age, rare.suicide, rare.suicide_age, rare.suicide_sex)
    return [
        *(count(several) for count in counts),
        rare.sudden_factors(several, found),
        rare.suicide_factors(several, found),
    ]


def _areas(own: dict[str, str], *cohorts: Cohort) -> dict[str, str]:
    """The panel's areas first, then any other in which one of the children lived."""
    present = {code for cohort in cohorts for code in cohort.by("area") if code}
    others = Area.objects.filter(pk__in=present - set(own)) if present - set(own) else ()
    return own | {area.pk: area.name for area in others}


def years_with_cases(panel) -> set[FinancialYear]:
    """The financial years with a notification or a review."""
    cases = Case.objects.of_panel(panel).counted()
    dates = [*cases.dates("notified_on", "month"), *cases.dates("reviewed_on", "month")]
    return {FinancialYear.of(day) for day in dates if day}


def cases_counted(panel, year: FinancialYear, table: Table, code: str) -> CaseQuerySet | None:
    """The cases that a row of a table counted; nothing where the row counts no cases or does not exist."""
    entry, codes = CATALOGUE[table.key], tuple(row.code for row in table.rows)
    besides = (behind.NOT_KNOWN, behind.WHOLE) if table.shares else ()
    if entry.behind is None or code not in (*codes, *besides):
        return None
    if code == behind.NOT_KNOWN and not table.parts:  # its rows are not all there is, so what is left is not “unknown”
        return Case.objects.none()
    return entry.behind.find(Case.objects.of_panel(panel), year, code, codes)
