"""Reads the forms of a case: in scope, with the answers that are kept apart put back."""

from datetime import datetime
from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import Organisation
from audit.recording import record
from cases import policy
from cases.identity import responses as identity
from cases.models import Attachment, Case, FormResponse, InformationRequest
from cases.statutory import catalogue
from cases.statutory.definition import Answers, Definition
from common.dates import today


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


def newer(response: FormResponse) -> Definition | None:
    """The version in use today, where it is newer than the form's own."""
    current = catalogue.current(response.form, today())
    return current if current.starts_on > definition_of(response).starts_on else None


def definitions_left(response: FormResponse) -> dict[str, Definition]:
    """The versions that answers were left behind of."""
    versions = {one["version"] for one in response.left_behind}
    return {found.version: found for found in catalogue.versions(response.form) if found.version in versions}


def organisation_names() -> list[str]:
    """The agencies that exist today, by name."""
    return list(Organisation.objects.filter(valid_to__isnull=True).values_list("name", flat=True))


def files_of(response: FormResponse, definition: Definition, answers: Answers) -> dict[str, str]:
    """``{attachment key: name}`` of the files that answer a question of the form."""
    keys = [answers[q.key] for q in definition.questions() if q.kind == "file" and answers.get(q.key)]
    if not keys:
        return {}
    rows = Attachment.objects.filter(case_id=response.case_id, pk__in=keys, removed_at__isnull=True)
    return {str(key): name for key, name in rows.values_list("pk", "file_name")}


def last_saved(response: FormResponse) -> tuple[str, datetime]:
    """Who saved last, and when, as it stands now."""
    return FormResponse.objects.values_list("saved_by_label", "saved_at").get(pk=response.pk)
