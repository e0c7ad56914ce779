"""The limits that run from processes, the notification and the review meeting: when due, and how each stands."""

from datetime import date

import pytest

from cases.clocks import State
from cases.forms.clocks import KINDS
from cases.time_limits import RULES, Facts, Process, limits
from cases.vocabularies.process_details import DAYS

DIED = date(2026, 4, 2)  # the day before Good Friday
LATER = date(2026, 12, 1)


def _facts(*processes, **fields) -> Facts:
    plain = {"died_on": DIED, "notified_on": DIED, "open": True}
    return Facts(**{**plain, **fields}, processes=processes)


def _found(facts, today=LATER) -> dict:
    return {clock.code: clock for clock in limits(facts, today)}


def test_rules_speak_of_days_that_their_process_has():
    for rule in RULES:
        for name in (rule.starts, *rule.ends):
            assert name in (*DAYS[rule.kind], "death", "start", "end"), rule.code


def test_every_limit_can_be_chosen_in_the_list():
    made = limits(_facts(*(Process(r.kind, "open", days={r.starts: DIED}) for r in RULES), meeting_on=LATER), LATER)
    assert {clock.code for clock in made} <= {code for code, _ in KINDS}
    assert {rule.code for rule in RULES} <= {clock.code for clock in made}


@pytest.mark.parametrize(
    ("kind", "days", "code", "due_on"),
    [
        ("jar", {}, "jar_initial", DIED),
        ("jar", {}, "jar_scene", date(2026, 4, 3)),
        ("jar", {}, "jar_second", date(2026, 4, 9)),
        # Good Friday, a weekend and Easter Monday lie between
        ("cspr", {"known": DIED}, "cspr_notified", date(2026, 4, 13)),
        ("cspr", {"known": DIED}, "cspr_rapid", date(2026, 4, 27)),
        ("medical_examiner", {"registered": DIED}, "registrar", date(2026, 4, 9)),
        ("coroner", {"ordered": DIED}, "coroner", date(2026, 4, 5)),
        ("pmrt", {}, "pmrt", date(2026, 10, 2)),
    ],
)
def test_calendar_days_working_days_and_months(kind, days, code, due_on):
    assert _found(_facts(Process(kind, "open", days=days)))[code].due_on == due_on


@pytest.mark.parametrize(
    ("done", "status", "today", "state"),
    [
        (None, "open", date(2026, 4, 5), State.DUE),
        (None, "open", date(2026, 4, 6), State.OVERDUE),
        (None, "complete", date(2026, 4, 6), State.NOT_KNOWN),
        (date(2026, 4, 5), "open", LATER, State.MET),
        (date(2026, 4, 6), "complete", LATER, State.LATE),
        (date(2026, 4, 5), "open", date(2026, 4, 4), State.DUE),  # written down ahead is not done yet
    ],
)
def test_how_a_limit_of_a_process_stands(done, status, today, state):
    days = {"ordered": DIED} | ({"told": done} if done else {})
    assert _found(_facts(Process("coroner", status, days=days)), today)["coroner"].state == state


def test_a_process_that_is_not_needed_or_has_not_begun_to_count_has_no_limit():
    found = _found(_facts(Process("jar", "not_needed"), Process("coroner", "open"), Process("leder", "open")))
    assert set(found) == {"decided", "told", "notified"}


def test_a_joint_response_that_began_later_counts_from_its_start():
    assert _found(_facts(Process("jar", "open", started_on=date(2026, 4, 8))))["jar_scene"].due_on == date(2026, 4, 9)


def test_the_report_of_a_perinatal_review_or_its_end_stops_its_limit():
    for process in (Process("pmrt", "open", days={"report": DIED}), Process("pmrt", "complete", ended_on=DIED)):
        assert _found(_facts(process))["pmrt"].state == State.MET


@pytest.mark.parametrize(("notified_on", "state"), [(date(2026, 4, 3), State.MET), (date(2026, 4, 4), State.LATE)])
def test_the_panel_is_told_within_a_day(notified_on, state):
    assert _found(_facts(notified_on=notified_on))["notified"].state == state


@pytest.mark.parametrize(
    ("on", "today", "state"),
    [
        (DIED, LATER, State.MET),
        (date(2026, 4, 5), LATER, State.LATE),
        (None, DIED, State.DUE),
        (None, LATER, State.NOT_KNOWN),  # nobody noted it: that is not the same as missed
    ],
)
def test_what_is_noted_by_hand_is_never_called_missed_without_a_note(on, today, state):
    assert _found(_facts(decided_on=on), today)["decided"].state == state


def test_an_imported_case_is_not_asked_for_its_first_hours():
    assert set(_found(_facts(imported=True))) == {"notified"}


@pytest.mark.parametrize(
    ("sent", "ahead", "today", "state"),
    [
        (date(2026, 5, 1), True, LATER, State.MET),
        (date(2026, 5, 31), True, LATER, State.LATE),
        (None, True, date(2026, 5, 1), State.DUE),
        (None, True, date(2026, 5, 31), State.OVERDUE),
        (None, False, LATER, State.NOT_KNOWN),
    ],
)
def test_invitations_go_out_a_month_before(sent, ahead, today, state):
    facts = _facts(meeting_on=date(2026, 6, 30), meeting_ahead=ahead, invited_on=sent)
    clock = _found(facts, today)["invited"]
    assert (clock.due_on, clock.state) == (date(2026, 5, 30), state)
