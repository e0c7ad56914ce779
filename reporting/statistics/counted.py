"""Every count of cases in a year's statistics: one statement with grouping sets, so no two counts can contradict."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BooleanField, Case, CharField, DateField, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import ExtractYear

from accounts.models import Panel
from cases.models import Case as ChildCase
from cases.querysets import CaseQuerySet
from cases.workflow import OPEN
from common.aggregates import Days
from common.dates import FinancialYear
from panels.models import Meeting
from reporting.statistics import bands, behind, pools
from reporting.statistics.grouping import Group, columns, grouped, read
from reporting.statistics.written import answer

TOLD, HELD = "told", "held"
"""How many years before this one the panel was notified, and held its review."""

OF_TOLD: tuple[Group, ...] = (
    (),
    *((name,) for name in ("age", "sex", "ethnicity", "area", "imd_decile", "place_of_death", "expectedness")),
    *((name,) for name in ("gestation", "birth_weight", "key_worker")),
    ("age", "area"),
    ("stage", "area"),
    ("stage", "expectedness"),
    ("stage", "own", "ethnicity"),
    ("stage", "own", "imd_decile"),
)
OF_HELD: tuple[Group, ...] = (
    (),
    *((name,) for name in ("age", "sex", "area", "primary_category", "modifiability", "time")),
    ("primary_category", "modifiability"),
    ("primary_category", "age"),
    ("primary_category", "sex"),
)
BESIDE: tuple[Group, ...] = (("outcome", "waited"), ("died_in",), ("lasted",))
"""How long deaths of three years waited; open cases by year of death; days to the reviews of the year."""
OF_MEETINGS = -1
"""No grouping set has this number."""
GROUPS = (*((TOLD, *group) for group in OF_TOLD), *((HELD, *group) for group in OF_HELD), *BESIDE)


@dataclass(frozen=True)
class Counted:
    """The counts of cases of a panel's year and the four before it, by group; and the meetings held in the year."""

    counts: Mapping[Group, Mapping[tuple, int]]
    meetings: int

    def of_years(self, which: str) -> dict[Group, dict[tuple, int]]:
        """Of the five years, by the rest of the group with the year in front."""
        return {
            ("back", *group[1:]): {key: n for key, n in found.items() if key[0] is not None}
            for group, found in self.counts.items()
            if group[:1] == (which,)
        }

    def of_year(self, which: str) -> dict[Group, dict[tuple, int]]:
        """Of the year itself, by the rest of the group."""
        return {
            group[1:]: {key[1:]: n for key, n in found.items() if key[0] == 0}
            for group, found in self.of_years(which).items()
        }

    def beside(self, *group: str) -> dict[tuple, int]:
        """What is counted apart from the two cohorts."""
        return {key: n for key, n in self.counts.get(group, {}).items() if None not in key}


def count(panel: Panel, year: FinancialYear) -> Counted:
    """All of them: one statement."""
    found = answer(_statement, panel.pk, year, behind.followed_to(year))
    held = next(row[1] for row in found if row[0] == OF_MEETINGS)
    return Counted(read((row for row in found if row[0] != OF_MEETINGS), GROUPS), held)


def _statement(panel_id: UUID, year: FinancialYear, until: date) -> tuple[str, tuple]:
    cases, values = grouped(_cases(ChildCase.objects.filter(panel=panel_id), year, until), GROUPS)
    meetings = Meeting.objects.held().filter(panel=panel_id, starts_at__date__range=(year.first, year.last))
    held, more = meetings.order_by().values("pk").query.sql_with_params()
    nothing = ", NULL" * len(columns(GROUPS))
    return f"{cases} UNION ALL SELECT {OF_MEETINGS}, count(*){nothing} FROM ({held}) AS held", (*values, *more)  # noqa: S608  # nosec B608


def _cases(cases: CaseQuerySet, year: FinancialYear, until: date) -> CaseQuerySet:
    """Cases that any figure of the year counts, with the columns and bands by which they are counted."""
    span = (pools.years_of(year)[0].first, year.last)
    wanted = Q(notified_on__range=span) | Q(reviewed_on__range=span) | Q(status__in=OPEN)
    found = cases.counted().filter(wanted).annotate(
        told=pools.years_back("notified_on", year), held=pools.years_back("reviewed_on", year)
    )  # fmt: skip
    found = found.annotate(years=bands.completed_years()).annotate(age=bands.age_band())
    found = found.annotate(gestation=bands.gestation_band(), birth_weight=bands.birth_weight_band())
    found = found.annotate(stage=pools.stage(), own=_own(), key_worker=_of_this_year(TOLD, behind.key_worker_named()))
    return _with_days(found.annotate(time=_of_this_year(HELD, bands.time_band())), until)


def _own() -> Exists:
    """Whether the child lived in one of the panel's areas."""
    areas = Panel.areas.through.objects.filter(panel=OuterRef("panel_id"), area=OuterRef("local_authority_id"))
    return Exists(areas, output_field=BooleanField())


def _of_this_year(which: str, found: Case) -> Case:
    return Case(When(**{which: 0}, then=found), output_field=CharField())


def _with_days(found: CaseQuerySet, until: date) -> CaseQuerySet:
    """Days waited of deaths of three years, finished or until then; days to the reviews of the year."""
    followed = Q(told__lt=behind.YEARS_FOLLOWED, notified_on__lte=until)
    end = Case(When(outcome="reviewed", then=F("reviewed_on")), default=Value(until), output_field=DateField())
    found = found.annotate(
        outcome=Case(When(followed, then=behind.outcome_by(until)), output_field=CharField()),
        died_in=Case(When(status__in=OPEN, then=ExtractYear("died_on")), output_field=IntegerField()),
        lasted=Case(When(held=0, then=Days(F("reviewed_on"), F("died_on"))), output_field=IntegerField()),
    )
    return found.annotate(
        waited=Case(When(outcome__isnull=False, then=Days(end, F("died_on"))), output_field=IntegerField())
    )
