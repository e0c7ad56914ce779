"""Reminders and escalations by themselves: one row for each step taken, so that none is taken twice."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import OrganisationContact
from audit.recording import record
from cases import chasers
from cases import emails_requests as emails
from cases.actions import links
from cases.actions.request_rows import locked
from cases.models import InformationRequest, Reminder
from cases.selectors.reminders import chairs_of, due_keys
from common.dates import today


def sweep(*, by) -> int:
    """Takes every step that is due; returns how many. What a lost sweep missed, the next one takes."""
    return sum(take(request_id=key, by=by) for key in due_keys(today()))


@transaction.atomic
def take(*, request_id: UUID, by) -> bool:
    """The step that this request has reached today, if any; the row is locked, so two sweeps take it once."""
    request = locked(request_id)
    step = _step(request, today())
    if step is None:
        return False
    told = _tell(request, step, by)
    outcome = Reminder.Outcome.SENT if told else Reminder.Outcome.NOBODY
    Reminder.objects.create(
        request=request, step=step.step, due_on=request.due_on, sent_on=today(), recipients=told, outcome=outcome
    )
    verb = "request_reminded" if step.to == chasers.RESPONDENT else "request_escalated"
    case, details = request.case, {"step": step.step, "recipients": told}
    record(verb, by=by, subject=request, case=case, label=case.reference, details=details)
    return True


def _step(request: InformationRequest, day: date) -> chasers.Step | None:
    rests = request.pauses.filter(ended_on=None).exists()
    if request.state != InformationRequest.State.ASKED or rests:
        return None
    taken = {row.step: row.sent_on for row in request.reminders.filter(due_on=request.due_on)}
    return chasers.REQUESTS.due_step(request.due_on, request.asked_on, taken, day)


def _tell(request: InformationRequest, step: chasers.Step, by) -> int:
    if step.to == chasers.RESPONDENT:
        links.send(request, step.letter, by=by)
        # The version stays: the agency may be writing its answer just now, and nothing it wrote is touched.
        InformationRequest.objects.filter(pk=request.pk).update(last_chased_on=today())
        return 1
    addresses = _leads(request) if step.to == chasers.LEAD else chairs_of(request.case.panel_id, request.case)
    for number, address in enumerate(addresses, start=1):
        once = f"{request.due_on}:{number}"
        emails.write(step.letter, request, by=by, recipient=address, once=once)
    return len(addresses)


def _leads(request: InformationRequest) -> list[str]:
    kind = OrganisationContact.Kind.SAFEGUARDING_LEAD
    rows = OrganisationContact.objects.filter(organisation_id=request.organisation_id, kind=kind)
    return list(rows.values_list("email", flat=True))
