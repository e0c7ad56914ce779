"""Which cases stand behind a row: the same cohort, the same columns and bands that counted it, as a condition."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from cases.models import KeyWorker
from cases.querysets import CaseQuerySet
from common.dates import FinancialYear, today
from reporting.statistics import bands

NOT_KNOWN = "not_known"
WHOLE = "all"

Cases = Callable[[CaseQuerySet, FinancialYear], CaseQuerySet]


def notified(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """Deaths notified in the year, each with its bands."""
    found = cases.notified_in(year).annotate(years=bands.completed_years()).annotate(age=bands.age_band())
    found = found.annotate(gestation=bands.gestation_band(), birth_weight=bands.birth_weight_band())
    return found.annotate(key_worker=key_worker_named())


def key_worker_named() -> Case:
    """Whether a key worker was named for the family at any time."""
    named = When(Exists(KeyWorker.objects.filter(case=OuterRef("pk"))), then=Value("named"))
    return Case(named, default=Value("none"), output_field=CharField())


def reviewed(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """Deaths reviewed in the year, each with its bands."""
    found = cases.reviewed_in(year).annotate(years=bands.completed_years()).annotate(age=bands.age_band())
    return found.annotate(time=bands.time_band())


def counted(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """Every death that counts, of any year."""
    return cases.counted()


def waiting(cases: CaseQuerySet, year: FinancialYear) -> CaseQuerySet:
    """Deaths whose review is not finished today, of any year."""
    return cases.open()


YEARS_FOLLOWED = 3


def followed_to(year: FinancialYear) -> date:
    """The day up to which a year's waits are followed: its last, or today while it runs."""
    return min(year.last, today())


def outcome_by(end: date) -> Case:
    """Whether the review was finished by a day."""
    done = When(reviewed_on__lte=end, then=Value("reviewed"))
    return Case(done, default=Value("waiting"), output_field=CharField())


@dataclass(frozen=True)
class Behind:
    """``cases`` begins; ``within`` leaves those of whom the table speaks; ``row`` turns a row's code to a condition."""

    cases: Cases
    row: Callable[[str], Q]
    within: Q = Q()

    def find(self, cases: CaseQuerySet, year: FinancialYear, code: str, codes: tuple[str, ...]) -> CaseQuerySet:
        """The cases of a row; of all rows together; or of none of them, for “not known”."""
        whole = self.cases(cases, year).filter(self.within)
        if code in codes:
            return whole.filter(self.row(code))
        if code == WHOLE:
            return whole
        known = Q()
        for one in codes:
            known |= self.row(one)
        return whole.exclude(pk__in=self.cases(cases, year).filter(known).values("pk")) if known else whole


def value(column: str) -> Callable[[str], Q]:
    """The row's code is what stands in the column."""
    return lambda code: Q(**{column: code})


def any_of(column: str, groups: Mapping[str, tuple]) -> Callable[[str], Q]:
    """The row gathers several values of the column."""
    return lambda code: Q(**{f"{column}__in": groups[code]})


def both(down: Callable[[str], Q], across: Callable[[str], Q]) -> Callable[[str], Q]:
    """A cell of a table with two ways, ``8:0-27d``."""

    def condition(code: str) -> Q:
        first, _, second = code.partition(":")
        return down(first) & across(second)

    return condition


def everything(code: str) -> Q:
    """The whole cohort."""
    return Q()


def in_year(column: str) -> Callable[[str], Q]:
    """The row is a financial year by the date in the column."""

    def condition(code: str) -> Q:
        year = FinancialYear.parse(code)
        return Q(**{f"{column}__range": (year.first, year.last)})

    return condition
