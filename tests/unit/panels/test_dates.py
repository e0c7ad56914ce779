"""The dates of a series as a table."""

from datetime import date

import pytest

from panels.dates import same_weekday, series


@pytest.mark.parametrize(
    ("first", "rhythm", "count", "days"),
    [
        (date(2026, 1, 8), "weekly", 3, ["2026-01-08", "2026-01-15", "2026-01-22"]),
        (date(2026, 1, 8), "fortnightly", 3, ["2026-01-08", "2026-01-22", "2026-02-05"]),
        (date(2026, 1, 8), "four_weekly", 2, ["2026-01-08", "2026-02-05"]),
        (date(2026, 1, 8), "monthly", 4, ["2026-01-08", "2026-02-12", "2026-03-12", "2026-04-09"]),  # second Thursday
        (date(2026, 10, 8), "two_monthly", 3, ["2026-10-08", "2026-12-10", "2027-02-11"]),
        (date(2026, 11, 12), "quarterly", 2, ["2026-11-12", "2027-02-11"]),
        (date(2026, 4, 27), "weekly", 2, ["2026-04-27", "2026-05-05"]),  # 4 May 2026 is a bank holiday
        (date(2026, 12, 25), "weekly", 1, ["2026-12-29"]),  # Christmas, a Friday; the Monday is the substitute day
        (date(2026, 1, 10), "weekly", 2, ["2026-01-10", "2026-01-17"]),  # a Saturday on purpose
    ],
)
def test_series(first, rhythm, count, days):
    assert [day.isoformat() for day in series(first, rhythm, count)] == days


@pytest.mark.parametrize(
    ("first", "months", "expected"),
    [
        (date(2026, 1, 29), 1, date(2026, 2, 26)),  # fifth Thursday; February has four
        (date(2026, 1, 29), 3, date(2026, 4, 30)),
        (date(2026, 1, 1), 12, date(2027, 1, 7)),
    ],
)
def test_same_weekday(first, months, expected):
    assert same_weekday(first, months) == expected
