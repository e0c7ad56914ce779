"""All tables of a panel's year, in a number of queries that does not depend on the number of cases."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from cases.models import Case
from cases.querysets import CaseQuerySet
from common.dates import FinancialYear, today
from common.written import answer
from reporting.statistics import (
    activity,
    behind,
    crossed,
    notified,
    quality,
    rare,
    rated,
    rated_pools,
    reviewed,
    waiting,
)
from reporting.statistics import factors as modifiable
from reporting.statistics import work as around
from reporting.statistics.definitions import CATALOGUE, KEYS
from reporting.statistics.sources import Sources
from reporting.tables import Table

Count = Callable[..., Table]


def _from(names: str, *counts: Count) -> tuple[tuple[Count, tuple[str, ...]], ...]:
    """These figures are counted from what these ``Sources`` hold."""
    return tuple((count, tuple(names.split())) for count in counts)


TABLES = (
    *_from(
        "deaths", notified.total, notified.age, notified.sex, notified.ethnicity, notified.ethnic_group,
        notified.deprivation, notified.deprivation_half, notified.place, notified.expectedness, notified.gestation,
        notified.birth_weight, around.key_worker,
    ),
    *_from("deaths areas", notified.residence),
    *_from("several_notified", activity.notified_by_year),
    *_from("deaths denominators", rated.infant_rate, rated.child_rate),
    *_from(
        "several_notified denominators", rated_pools.infant_rate, rated_pools.child_rate,
        rated_pools.infants_by_ethnic_group, rated_pools.children_by_ethnic_group,
        rated_pools.infants_by_deprivation, rated_pools.children_by_deprivation,
    ),
    *_from("several_notified", rare.unexpected_infants),
    *_from("counted", waiting.open_by_year_of_death),
    *_from("counted year", waiting.waiting_time),
    *_from(
        "reviews", reviewed.total, reviewed.age, reviewed.age_group, reviewed.sex, reviewed.category,
        reviewed.modifiability, reviewed.modifiable_by_category, crossed.category_by_age,
        crossed.category_by_modifiability,
    ),
    *_from("reviews areas", reviewed.residence),
    *_from("reviews factors", modifiable.factors, modifiable.factors_under_28_days),
    *_from("reviews found", crossed.factors_by_domain),
    *_from("reviews factors found", crossed.factors_by_category),
    *_from("reviews counted", activity.time_to_review),
    *_from("panel year", waiting.days_by_owner),
    *_from("several_reviewed", activity.reviewed_by_year, rare.sudden, rare.sudden_age, rare.suicide,
           rare.suicide_age, rare.suicide_sex),
    *_from("several_reviewed rare_factors", rare.sudden_factors, rare.suicide_factors),
    *_from("counted year", activity.meetings),
    *_from("panel year held", around.attendance),
    *_from("panel year", around.timeliness, around.recommendations),
    *_from("of_meetings year", quality.of_meetings, quality.of_cases, quality.deferrals, quality.of_readers),
    *_from("panel reviews", quality.of_reviews),
)  # fmt: skip
"""Every figure of a year, in the order in which it is published, and what it is counted from."""


def annual_tables(panel, year: FinancialYear, only: Collection[str] | None = None) -> list[Table]:
    """Every figure of the year, in the order in which it is published; or only these, by their keys."""
    wanted = [(count, names) for count, names in TABLES if only is None or KEYS[count] in only]
    by = frozenset().union(*(CATALOGUE[KEYS[count]].by for count, _ in wanted))
    sources = Sources(panel, year, by)
    return [count(*(getattr(sources, name) for name in names)) for count, names in wanted]


def years_with_cases(panel) -> set[FinancialYear]:
    """The financial years of the first notification, and of the latest notification and review up to the present."""
    present = FinancialYear.of(today())
    return {FinancialYear.of(day) for (day,) in answer(_first_and_latest, panel.pk, present, present.last)}


def _first_and_latest(panel_id: UUID, _: FinancialYear, until: date) -> tuple[str, tuple]:
    """Three looks into an index; no review is earlier than its notification."""
    cases = Case.objects.filter(panel=panel_id).counted()
    latest = [
        cases.filter(**{f"{day}__lte": until}).order_by(f"-{day}").values_list(day)[:1]
        for day in ("notified_on", "reviewed_on")
    ]
    first = cases.order_by("notified_on").values_list("notified_on")[:1]
    return first.union(*latest, all=True).query.sql_with_params()


def cases_counted(panel, year: FinancialYear, table: Table, code: str) -> CaseQuerySet | None:
    """The cases that a row of a table counted; nothing where the row counts no cases or does not exist."""
    entry, codes = CATALOGUE[table.key], tuple(row.code for row in table.rows)
    besides = (behind.NOT_KNOWN, behind.WHOLE) if table.shares else ()
    if entry.behind is None or code not in (*codes, *besides):
        return None
    if code == behind.NOT_KNOWN and not table.parts:  # its rows are not all there is, so what is left is not “unknown”
        return Case.objects.none()
    return entry.behind.find(Case.objects.of_panel(panel), year, code, codes)
