"""The six digits that open a request beside its link. They never travel in the same email."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import emails_requests as emails
from cases import policy, respondents
from cases.actions.request_rows import locked, refuse_answered
from cases.models import AccessCode, InformationRequest
from common.errors import NotNow

Route = AccessCode.Route


def make(request: InformationRequest, route: str) -> tuple[AccessCode, str]:
    """A new code in place of any earlier one; the digits are told once. Inside another action."""
    end(request)
    digits = respondents.new_code()
    made = AccessCode.objects.create(
        request=request,
        code_hash=respondents.code_hash(request.pk, digits),
        route=route,
        expires_at=timezone.now() + respondents.CODE_LIFE,
    )
    return made, digits


def end(request: InformationRequest) -> int:
    """Ends the code of a request; inside another action."""
    return AccessCode.objects.filter(request=request, ended_at=None).update(ended_at=timezone.now())


@transaction.atomic
def give_by_phone(*, request_id: UUID, by) -> str:
    """A code for the office to read out. Shown once; a further press makes another and ends this one."""
    request = locked(request_id)
    policy.manage(request.case, by)
    refuse_answered(request)
    _, digits = make(request, Route.PHONE)
    _made(request, by, Route.PHONE)
    return digits


@transaction.atomic
def send_to_contact(*, request_id: UUID, by) -> AccessCode:
    """Sends a new code to the agency's second contact."""
    request = locked(request_id)
    policy.manage(request.case, by)
    refuse_answered(request)
    sent = to_contact(request, by=by)
    if sent is None:
        sentence = "This organisation has no second contact, or it has the mailbox that the link went to."
        raise NotNow("no_contact", f"{sentence} Give the code by telephone.")
    return sent


def to_contact(request: InformationRequest, *, by) -> AccessCode | None:
    """Sends a code to a second contact with another mailbox than the respondent's, where there is one."""
    contact = respondents.second_contact(request)
    if contact is None:
        return None
    made, digits = make(request, Route.CONTACT)
    emails.code(request, digits, by=by, recipient=contact.email, once=str(made.pk))
    _made(request, by, Route.CONTACT)
    return made


def try_code(request: InformationRequest, typed: str, *, by) -> bool:
    """Whether ``typed`` is the request's code today. Wrong digits count; after a few the code is void."""
    code = AccessCode.objects.select_for_update().filter(request=request, ended_at=None).first()
    kept = code.code_hash if code and code.expires_at > timezone.now() else ""
    right = respondents.same_code(request.pk, typed, kept)
    if code and not right:
        code.wrong_tries += 1
        if code.wrong_tries >= respondents.WRONG_TRIES:
            code.ended_at = timezone.now()
        code.save(update_fields=["wrong_tries", "ended_at", "updated_at"])
        record("request_code_wrong", by=by, subject=request, case=request.case, label=request.case.reference)
    return right


def _made(request: InformationRequest, by, route: str) -> None:
    case, details = request.case, {"route": route}
    record("request_code_made", by=by, subject=request, case=case, label=case.reference, details=details)
