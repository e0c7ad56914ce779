"""Plans several meetings at once, and changes one together with those that follow it."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from common.dates import london
from common.errors import NotNow
from panels.actions import meetings
from panels.dates import MOST
from panels.models import Meeting


@transaction.atomic
def schedule(
    *, panel: Panel, series_id: UUID, days: Iterable[date], starts: time, ends: time, by, **details
) -> list[Meeting]:
    """One meeting on each of ``days``, all or none; ``series_id`` makes a second press the same meetings."""
    chosen = sorted(set(days))
    if not 1 <= len(chosen) <= MOST:
        raise NotNow("count", f"A series has 1 to {MOST} meetings.")
    return [
        meetings.schedule(
            panel=panel,
            new_id=uuid5(series_id, str(number)),
            series=series_id,
            starts_at=_at(day, starts),
            ends_at=_at(day, ends),
            by=by,
            **details,
        )
        for number, day in enumerate(chosen)
    ]


@transaction.atomic
def change_rest(*, meeting_id: UUID, version: int, by, **details) -> list[Meeting]:
    """Changes a meeting and carries what changed on to the later ones of its series.

    A new day moves each of them by as many days; a new hour is the hour of each; title, theme, place and days of
    access are taken over. What was not changed stays as each of them has it.
    """
    before = Meeting.objects.get(pk=meeting_id)
    later = list(Meeting.objects.later_in_series(before).order_by("starts_at"))
    changed = {name: value for name, value in details.items() if getattr(before, name) != value}
    first = meetings.change(meeting_id=meeting_id, version=version, by=by, **details)
    for one in later:
        meetings.change(meeting_id=one.pk, version=one.version, by=by, **_carried(before, one, changed))
    return [first, *later]


def _carried(before: Meeting, one: Meeting, changed: dict) -> dict:
    moved = {
        name: _moved(getattr(before, name), getattr(one, name), changed[name])
        for name in ("starts_at", "ends_at")
        if name in changed
    }
    return {**{name: value for name, value in changed.items() if name not in moved}, **moved}


def _moved(old: datetime, now: datetime, new: datetime) -> datetime:
    """``now`` moved by the days between ``old`` and ``new``, at the hour of ``new`` where the hour changed."""
    shift = london(new).date() - london(old).date()
    hour = london(new).time() if london(new).time() != london(old).time() else london(now).time()
    return _at(london(now).date() + shift, hour)


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
