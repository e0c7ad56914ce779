"""Passing a request on to a colleague at the same agency."""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.actions import codes, links
from cases.actions.request_rows import locked, refuse_answered
from cases.models import AccessCode, Handover
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def pass_on(*, request_id: UUID, version: int, by, name: str, email: str, role: str = "") -> str:
    """The colleague gets a link of their own and everything else ends; returns the code to tell the colleague.

    What was written so far stays with the request. The person who passed it on has no more part in it.
    """
    request = locked(request_id)
    policy.answer_request(request, by)
    refuse_answered(request)
    if email.lower() == request.respondent_email.lower():
        raise NotNow("same_person", "That is the address that the request was sent to. Enter a colleague's.")
    Handover.objects.create(
        request=request,
        from_name=request.respondent_name,
        from_email=request.respondent_email,
        to_name=name,
        to_role=role,
        to_email=email,
    )
    links.end_all(request)
    save_version(request, version=version, respondent_name=name, respondent_email=email, respondent_role=role)
    record("request_passed_on", by=by, subject=request, case=request.case, label=request.case.reference)
    links.send(request, "passed", by=by)
    _, digits = codes.make(request, AccessCode.Route.COLLEAGUE)
    return digits
