"""Moves a case along its workflow. The only place that writes a status."""

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy, selectors, workflow
from cases.models import Case, StatusChange
from cases.workflow import PANEL_STEPS, Step
from common.errors import NotNow


@transaction.atomic
def transition(*, case_id, step: str, by, reason: str = "") -> Case:
    """Takes ``step`` and returns the case. Raises ``Refused``, or ``NotNow`` when the step does not apply."""
    case = Case.objects.select_for_update().get(pk=case_id)
    (policy.decide if step in PANEL_STEPS else policy.manage)(case, by)
    to_status = _target(case, step, reason)
    StatusChange.objects.create(
        case=case,
        step=step,
        from_status=case.status,
        to_status=to_status,
        reason=reason,
        by_id=by.pk,
        by_label=str(by),
    )
    details = {"step": step, "from": case.status, "to": to_status}
    case.status, case.status_since = to_status, timezone.now()
    case.version += 1
    case.save(update_fields=["status", "status_since", "version", "updated_at"])
    record("case_status_changed", by=by, subject=case, case=case, details=details)
    return case


def _target(case: Case, step: str, reason: str) -> str:
    to_status = workflow.target(case.status, step)
    label = Step(step).label.lower()
    if to_status is None:
        raise NotNow("step", f"You cannot {label} while the case is “{case.get_status_display()}”.")
    if step in workflow.NEEDS_REASON and not reason.strip():
        raise NotNow("reason", f"Give a reason to {label}.")
    missing = workflow.unmet(step, selectors.readiness(case))
    if missing:
        raise NotNow("unmet", "First: " + "; ".join(condition.sentence.lower() for condition in missing) + ".")
    return to_status
