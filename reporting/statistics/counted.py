"""Every count of cases in a year's statistics: one statement with grouping sets, so no two counts can contradict."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    Value,
    When,
)
from django.db.models.functions import ExtractYear

from accounts.models import Panel
from cases.models import Case as ChildCase
from cases.querysets import CaseQuerySet
from cases.workflow import OPEN
from common.aggregates import Days
from common.dates import FinancialYear
from common.written import answer
from panels.models import Meeting
from reporting.statistics import bands, behind, pools
from reporting.statistics.grouping import Group, Part, columns, grouped, read

TOLD, HELD = "told", "held"
"""How many years before this one the panel was notified, and held its review."""

FIVE_TOLD: tuple[Group, ...] = (
    (),
    ("stage", "area"),
    ("stage", "expectedness"),
    ("stage", "own", "ethnicity"),
    ("stage", "own", "imd_decile"),
)
FIVE_HELD: tuple[Group, ...] = ((), ("primary_category",), ("primary_category", "age"), ("primary_category", "sex"))
FIVE = {TOLD: FIVE_TOLD, HELD: FIVE_HELD}
"""Of the year and the four before it; what is added to them here is of the year alone."""
OF_TOLD: tuple[Group, ...] = (
    *FIVE_TOLD,
    *((name,) for name in ("age", "sex", "ethnicity", "area", "imd_decile", "place_of_death", "expectedness")),
    *((name,) for name in ("gestation", "birth_weight", "key_worker")),
    ("age", "area"),
)
OF_HELD: tuple[Group, ...] = (
    *FIVE_HELD,
    *((name,) for name in ("age", "sex", "area", "modifiability", "time")),
    ("primary_category", "modifiability"),
)
BESIDE: tuple[Group, ...] = (("outcome", "waited"), ("died_in",), ("lasted",))
"""How long deaths of three years waited; open cases by year of death; days to the reviews of the year."""
OF_MEETINGS = -1
"""No part has this number."""


def _parts(which: str, groups: tuple[Group, ...]) -> tuple[Part, Part]:
    """What several years need reads five of them, the rest only the year's rows."""
    of_year = [group for group in groups if group not in FIVE[which]]
    return (
        Part(tuple((which, *group) for group in FIVE[which]), which),
        Part(tuple((which, *group) for group in of_year), which, 0),
    )


PARTS = (
    *_parts(TOLD, OF_TOLD),
    *_parts(HELD, OF_HELD),
    *(Part((group,), group[0]) for group in BESIDE),
)


@dataclass(frozen=True)
class Counted:
    """The counts of cases of a panel's year, some with the four before it, by group; and the meetings held in it."""

    counts: Mapping[Group, Mapping[tuple, int]]
    meetings: int

    def of_years(self, which: str) -> dict[Group, Mapping[tuple, int]]:
        """Of the five years, by the rest of the group with the year in front; only what is counted of all five."""
        return {("back", *group): self.counts[which, *group] for group in FIVE[which] if (which, *group) in self.counts}

    def of_year(self, which: str) -> dict[Group, dict[tuple, int]]:
        """Of the year itself, by the rest of the group."""
        return {
            group[1:]: {key[1:]: n for key, n in found.items() if key[0] == 0}
            for group, found in self.counts.items()
            if group[:1] == (which,)
        }

    def beside(self, *group: str) -> dict[tuple, int]:
        """What is counted apart from the two cohorts."""
        return {key: n for key, n in self.counts[group].items() if None not in key}


def count(panel: Panel, year: FinancialYear, by: frozenset[str]) -> Counted:
    """The totals, and every group made of these columns alone: one statement."""
    found = answer(_statement, panel.pk, year, behind.followed_to(year), by)
    held = next(row[2] for row in found if row[0] == OF_MEETINGS)
    return Counted(read((row for row in found if row[0] != OF_MEETINGS), _parts_by(by)), held)


@cache
def _parts_by(by: frozenset[str]) -> tuple[Part, ...]:
    known = {TOLD, HELD, *by}
    kept = [replace(part, groups=tuple(group for group in part.groups if known.issuperset(group))) for part in PARTS]
    return tuple(part for part in kept if part.groups)


def _statement(panel_id: UUID, year: FinancialYear, until: date, by: frozenset[str]) -> tuple[str, tuple]:
    parts = _parts_by(by)
    cases, values = grouped(_cases(ChildCase.objects.filter(panel=panel_id), year, until), parts)
    meetings = Meeting.objects.held().filter(panel=panel_id, starts_at__date__range=(year.first, year.last))
    held, more = meetings.order_by().values("pk").query.sql_with_params()
    nothing = ", NULL" * len(columns(parts))
    return f"{cases} UNION ALL SELECT {OF_MEETINGS}, 0, count(*){nothing} FROM ({held}) AS held", (*values, *more)  # noqa: S608  # nosec B608


def _cases(cases: CaseQuerySet, year: FinancialYear, until: date) -> CaseQuerySet:
    """Cases that any figure of the year counts, with the columns and bands by which they are counted."""
    span = (pools.years_of(year)[0].first, year.last)
    wanted = Q(notified_on__range=span) | Q(reviewed_on__range=span) | Q(status__in=OPEN)
    found = cases.counted().filter(wanted).annotate(
        told=pools.years_back("notified_on", year), held=pools.years_back("reviewed_on", year)
    )  # fmt: skip
    found = found.annotate(years=bands.completed_years()).annotate(age=bands.age_band())
    found = found.annotate(stage=pools.stage(), own=_where(Q(notified_on__range=span), _own(), BooleanField()))
    return _with_days(_of_this_year(found, year), year, until)


def _own() -> Exists:
    """Whether the child lived in one of the panel's areas."""
    areas = Panel.areas.through.objects.filter(panel=OuterRef("panel_id"), area=OuterRef("local_authority_id"))
    return Exists(areas, output_field=BooleanField())


def _of_this_year(found: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """What is asked of the year's own rows, worked out for no others."""
    told, held = (Q(**{f"{day}__range": (year.first, year.last)}) for day in ("notified_on", "reviewed_on"))
    return found.annotate(
        gestation=_where(told, bands.gestation_band(), CharField()),
        birth_weight=_where(told, bands.birth_weight_band(), CharField()),
        key_worker=_where(told, behind.key_worker_named(), CharField()),
        time=_where(held, bands.time_band(), CharField()),
        lasted=_where(held, Days(F("reviewed_on"), F("died_on")), IntegerField()),
    )


def _with_days(found: CaseQuerySet, year: FinancialYear, until: date) -> CaseQuerySet:
    """Days waited of deaths of three years, finished or until then; open cases by the year of death."""
    first = FinancialYear(year.start_year - behind.YEARS_FOLLOWED + 1).first
    followed, day = Q(notified_on__range=(first, until)), Value(until, output_field=DateField())
    end = Case(When(reviewed_on__lte=until, then=F("reviewed_on")), default=day, output_field=DateField())
    return found.annotate(
        outcome=_where(followed, behind.outcome_by(until), CharField()),
        waited=_where(followed, Days(end, F("died_on")), IntegerField()),
        died_in=_where(Q(status__in=OPEN), ExtractYear("died_on"), IntegerField()),
    )


def _where(which: Q, found: Any, field: Field) -> Case:
    """Nothing for other rows."""
    return Case(When(which, then=found), output_field=field)
