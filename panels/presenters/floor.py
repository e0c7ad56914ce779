"""The screen of the meeting in words: the clock, who is in the room, what two people wrote differently."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict
from django.utils import timezone

from common.dates import london
from common.formats import clock
from panels import presence, spoken
from panels.models import AgendaItem, Invitation, Meeting, Sitting
from panels.presenters.meeting import seat_label

PRESENT = (Invitation.Attendance.PRESENT, Invitation.Attendance.DEPUTY)


@dataclass(frozen=True)
class Timer:
    """Planned times, which a script turns into minutes that count."""

    place: str
    planned: str
    minutes: int
    taken_up: str = ""
    seconds: int | None = None


def timer(item: AgendaItem, items: list[AgendaItem], sitting: Sitting | None, now: datetime) -> Timer:
    """Where the agenda should be, and since when this case is discussed."""
    before = sum(other.minutes for other in items if other.position < item.position)
    starts = item.meeting.starts_at + timedelta(minutes=before)
    ends = starts + timedelta(minutes=item.minutes)
    on = sitting is not None and sitting.item_id == item.pk
    return Timer(
        place=f"Item {item.position}",
        planned=f"{clock(london(starts))} to {clock(london(ends))}",
        minutes=item.minutes,
        taken_up=clock(london(sitting.since)) if on else "",
        seconds=int((now - sitting.since).total_seconds()) if on else None,
    )


@dataclass(frozen=True)
class RoomRow:
    """One person of the room."""

    name: str
    seat: str
    inside: bool
    words: str
    invitation: Invitation


def room(people: Iterable[Invitation], meeting: Meeting, now: datetime) -> list[RoomRow]:
    """Everybody invited: in the room, out of it, or not here; those in the room first."""
    rows = [_person(invitation, now) for invitation in people]
    return sorted(rows, key=lambda row: not row.inside)


def _person(invitation: Invitation, now: datetime) -> RoomRow:
    moves = [(move.at, move.inside) for move in invitation.movements.all()]
    present = invitation.attendance in PRESENT
    inside = present and presence.in_room(moves, now)
    words = times_in_room(moves) if present else str(invitation.get_attendance_display())
    if invitation.deputy_name:
        words = f"Deputy: {invitation.deputy_name}. {words}".strip()
    return RoomRow(invitation.user.full_name, seat_label(invitation.membership), inside, words, invitation)


def times_in_room(moves: list[tuple[datetime, bool]]) -> str:
    """“From 10:20am”, “until 11am”, “10:20am to 11am”; nothing for somebody who was there all the time."""
    return "; ".join(text for stay in presence.stays(moves) if (text := _stay(stay)))


def _stay(stay: presence.Stay) -> str:
    since = clock(london(stay.since)) if stay.since else ""
    until = clock(london(stay.until)) if stay.until else ""
    if since and until:
        return f"{since} to {until}"
    return f"from {since}" if since else f"until {until}" if until else ""


def clashes(kept, mine: dict) -> list[dict[str, str]]:
    """Each answer that two people changed, in both wordings."""
    return [
        {"name": spoken.NAMES[key], "mine": in_words(mine[key]), "theirs": in_words(kept.record[key])}
        for key in kept.clashes
    ]


def in_words(value) -> str:
    """An answer as a person reads it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(_row(row) for row in value) or "Nothing"
    return str(value) if value not in ("", None) else "Nothing"


def _row(row) -> str:
    if not isinstance(row, dict):
        return str(row)
    return ", ".join(f"{k.replace('_', ' ')}: {v}" for k, v in row.items() if v not in ("", None, False) and k != "id")


def now_in_words() -> str:
    """The minute of saving."""
    return clock(london(timezone.now()))


def saved_words(mark) -> str:
    """Who saved last, and when."""
    if mark.saved_at is None:
        return ""
    return f"Last saved at {clock(london(mark.saved_at))}" + (f" by {mark.saved_by}" if mark.saved_by else "")


def with_keys(data: QueryDict) -> QueryDict:
    """The posted answers, with a key for each new recommendation: saving it twice must not make two of it."""
    changed = data.copy()
    total = data.get("recommendations-TOTAL_FORMS", "0")
    for number in range(min(int(total), 30) if total.isascii() and total.isdigit() else 0):
        changed[f"recommendations-{number}-id"] = data.get(f"recommendations-{number}-id") or str(uuid.uuid4())
    return changed
