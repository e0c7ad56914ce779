"""The dates of a series of meetings. Pure: a first day and a rhythm in, days out."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import models

from common.dates import add_working_days, months_after

MOST = 24


class Rhythm(models.TextChoices):
    """How often a series meets."""

    WEEKLY = "weekly", "Every week"
    FORTNIGHTLY = "fortnightly", "Every two weeks"
    FOUR_WEEKLY = "four_weekly", "Every four weeks"
    MONTHLY = "monthly", "Every month, on the same weekday of the month"
    TWO_MONTHLY = "two_monthly", "Every second month, on the same weekday of the month"
    QUARTERLY = "quarterly", "Every third month, on the same weekday of the month"


WEEKS = {Rhythm.WEEKLY: 1, Rhythm.FORTNIGHTLY: 2, Rhythm.FOUR_WEEKLY: 4}
MONTHS = {Rhythm.MONTHLY: 1, Rhythm.TWO_MONTHLY: 2, Rhythm.QUARTERLY: 3}


def series(first: date, rhythm: str, count: int) -> list[date]:
    """``count`` days from ``first`` on. A day that falls on a bank holiday moves to the next working day."""
    step: Callable[[int], date]
    if rhythm in WEEKS:
        weeks = WEEKS[Rhythm(rhythm)]

        def step(n: int) -> date:
            return first + timedelta(weeks=weeks * n)
    else:
        months = MONTHS[Rhythm(rhythm)]

        def step(n: int) -> date:
            return same_weekday(first, months * n)

    return [_working(step(n)) for n in range(count)]


def same_weekday(first: date, months: int) -> date:
    """The second Thursday for a second Thursday, so many months later; the last one where there is no fifth."""
    nth = (first.day - 1) // 7
    begins = months_after(first.replace(day=1), months)
    found = begins + timedelta(days=(first.weekday() - begins.weekday()) % 7 + 7 * nth)
    return found if found.month == begins.month else found - timedelta(days=7)


def _working(day: date) -> date:
    if day.weekday() >= 5:  # somebody chose a weekend on purpose
        return day
    return add_working_days(day - timedelta(days=1), 1)
