"""Steps of a case that do more than change its status: the review meeting, going back, reopening."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.actions import agreements, analysis, review_meetings
from cases.actions.transition import transition
from cases.models import Case
from cases.workflow import PANEL_STEPS, Status, Step
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def take(*, case_id, step: str, by, reason: str = "", on: date | None = None) -> Case:
    """Takes a step from the case page. ``on`` is the date of the review meeting where the step has one."""
    if step in PANEL_STEPS:
        raise NotNow("panel_step", "This is done at a panel meeting.")
    if step == Step.ARRANGE_CDRM:
        return _arrange(case_id, by, on)
    if step == Step.HOLD_CDRM:
        return _hold(case_id, by, on)
    if step == Step.REOPEN:
        case = transition(case_id=case_id, step=step, by=by, reason=reason)
        agreements.close_left(by=by, reason=reason, case=case)
        return analysis.reopen(case_id=case_id, by=by)
    if step == Step.TRANSFER:
        raise NotNow("agreement", "Say first what is agreed with the other panel, on “Transfer or share the review”.")
    return back_or_on(case_id=case_id, step=step, by=by, reason=reason)


def _arrange(case_id, by, on: date | None) -> Case:
    if on is None:
        raise NotNow("date", "Enter the date of the review meeting.")
    case = transition(case_id=case_id, step=Step.ARRANGE_CDRM, by=by)
    return _meet_on(case, on)


def _hold(case_id, by, on: date | None) -> Case:
    if on is None or on > today():
        raise NotNow("date", "Enter the date on which the review meeting was held, today or in the past.")
    case = transition(case_id=case_id, step=Step.HOLD_CDRM, by=by)
    review_meetings.held_with_step(case, on, by)
    return _meet_on(case, on)


@transaction.atomic
def back_or_on(*, case_id, step: str, by, reason: str) -> Case:
    """A step that may take away the review meeting that was arranged: its guests are told, its date goes."""
    before = Case.objects.select_for_update(of=("self",)).get(pk=case_id).status
    case = transition(case_id=case_id, step=step, by=by, reason=reason)
    if before == Status.CDRM_SCHEDULED:  # the meeting that was arranged will not take place
        review_meetings.cancelled_with_step(case, reason, by)
        return _meet_on(case, None)
    return case


def _meet_on(case: Case, on: date | None) -> Case:
    _refuse_before_death(case, on)
    case.cdrm_on = on
    case.save(update_fields=["cdrm_on", "updated_at"])
    return case


def _refuse_before_death(case: Case, on: date | None) -> None:
    if on is not None and on < case.died_on:
        raise NotNow("date", "The review meeting cannot be before the death.")


@transaction.atomic
def move_meeting(*, case_id, version: int, on: date, by) -> Case:
    """Changes the date of a review meeting that is arranged. Saying the same again changes nothing."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    if case.status != Status.CDRM_SCHEDULED:
        raise NotNow("step", "There is no review meeting to move.")
    if case.cdrm_on == on:
        return case
    details = {"field": "cdrm_on", "from": str(case.cdrm_on or ""), "to": str(on)}
    _refuse_before_death(case, on)
    save_version(case, version=version, cdrm_on=on)
    review_meetings.moved_with_case(case, on, by)
    record("case_facts_changed", by=by, subject=case, case=case, details=details)
    return case


@transaction.atomic
def tell_national_database(*, case_id, version: int, on: date, by) -> Case:
    """Records the day on which the national database was told of the death; said twice it is said once."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    if not case.died_on <= on <= today():
        raise NotNow("date", "The date must lie between the death and today.")
    if case.ncmd_notified_on == on:
        return case
    save_version(case, version=version, ncmd_notified_on=on)
    record("case_facts_changed", by=by, subject=case, case=case, details={"fields": ["ncmd_notified_on"]})
    return case


@transaction.atomic
def assign(*, case_id, version: int, worker, by) -> Case:
    """Says who in the panel's office looks after the case, ``worker=None`` for nobody; said twice it is said once."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    if worker is not None:
        policy.manage(case, worker)
    if case.case_worker == worker:
        return case
    save_version(case, version=version, case_worker=worker)
    record("case_assigned", by=by, subject=case, case=case, details={"worker": str(worker or "")})
    return case
