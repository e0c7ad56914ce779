"""The ladder of reminders, step by step and day by day."""

from datetime import date, timedelta

import pytest

from cases.chasers import STEPS, due_step, next_step

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
