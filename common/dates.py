"""Dates as the field counts them: Europe/London, working days in England, financial years, ages in days."""

import functools
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from govuk_bank_holidays.bank_holidays import BankHolidays


def today() -> date:
    """The date in London now."""
    return timezone.localdate()


@functools.cache
def _holidays() -> BankHolidays:
    return BankHolidays(use_cached_holidays=True)  # the bundled list: never goes out to the network


def add_working_days(start: date, days: int) -> date:
    """``start`` plus ``days`` working days in England (weekends and bank holidays skipped)."""
    day = start
    for _ in range(days):
        day = _holidays().get_next_work_day(BankHolidays.ENGLAND_AND_WALES, date=day)
    return day


def is_working_day(day: date) -> bool:
    """Neither a weekend nor a bank holiday in England."""
    return _holidays().is_work_day(day, division=BankHolidays.ENGLAND_AND_WALES)


def working_days_from(day: date, days: int) -> date:
    """``day``, or the first working day after it, and so many working days on; back from ``day`` where negative."""
    if days >= 0:
        start = day if is_working_day(day) else add_working_days(day, 1)
        return add_working_days(start, days)
    for _ in range(-days):
        day = _holidays().get_prev_work_day(BankHolidays.ENGLAND_AND_WALES, date=day)
    return day


def age_in_days(born_on: date, died_on: date) -> int:
    """Whole days from birth to death; 0 for a child who died on the day of birth."""
    return (died_on - born_on).days


def birthday(born_on: date, years: int) -> date:
    """The day on which somebody born on ``born_on`` turns ``years``; 1 March for 29 February where needed."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def months_after(start: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


@dataclass(frozen=True, order=True)
class FinancialYear:
    """1 April of ``start_year`` to 31 March of the next year; written ``2024-25`` in files and addresses."""

    start_year: int

    @classmethod
    def of(cls, day: date) -> "FinancialYear":
        """The financial year that ``day`` lies in."""
        return cls(day.year if day.month >= 4 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "FinancialYear":
        """Reads ``2024-25``. Raises ``ValueError`` for anything else, a wrong second half included."""
        year = cls(int(text[:4]))
        if text != year.code:
            raise ValueError(f"“{text}” is not a financial year such as 2024-25")
        return year

    @property
    def first(self) -> date:
        """1 April."""
        return date(self.start_year, 4, 1)

    @property
    def last(self) -> date:
        """31 March."""
        return date(self.start_year + 1, 3, 31)

    @property
    def code(self) -> str:
        """``2024-25``."""
        return f"{self.start_year}-{(self.start_year + 1) % 100:02d}"

    @property
    def label(self) -> str:
        """``2024/25``, as printed."""
        return self.code.replace("-", "/")

    @property
    def previous(self) -> "FinancialYear":
        """The year before."""
        return FinancialYear(self.start_year - 1)

    def __str__(self) -> str:
        return self.code


def london(moment: datetime) -> datetime:
    """``moment`` on a London clock."""
    return timezone.localtime(moment)
