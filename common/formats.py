"""Dates, ages, sizes and numbers as people read them."""

from datetime import date, datetime, time

from django.utils import timezone

from common.dates import birthday


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def day(value: date | datetime | None) -> str:
    """``5 March 2025``."""
    if not value:
        return ""
    value = _local(value)
    return f"{value.day} {value:%B %Y}"


def short_day(value: date | datetime | None) -> str:
    """``5 Mar 2025``, for tables."""
    if not value:
        return ""
    value = _local(value)
    return f"{value.day} {value:%b %Y}"


def clock(value: time | datetime | None) -> str:
    """``1:30pm``; the twelves are ``midday`` and ``midnight``, which nobody mistakes."""
    if value is None or value == "":
        return ""
    value = _local(value) if isinstance(value, datetime) else value
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02d}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'pm' if value.hour >= 12 else 'am'}"


def moment(value: datetime | None) -> str:
    """``5 March 2025 at 1:30pm``; a date without a time stays a date."""
    if not isinstance(value, datetime):
        return day(value)
    return f"{day(value)} at {clock(value)}"


def counted(number: int, thing: str) -> str:
    """``1 day``, ``2 days``."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def age_between(born_on: date | None, on: date | None) -> str:
    """An age in the unit that tells most: days to 27, weeks to 3 months, months to 2 years, then years."""
    if not born_on or not on or on < born_on:
        return ""
    days = (on - born_on).days
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    if days < 28:
        return counted(days, "day")
    if months < 3:
        return counted(days // 7, "week")
    if months < 24:
        return counted(months, "month")
    years = on.year - born_on.year
    return counted(years - (birthday(born_on, years) > on), "year")


def file_size(size: int | None) -> str:
    """``340KB``, ``1.2MB``."""
    if size is None or size == "":
        return ""
    if size < 1000:
        return counted(int(size), "byte")
    if size < 1_000_000:
        return f"{round(size / 1000)}KB"
    return f"{size / 1_000_000:.1f}".rstrip("0").rstrip(".") + "MB"


def nhs(value: str | None) -> str:
    """``999 000 0018``."""
    text = str(value or "")
    return f"{text[:3]} {text[3:6]} {text[6:]}" if len(text) == 10 else text
