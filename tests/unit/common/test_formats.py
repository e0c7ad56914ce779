"""Dates, ages, sizes as people read them."""

from datetime import UTC, date, datetime, time

import pytest

from common import formats


def test_a_day_is_written_out():
    assert formats.day(date(2025, 3, 5)) == "5 March 2025"
    assert formats.short_day(date(2025, 3, 5)) == "5 Mar 2025"
    assert formats.day(None) == ""


@pytest.mark.parametrize(
    ("utc", "shown"),
    [
        (datetime(2025, 3, 5, 13, 30, tzinfo=UTC), "5 March 2025 at 1:30pm"),
        (datetime(2025, 7, 5, 23, 30, tzinfo=UTC), "6 July 2025 at 12:30am"),  # British summer time
        (datetime(2025, 3, 5, 12, 0, tzinfo=UTC), "5 March 2025 at midday"),
        (datetime(2025, 3, 5, 0, 0, tzinfo=UTC), "5 March 2025 at midnight"),
        (date(2025, 3, 5), "5 March 2025"),
    ],
)
def test_a_moment_is_told_by_a_london_clock(utc, shown):
    assert formats.moment(utc) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(time(9, 0), "9am"), (time(9, 5), "9:05am"), (time(0, 0), "midnight"), (None, "")]
)
def test_a_clock_time_is_short(value, shown):
    assert formats.clock(value) == shown


@pytest.mark.parametrize(
    ("born", "died", "shown"),
    [
        (date(2025, 1, 1), date(2025, 1, 1), "0 days"),
        (date(2025, 1, 1), date(2025, 1, 2), "1 day"),
        (date(2025, 1, 1), date(2025, 1, 28), "27 days"),
        (date(2025, 1, 1), date(2025, 1, 29), "4 weeks"),
        (date(2025, 1, 31), date(2025, 4, 30), "12 weeks"),
        (date(2025, 1, 1), date(2025, 4, 1), "3 months"),
        (date(2023, 1, 2), date(2025, 1, 1), "23 months"),
        (date(2023, 1, 1), date(2025, 1, 1), "2 years"),
        (date(2008, 2, 29), date(2025, 2, 28), "16 years"),
        (date(2008, 2, 29), date(2025, 3, 1), "17 years"),
        (date(2025, 1, 2), date(2025, 1, 1), ""),
        (None, date(2025, 1, 1), ""),
    ],
)
def test_an_age_is_in_the_unit_that_tells_most(born, died, shown):
    assert formats.age_between(born, died) == shown


@pytest.mark.parametrize(
    ("size", "shown"), [(1, "1 byte"), (999, "999 bytes"), (340_000, "340KB"), (1_250_000, "1.2MB"), (2_000_000, "2MB")]
)
def test_a_file_size_is_rounded(size, shown):
    assert formats.file_size(size) == shown
