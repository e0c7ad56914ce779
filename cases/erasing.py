"""What an erasure leaves of a case and its tables, and in which order the rest goes. Pure: no database.

What stays is what figures count, in the bands in which they are published, with no day, no place smaller than the
area, no word and no person. A test holds the lists against every table that leads to a case.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from common.dates import FinancialYear, months_after

ERASED = "Erased"
"""Stands where words stood in a row that stays, so that what was filled in is still counted as filled in."""


@dataclass(frozen=True)
class Part:
    """A table, and the ways from its rows to a case."""

    table: str
    ways: tuple[str, ...] = ("case",)


_NOTICE = ("notification__case", "notification__duplicate_of")
_CHILD = tuple(f"child__{way}" for way in ("case", *_NOTICE))

GOES = (
    Part("cases.ReturnCopy", ("national_return__case",)),
    Part("cases.NationalReturn"),
    Part("cases.MergeCopy", ("merge__kept", "merge__other", *(f"merge__{way}" for way in _NOTICE))),
    Part("cases.FamilyLink", ("first", "second")),
    Part("cases.IdentityAnswers", ("response__case",)),
    Part("cases.ColumnDifference"),
    Part("cases.ResponseChange", ("response__case",)),
    Part("cases.FormResponse"),
    Part("cases.FormDecision"),
    Part("cases.Relative", _CHILD),
    Part("cases.Professional", _CHILD),
    Part("cases.NamePart", _CHILD),
    Part("cases.Child", ("case", *_NOTICE)),
    Part("cases.Handover", ("request__case",)),
    Part("cases.AccessCode", ("request__case",)),
    Part("cases.RequestLink", ("request__case",)),
    Part("cases.Reminder", ("request__case",)),
    Part("cases.Pause", ("request__case",)),
    Part("cases.Attachment"),
    Part("cases.MeetingGuest", ("meeting__case",)),
    Part("cases.ReviewMeeting"),
    Part("cases.FamilyContact"),
    Part("cases.FamilyQuestion"),
    Part("cases.CaseNote"),
    Part("cases.DelayReason"),
    Part("cases.ProcessDate", ("process__case",)),
    Part("cases.ParallelProcess"),
    Part("cases.CaseMark"),
    Part("cases.StatusChange"),
    Part("cases.CaseGrant", ("content_object",)),
    Part("cases.CaseGroupGrant", ("content_object",)),
    Part("cases.UrgentAccess"),
    Part("cases.Exclusion"),
    Part("cases.TriageDecision", ("case", *_NOTICE)),
    Part("cases.Transfer", ("case", *_NOTICE)),
    Part("cases.Merge", ("kept", "other", *_NOTICE)),
    Part("cases.Notification", ("case", "duplicate_of")),
    Part("cases.RecommendationProgress", ("recommendation__case",)),
    Part("cases.OwnerLink", ("recommendation__case",)),
    Part("cases.OwnerReminder", ("recommendation__case",)),
    Part("cases.OwnerPause", ("recommendation__case",)),
    Part("cases.LegalHold"),
)
"""Rows that are deleted, in this order."""

STAYS = (
    Part("cases.Analysis"),
    Part("cases.Factor", ("analysis__case",)),
    Part("cases.LearningPoint", ("analysis__case",)),
    Part("cases.AnalysisCategory", ("analysis__case",)),
    Part("cases.Recommendation"),
    Part("cases.KeyWorker"),
    Part("cases.InformationRequest"),
)
"""Rows that figures count: they stay without a word and without a person."""

NEONATAL, YEAR, OLDEST = 28, 365, 17
AGES = (1, 5, 10, 15)
WEEKS = (28, 37)
GRAMS = (1000, 1500, 2500)
HALF_YEARS = (24, 18, 12, 6)


@dataclass(frozen=True)
class Facts:
    """The facts of a case that figures put into bands."""

    died_on: date
    notified_on: date
    reviewed_on: date | None
    age_days: int | None
    age_years: int | None
    gestation_weeks: int | None
    birth_weight_grams: int | None


def coarse(facts: Facts) -> Facts:
    """The same bands, and nothing finer: two financial years, half-years between death and review, a band of age."""
    died, notified, reviewed = _days(facts)
    days, years = _age(facts)
    infant = days is not None
    return Facts(
        died,
        notified,
        reviewed,
        days,
        years,
        _at(facts.gestation_weeks, WEEKS, 27) if infant else None,
        _at(facts.birth_weight_grams, GRAMS, 999) if infant else None,
    )


def _days(facts: Facts) -> tuple[date, date, date | None]:
    """Days that stand for the years: the latest a notification, and the earliest a review, can have been."""
    notified = FinancialYear.of(facts.notified_on).last
    if facts.reviewed_on is None:
        return notified, notified, None
    in_one = FinancialYear.of(facts.reviewed_on).last == notified
    reviewed = notified if in_one else FinancialYear.of(facts.reviewed_on).first
    months = next((n for n in HALF_YEARS if facts.reviewed_on >= months_after(facts.died_on, n)), 0)
    died = months_after(reviewed, -months) - timedelta(days=1)
    return min(died, notified), notified, reviewed


def _age(facts: Facts) -> tuple[int | None, int | None]:
    days, years = facts.age_days, facts.age_years
    if days is not None and days < NEONATAL:
        return 0, 0
    if years is None:
        if days is None:
            return None, None
        years = 0 if days < YEAR else min(OLDEST, max(1, int(days / 365.25)))
    if years == 0:
        return (None, 0) if days is None else (NEONATAL, 0)
    return None, max(start for start in AGES if start <= years)


def _at(value: int | None, bounds: tuple[int, ...], below: int) -> int | None:
    """The lowest value of the band; ``below`` stands for the first, which has none."""
    if value is None:
        return None
    return max((bound for bound in bounds if bound <= value), default=below)
