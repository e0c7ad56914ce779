"""Due dates of the time limits, how each stands, and what is due first."""

from datetime import date

import pytest

from cases import clocks
from cases.clocks import Dates, State
from cases.workflow import Status

DIED = date(2026, 3, 31)


def _states(today, **fields):
    fields.setdefault("status", Status.GATHERING)
    found = clocks.clocks(Dates(died_on=DIED, **fields), today)
    return {clock.code: clock.state for clock in found}


def _due(**fields):
    fields.setdefault("status", Status.GATHERING)
    return {clock.code: clock.due_on for clock in clocks.clocks(Dates(died_on=DIED, **fields), DIED)}


def test_due_dates_count_days_months_and_weeks():
    assert _due() == {
        "ncmd": date(2026, 4, 2),
        "cdrm": date(2026, 6, 30),  # no 31 June
        "panel": None,
        "ambition": date(2026, 9, 30),
    }


def test_the_panel_clock_starts_with_the_review_meeting():
    assert _due(status=Status.CDRM_HELD, cdrm_on=date(2026, 5, 1))["panel"] == date(2026, 6, 12)


@pytest.mark.parametrize(
    ("report_on", "inquest_on", "due_on"),
    [
        (date(2026, 5, 20), None, date(2026, 7, 1)),
        (None, date(2026, 6, 1), date(2026, 7, 13)),
        (date(2026, 5, 20), date(2026, 6, 1), date(2026, 7, 13)),
        (date(2026, 5, 20), date(2026, 4, 15), date(2026, 7, 1)),
    ],
)
def test_the_report_and_a_later_inquest_start_it_again(report_on, inquest_on, due_on):
    fields = {"status": Status.CDRM_HELD, "cdrm_on": date(2026, 5, 1), "report_on": report_on, "inquest_on": inquest_on}
    assert _due(**fields)["panel"] == due_on
    action = clocks.next_action(Dates(died_on=DIED, imported=True, **fields))
    assert (action.code, action.due_on) == ("panel", due_on)


@pytest.mark.parametrize(("reviewed_on", "expected"), [(None, State.HELD), (date(2026, 9, 1), State.LATE)])
def test_a_case_held_for_a_themed_panel_is_not_late_for_another(reviewed_on, expected):
    status = Status.PANEL_PREPARATION if reviewed_on is None else Status.REVIEWED
    fields = {"status": status, "cdrm_on": date(2026, 5, 1), "held": True, "reviewed_on": reviewed_on}
    assert _states(date(2026, 9, 1), **fields)["panel"] == expected
    assert clocks.next_action(Dates(died_on=DIED, imported=True, **fields)) is None


def test_an_arranged_meeting_is_not_held():
    assert _due(status=Status.CDRM_SCHEDULED, cdrm_on=date(2026, 5, 1))["panel"] is None


@pytest.mark.parametrize(
    ("today", "told_on", "state"),
    [
        (date(2026, 4, 2), None, State.DUE),
        (date(2026, 4, 3), None, State.OVERDUE),
        (date(2026, 5, 1), date(2026, 4, 2), State.MET),
        (date(2026, 5, 1), date(2026, 4, 3), State.LATE),
    ],
)
def test_the_national_database_is_told_within_two_days(today, told_on, state):
    assert _states(today, ncmd_notified_on=told_on)["ncmd"] == state


def test_an_imported_or_finished_case_without_the_date_is_not_overdue():
    assert _states(date(2027, 1, 1), imported=True)["ncmd"] == State.NOT_KNOWN
    assert _states(date(2027, 1, 1), status=Status.CLOSED, reviewed_on=date(2026, 8, 1))["ncmd"] == State.NOT_KNOWN


@pytest.mark.parametrize(
    ("fields", "today", "cdrm", "panel", "ambition"),
    [
        ({}, date(2026, 6, 30), State.DUE, State.WAITING, State.DUE),
        ({}, date(2026, 7, 1), State.OVERDUE, State.WAITING, State.DUE),
        (
            {"status": Status.CDRM_HELD, "cdrm_on": date(2026, 6, 30)},
            date(2026, 8, 11),
            State.MET,
            State.DUE,
            State.DUE,
        ),
        (
            {"status": Status.LISTED, "cdrm_on": date(2026, 7, 1)},
            date(2026, 10, 1),
            State.LATE,
            State.OVERDUE,
            State.OVERDUE,
        ),
        (
            {"status": Status.REVIEWED, "cdrm_on": date(2026, 6, 1), "reviewed_on": date(2026, 7, 13)},
            date(2026, 12, 1),
            State.MET,
            State.MET,
            State.MET,
        ),
        (
            {"status": Status.REVIEWED, "cdrm_on": date(2026, 6, 1), "reviewed_on": date(2026, 10, 1)},
            date(2026, 12, 1),
            State.MET,
            State.LATE,
            State.LATE,
        ),
        ({"status": Status.PANEL_PREPARATION}, date(2026, 12, 1), State.NOT_KNOWN, State.WAITING, State.OVERDUE),
    ],
)
def test_how_meeting_and_panel_stand(fields, today, cdrm, panel, ambition):
    found = _states(today, **fields)
    assert (found["cdrm"], found["panel"], found["ambition"]) == (cdrm, panel, ambition)


@pytest.mark.parametrize(
    ("fields", "code", "due_on"),
    [
        ({}, "ncmd", date(2026, 4, 2)),
        ({"ncmd_notified_on": date(2026, 4, 1)}, "cdrm", date(2026, 6, 30)),
        ({"imported": True}, "cdrm", date(2026, 6, 30)),
        ({"imported": True, "request_due_on": date(2026, 4, 20)}, "request", date(2026, 4, 20)),
        ({"imported": True, "status": Status.CDRM_SCHEDULED, "cdrm_on": date(2026, 5, 5)}, "meeting", date(2026, 5, 5)),
        ({"imported": True, "status": Status.CDRM_HELD, "cdrm_on": date(2026, 5, 5)}, "panel", date(2026, 6, 16)),
        ({"imported": True, "status": Status.PANEL_PREPARATION}, "panel", date(2026, 9, 30)),
    ],
)
def test_what_is_due_first(fields, code, due_on):
    found = clocks.next_action(Dates(died_on=DIED, **{"status": Status.GATHERING, **fields}))
    assert (found.code, found.due_on) == (code, due_on)


@pytest.mark.parametrize("status", [s for s in Status if s not in clocks.OPEN])
def test_nothing_is_due_in_a_finished_case(status):
    assert clocks.next_action(Dates(died_on=DIED, status=status)) is None
