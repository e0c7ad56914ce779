"""Every pair of status and step, the conditions, and the page that documents them."""

import pytest

from cases import workflow
from cases.workflow import Readiness, Status, Step
from cases.workflow_page import workflow_page

OPEN = {"gathering", "cdrm_scheduled", "cdrm_held", "panel_preparation"}
DONE = {"awaiting_item", "reviewed", "submitted", "closed"}
OUT = {"duplicate", "out_of_scope", "transferred"}

EXPECTED = {
    "arrange_cdrm": {"gathering": "cdrm_scheduled"},
    "hold_cdrm": {"gathering": "cdrm_held", "cdrm_scheduled": "cdrm_held"},
    "prepare": {"gathering": "panel_preparation", "cdrm_held": "panel_preparation"},
    "return_to_gathering": dict.fromkeys(OPEN - {"gathering"}, "gathering"),
    "list": {"panel_preparation": "listed"},
    "unlist": {"listed": "panel_preparation"},
    "defer": {"listed": "gathering"},
    "await_item": {"listed": "awaiting_item"},
    "finalise": {"listed": "reviewed", "awaiting_item": "reviewed"},
    "submit": {"reviewed": "submitted"},
    "close": {"submitted": "closed"},
    "reopen": dict.fromkeys(DONE | OUT, "gathering"),
    "mark_duplicate": dict.fromkeys(OPEN, "duplicate"),
    "mark_out_of_scope": dict.fromkeys(OPEN, "out_of_scope"),
    "transfer": dict.fromkeys(OPEN, "transferred"),
}


@pytest.mark.parametrize("step", Step.values)
@pytest.mark.parametrize("status", Status.values)
def test_where_each_step_leads_from_each_status(status, step):
    assert workflow.target(status, step) == EXPECTED[step].get(status)


@pytest.mark.parametrize("status", Status.values)
def test_what_is_available_is_what_leads_somewhere(status):
    assert workflow.available(status) == [s for s in Step.values if status in EXPECTED[s]]


def test_every_status_can_be_reached_and_left():
    assert {end for ends in EXPECTED.values() for end in ends.values()} == set(Status.values)
    assert {start for starts in EXPECTED.values() for start in starts} == set(Status.values)


def test_steps_that_need_a_reason():
    assert {str(step) for step in workflow.NEEDS_REASON} == {
        "defer", "await_item", "reopen", "return_to_gathering", "mark_duplicate", "mark_out_of_scope", "transfer",
    }  # fmt: skip


def test_cases_out_of_scope_never_count():
    assert set(Status.values) - {str(status) for status in workflow.COUNTED} == OUT


@pytest.mark.parametrize(
    ("step", "facts", "codes"),
    [
        (Step.PREPARE, Readiness(), []),
        (Step.PREPARE, Readiness(blocking_processes=1), ["no_blocking_process"]),
        (Step.PREPARE, Readiness(outstanding_requests=3), []),
        (Step.FINALISE, Readiness(), ["category_given", "modifiability_given"]),
        (Step.FINALISE, Readiness(has_category=True), ["modifiability_given"]),
        (Step.FINALISE, Readiness(modifiability_decided=True), ["category_given"]),
        (Step.FINALISE, Readiness(has_category=True, modifiability_decided=True), []),
        (Step.CLOSE, Readiness(), []),
        (Step.CLOSE, Readiness(blocking_processes=1, blocking_meeting=1), []),
        (Step.CLOSE, Readiness(blocking_closing=1), ["closing_not_blocked"]),
        (Step.ARRANGE_CDRM, Readiness(blocking_processes=1, blocking_closing=1), []),
        (Step.ARRANGE_CDRM, Readiness(blocking_meeting=1), ["meeting_not_blocked"]),
        (Step.HOLD_CDRM, Readiness(blocking_meeting=1), ["meeting_not_blocked"]),
    ],
)
def test_conditions_that_do_not_hold(step, facts, codes):
    assert [condition.code for condition in workflow.unmet(step, facts)] == codes


def test_the_page_names_every_status_and_step():
    page = workflow_page()
    assert all(f"{status.value} : {status.label}" in page for status in Status)
    assert all(f"| {step.label} |" in page for step in Step)


WAITING = (Step.ARRANGE_CDRM, Step.HOLD_CDRM, Step.PREPARE, Step.FINALISE, Step.CLOSE)


@pytest.mark.parametrize("step", [step for step in Step if step not in WAITING])
def test_other_steps_wait_for_nothing(step):
    assert workflow.conditions(step, Readiness(1, 1, 1, 1)) == []


def test_what_is_done_at_the_meeting_and_what_is_unfinished():
    assert {"list", "unlist", "defer", "await_item", "finalise"} == workflow.PANEL_STEPS
    assert OPEN | {"listed", "awaiting_item"} == workflow.OPEN
