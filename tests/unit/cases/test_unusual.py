"""What is out of the ordinary about looks at cases, and what is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.unusual import MANY_CASES, Look, remarks

LONDON = ZoneInfo("Europe/London")


def look(at: str, *, case: int = 1, person: str = "a", own: bool = False) -> Look:
    """One look at ``at``, London time."""
    when = datetime.fromisoformat(at).replace(tzinfo=LONDON)
    return Look(case, when, person, f"Person {person}", f"c{case}", f"BL-{case}", own)


@pytest.mark.parametrize(
    ("at", "kinds"),
    [
        ("2026-11-25T09:00", []),  # a Wednesday
        ("2026-11-25T07:00", []),
        ("2026-11-25T06:59", ["out_of_hours"]),
        ("2026-11-25T19:59", []),
        ("2026-11-25T20:00", ["out_of_hours"]),
        ("2026-11-28T11:00", ["out_of_hours"]),  # a Saturday
        ("2026-07-01T07:00", []),  # summer time: six o'clock UTC
    ],
)
def test_hours(at, kinds):
    assert [remark.kind for remark in remarks([look(at)])] == kinds


def test_many_cases_are_counted_by_person_and_day_and_each_case_once():
    day = [look("2026-11-25T10:00", case=number) for number in range(MANY_CASES)]
    again, next_day = look("2026-11-25T11:00", case=0), look("2026-11-26T11:00", case=99)
    other = look("2026-11-25T11:00", case=98, person="b")
    assert remarks([*day, again, next_day, other]) == []
    [found] = remarks([*day, look("2026-11-25T11:00", case=99)])
    assert (found.kind, len(found.references)) == ("many_cases", MANY_CASES + 1)


def test_a_family_of_the_same_name_is_remarked_on_once_a_day_the_newest_first():
    looks = [look(f"2026-11-{day}T10:0{n}", own=True, case=n) for day in (24, 25) for n in (1, 2)]
    found = remarks(looks)
    assert [(one.kind, one.at.day, one.references) for one in found] == [
        ("own_name", 25, ("BL-1", "BL-2")),
        ("own_name", 24, ("BL-1", "BL-2")),
    ]
