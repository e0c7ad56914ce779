"""Reads the forms of a case: in scope, with the answers that are kept apart put back."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from audit.recording import record
from cases import policy
from cases.identity import responses as identity
from cases.models import Case, FormResponse, InformationRequest
from cases.statutory import catalogue
from cases.statutory.definition import Answers, Definition


def of_case(case: Case, key: UUID) -> FormResponse:
    """One form of a case that was found in scope."""
    rows = FormResponse.objects.filter(case=case).select_related("case__panel", "request__case__panel", "saved_by")
    return get_object_or_404(rows, pk=key)


def of_request(request: InformationRequest) -> FormResponse | None:
    """The form that was begun for a request, if any; whoever asks has found the request in scope."""
    rows = FormResponse.objects.of_request(request).select_related("case__panel", "request__case__panel", "saved_by")
    return rows.filter(form=request.form).first() or rows.first()


def listed(case: Case) -> list[FormResponse]:
    """All forms of a case."""
    return list(case.responses.select_related("request__organisation", "saved_by").order_by("form", "created_at"))


def definition_of(response: FormResponse) -> Definition:
    """The version that the form was filled in with, however old."""
    return catalogue.definition(response.form, response.definition_version)


def answers_of(response: FormResponse, *, by) -> Answers:
    """Every answer, for somebody who may read the form."""
    policy.read_response(response, by)
    return {**response.answers, **identity.answers_of(response)}


def look_at(response: FormResponse, *, by) -> Answers:
    """As ``answers_of``, and leaves one entry in the trail."""
    found = answers_of(response, by=by)
    record("response_viewed", by=by, subject=response, case=response.case, label=response.case.reference)
    return found
