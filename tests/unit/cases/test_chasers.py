"""The ladder of reminders, step by step and day by day."""

from datetime import date, timedelta

import pytest

from cases.chasers import OWNERS, REQUESTS
from common.dates import is_working_day

due_step, next_step, STEPS = REQUESTS.due_step, REQUESTS.next_step, REQUESTS.steps
DUE, ASKED = date(2026, 3, 2), date(2026, 2, 2)


def _on(days: int, **taken) -> str:
    dates = {name: DUE + timedelta(days=when) for name, when in taken.items()}
    step = due_step(DUE, ASKED, dates, DUE + timedelta(days=days))
    return step.step if step else ""


@pytest.mark.parametrize(
    ("days", "taken", "expected"),
    [
        (-8, {}, ""),
        (-7, {}, "before"),
        (-7, {"before": -7}, ""),
        (-1, {"before": -7}, ""),
        (0, {"before": -7}, "due"),
        (6, {"before": -7, "due": 0}, ""),
        (7, {"before": -7, "due": 0}, "late_7"),
        (14, {"before": -7, "due": 0, "late_7": 7}, "late_14"),
        (28, {"before": -7, "due": 0, "late_7": 7, "late_14": 14}, "late_28"),
        (34, {"late_28": 28}, ""),
        (35, {"late_28": 28}, "lead"),
        (41, {"late_28": 28, "lead": 35}, ""),
        (42, {"late_28": 28, "lead": 35}, "chair"),
        (400, {"late_28": 28, "lead": 35, "chair": 42}, ""),
        # the sweep did not run for a time
        (3, {}, "due"),
        (16, {"before": -7}, "late_14"),
        (300, {}, "late_28"),
        (305, {"late_28": 300}, ""),
        (306, {"late_28": 300}, "lead"),
        (312, {"late_28": 300, "lead": 306}, "chair"),
        (300, {"before": -7}, "lead"),
        # another list of steps was in use before
        (7, {"gone": -30}, "late_7"),
    ],
)
def test_the_ladder(days, taken, expected):
    assert _on(days, **taken) == expected


def test_nobody_is_reminded_in_the_week_in_which_they_were_asked():
    soon = ASKED + timedelta(days=3)
    assert due_step(soon, ASKED, {}, ASKED) is None
    assert due_step(soon, ASKED, {}, ASKED + timedelta(days=5)) is None
    assert due_step(soon, ASKED, {}, ASKED + timedelta(days=6)).step == "due"


def test_what_comes_next_is_told_with_its_day():
    step, on = next_step(DUE, {"before": DUE - timedelta(days=7)}, DUE - timedelta(days=3))
    assert (step.step, on) == ("due", DUE)
    assert next_step(DUE, {"chair": DUE}, DUE) is None


def test_a_sweep_every_day_takes_each_step_once():
    taken = {}
    for days in range(-30, 100):
        today = DUE + timedelta(days=days)
        step = due_step(DUE, ASKED, taken, today)
        if step:
            assert step.step not in taken
            taken[step.step] = today
    assert list(taken) == list(STEPS)
    assert [(on - DUE).days for on in taken.values()] == [step.days for step in STEPS.values()]


@pytest.mark.parametrize(
    ("due", "days"),
    [
        # a Monday after no holiday; Good Friday 2026, which moves everything behind Easter Monday; a Sunday
        (date(2026, 3, 2), ["2026-02-23", "2026-03-02", "2026-03-09", "2026-03-30", "2026-04-15"]),
        (date(2026, 4, 3), ["2026-03-27", "2026-04-07", "2026-04-14", "2026-05-06", "2026-05-20"]),
        (date(2026, 5, 24), ["2026-05-18", "2026-05-26", "2026-06-02", "2026-06-23", "2026-07-07"]),
    ],
)
def test_owners_are_reminded_on_working_days(due, days):
    taken, asked = {}, due - timedelta(days=60)
    for number in range(-20, 90):
        day = due + timedelta(days=number)
        step = OWNERS.due_step(due, asked, taken, day) if due <= OWNERS.latest_due(day) else None
        if step:
            taken[step.step] = day
    assert list(taken) == list(OWNERS.steps)
    assert [on.isoformat() for on in taken.values()] == days
    assert all(is_working_day(on) for on in taken.values())


def test_an_owner_of_long_ago_is_reminded_once_before_the_chair_is_told():
    due, now = date(2024, 1, 1), date(2026, 3, 2)
    assert OWNERS.due_step(due, due, {}, now).step == "late_20"
    assert OWNERS.due_step(due, due, {"late_20": now}, now + timedelta(days=5)) is None
    assert OWNERS.due_step(due, due, {"late_20": now}, now + timedelta(days=6)).step == "chair"
