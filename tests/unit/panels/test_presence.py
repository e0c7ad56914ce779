"""Who is in the room at a moment."""

from datetime import datetime, timedelta

import pytest

from panels.presence import Stay, in_room, stays

START = datetime(2026, 11, 5, 9, 30)


def at(minutes: int) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


IN, OUT = True, False


@pytest.mark.parametrize(
    ("moves", "minute", "there"),
    [
        ([], 5, True),
        ([(20, OUT)], 19, True),
        ([(20, OUT)], 20, False),
        ([(20, OUT), (40, IN)], 30, False),
        ([(20, OUT), (40, IN)], 40, True),
        ([(20, IN)], 19, False),
        ([(20, IN)], 21, True),
        ([(40, IN), (20, OUT)], 30, False),
    ],
)
def test_in_the_room(moves, minute, there):
    assert in_room([(at(when), inside) for when, inside in moves], at(minute)) is there


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], [(None, None)]),
        ([(20, OUT)], [(None, 20)]),
        ([(20, IN)], [(20, None)]),
        ([(20, OUT), (40, IN)], [(None, 20), (40, None)]),
        ([(20, IN), (40, OUT), (50, IN), (60, OUT)], [(20, 40), (50, 60)]),
    ],
)
def test_the_times_in_the_room(moves, expected):
    whole = [Stay(*(None if minute is None else at(minute) for minute in stay)) for stay in expected]
    assert stays([(at(when), inside) for when, inside in moves]) == whole
