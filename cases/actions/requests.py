"""Asks agencies for information: asked, chased, answered, cancelled."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.core.files import File
from django.db import transaction

from accounts.models import Organisation
from audit.recording import record
from cases import emails_requests as emails
from cases import policy, workflow
from cases.actions import attachments, codes, links
from cases.actions.request_rows import locked, refuse_answered
from cases.gathering import recognise
from cases.models import Case, InformationRequest
from cases.vocabularies import RequestedForm
from common.dates import add_working_days, today
from common.errors import NotNow, Stale
from common.models import save_version

State = InformationRequest.State
Via = InformationRequest.Via
DRAFT = "A draft of the agency, which only its writer reads"


@transaction.atomic
def ask(
    *,
    case_id,
    new_id,
    by,
    organisation: Organisation,
    respondent_name: str,
    respondent_email: str,
    respondent_role: str = "",
    form: str = RequestedForm.REPORTING,
    due_on: date | None = None,
    asked_on: date | None = None,
    source: str = "",
) -> InformationRequest:
    """Asks one agency and sends the respondent a link; a code goes to the agency's second contact, where it has one.

    ``due_on`` is the panel's working days from now if not given.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    if case.status not in workflow.OPEN:
        raise NotNow("closed", f"Nobody can be asked while the case is “{case.get_status_display()}”.")
    there = InformationRequest.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    asked_on = asked_on or today()
    made = InformationRequest.objects.create(
        id=new_id,
        case=case,
        organisation=organisation,
        respondent_name=respondent_name,
        respondent_role=respondent_role,
        respondent_email=respondent_email,
        form=form,
        source=source or recognise(respondent_role, organisation.kind),
        asked_on=asked_on,
        due_on=due_on or add_working_days(asked_on, case.panel.request_days),
    )
    record("request_made", by=by, subject=made, case=case, label=case.reference, details={"form": form})
    links.send(made, "made", by=by)
    codes.to_contact(made, by=by)
    return made


@transaction.atomic
def ask_all(*, case_id, by, due_on: date, agencies: Iterable[dict]) -> list[InformationRequest]:
    """Asks several agencies at once, all or none; sent twice, each is asked once."""
    return [ask(case_id=case_id, by=by, due_on=due_on, **agency) for agency in agencies]


@transaction.atomic
def chase(*, request_id, by) -> InformationRequest:
    """Writes to the respondent again, with a fresh link; once a day is enough."""
    request = locked(request_id)
    policy.manage(request.case, by)
    refuse_answered(request)
    if request.last_chased_on == today():
        return request
    request.last_chased_on = today()
    request.version += 1
    request.save(update_fields=["last_chased_on", "version", "updated_at"])
    record("request_chased", by=by, subject=request, case=request.case, label=request.case.reference)
    links.send(request, "chased", by=by)
    return request


@transaction.atomic
def cancel(*, request_id, version: int, by, reason: str) -> InformationRequest:
    """Takes a request back and tells the respondent."""
    request = locked(request_id)
    policy.manage(request.case, by)
    if request.state == State.CANCELLED:
        return request
    refuse_answered(request)
    if not reason.strip():
        raise NotNow("reason", "Give a reason to cancel the request.")
    save_version(request, version=version, state=State.CANCELLED, cancel_reason=reason)
    links.end_all(request)
    record("request_cancelled", by=by, subject=request, case=request.case, label=request.case.reference)
    emails.cancelled(request, by=by)
    return request


@transaction.atomic
def change_due(*, request_id, version: int, by, due_on: date) -> InformationRequest:
    """Agrees another date with the agency."""
    request = locked(request_id)
    policy.manage(request.case, by)
    refuse_answered(request)
    if due_on < request.asked_on:
        raise NotNow("date", "The date must be after the day on which the agency was asked.")
    details = {"due_from": str(request.due_on), "due_to": str(due_on)}
    save_version(request, version=version, due_on=due_on)
    case = request.case
    record("request_changed", by=by, subject=request, case=case, label=case.reference, details=details)
    return request


@transaction.atomic
def receive(*, request_id, version: int, by, on: date, via: str, text: str, knew_child: bool = True):
    """Records an answer that came outside this service, by post, email or telephone."""
    request = locked(request_id)
    policy.manage(request.case, by)
    if not request.asked_on <= on <= today():
        raise NotNow("date", "The date must lie between the day on which the agency was asked and today.")
    if request.version != version:
        raise Stale([("What it says", text, DRAFT if request.return_text else "")])
    return _answer(request, version, by, on=on, via=via, text=text, knew_child=knew_child)


@transaction.atomic
def save_answer(*, request_id, version: int, by, text: str, file: File | None = None, file_id=None):
    """Keeps a respondent's unfinished answer, with a file; nobody else reads it before it is sent."""
    request = locked(request_id)
    policy.answer_request(request, by)
    refuse_answered(request)
    _attach(request, file, file_id, by)
    save_version(request, version=version, return_text=text)
    record("request_draft_saved", by=by, subject=request, case=request.case, label=request.case.reference)
    return request


@transaction.atomic
def answer(
    *, request_id, version: int, by, text: str, knew_child: bool = True, file: File | None = None, file_id=None
) -> InformationRequest:
    """Sends a respondent's answer, with a file; from then on it can be read, not changed."""
    request = locked(request_id)
    policy.answer_request(request, by)
    if request.state in (State.RECEIVED, State.NOT_KNOWN_CHILD) and request.answered_by_id == by.pk:
        return request
    _attach(request, file, file_id, by)
    sent = _answer(request, version, by, on=today(), via=Via.SERVICE, text=text, knew_child=knew_child)
    emails.received(sent, by=by)
    return sent


def _attach(request: InformationRequest, file: File | None, file_id, by) -> None:
    if file:
        title = "File with the answer"
        attachments.add(
            case_id=request.case_id, new_id=file_id or uuid.uuid4(), by=by, title=title, file=file, request=request
        )


def _answer(request: InformationRequest, version: int, by, *, on, via, text, knew_child) -> InformationRequest:
    refuse_answered(request)
    has_file = via == Via.SERVICE and request.attachments.filter(removed_at__isnull=True).exists()
    if knew_child and not text.strip() and not has_file:
        raise NotNow("empty", "Write what the agency knows, or attach a file.")
    save_version(
        request,
        version=version,
        state=State.RECEIVED if knew_child else State.NOT_KNOWN_CHILD,
        return_text=text,
        answered_on=on,
        answered_via=via,
        answered_by_id=by.pk,
        answered_name=getattr(by, "name", ""),
    )
    case, details = request.case, {"state": request.state, "via": via}
    record("request_answered", by=by, subject=request, case=case, label=case.reference, details=details)
    return request
