"""Every pair of status and step, the conditions, and the page that documents them."""

import pytest

from cases import workflow
from cases.workflow import Readiness, Status, Step
from cases.workflow_page import workflow_page
from tests.case_life import AT_THE_MEETING, LEADS, OPEN, OUT, WITH_A_REASON


@pytest.mark.parametrize("step", Step.values)
@pytest.mark.parametrize("status", Status.values)
def test_where_each_step_leads_from_each_status(status, step):
    assert workflow.target(status, step) == LEADS[step].get(status)


@pytest.mark.parametrize("status", Status.values)
def test_what_is_available_is_what_leads_somewhere(status):
    assert workflow.available(status) == [s for s in Step.values if status in LEADS[s]]


def test_every_status_can_be_reached_and_left():
    assert {end for ends in LEADS.values() for end in ends.values()} == set(Status.values)
    assert {start for starts in LEADS.values() for start in starts} == set(Status.values)


def test_steps_that_need_a_reason():
    assert {str(step) for step in workflow.NEEDS_REASON} == set(WITH_A_REASON)


def test_cases_out_of_scope_never_count():
    assert set(Status.values) - {str(status) for status in workflow.COUNTED} == set(OUT)


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
    assert set(AT_THE_MEETING) == workflow.PANEL_STEPS
    assert {*OPEN, "listed", "awaiting_item"} == workflow.OPEN
