"""Who is in the room at a moment, from who came in and left when. Pure: no database, no settings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Stay:
    """From when to when somebody was in the room; without an end while they are there or until the meeting ended."""

    since: datetime | None
    until: datetime | None


def in_room(moves: Iterable[tuple[datetime, bool]], moment: datetime) -> bool:
    """Whether somebody counted as present was in the room at ``moment``.

    ``moves`` are (when, whether inside from then on). Without any, a person who came was there all the time; somebody
    whose first move is into the room came late.
    """
    ordered = sorted(moves)
    before = [inside for at, inside in ordered if at <= moment]
    if before:
        return before[-1]
    return not (ordered and ordered[0][1])


def stays(moves: Iterable[tuple[datetime, bool]]) -> list[Stay]:
    """The times in the room of somebody who came; the first begins with the meeting unless they came late."""
    found, since, there = [], None, True
    for number, (at, inside) in enumerate(sorted(moves)):
        if inside and (number == 0 or not there):
            since, there = at, True
        elif not inside and there:
            found.append(Stay(since, at))
            there = False
    return [*found, Stay(since, None)] if there else found
