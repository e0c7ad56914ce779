"""Chooses returns and documents for the papers, as anonymised copies; the originals stay as they are."""

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy as case_policy
from cases.models import Attachment, Case, InformationRequest
from common.documents.extraction import words_of
from common.errors import NotNow
from common.models import save_version
from panels.actions.rows import read_again
from panels.agencies import in_words
from panels.models import Extract


@transaction.atomic
def choose_return(*, case_id: UUID, request_id: UUID, by) -> Extract:
    """Takes a copy of what an agency sent. Choosing it twice is choosing it once."""
    case = _locked(case_id, by)
    request = InformationRequest.objects.select_related("organisation").get(pk=request_id, case=case)
    there = Extract.objects.filter(request=request, removed_at__isnull=True).first()
    if there is not None:
        return there
    if request.state != InformationRequest.State.RECEIVED or not request.return_text.strip():
        raise NotNow("return", "Nothing in words has come from this agency.")
    heading = f"Return of {in_words(request.organisation.kind)}"
    return _chosen(case, heading, request.return_text, by, request=request)


@transaction.atomic
def choose_document(*, case_id: UUID, attachment_id: UUID, by) -> Extract:
    """Takes a copy of the words of a document, where they can be read."""
    case = _locked(case_id, by)
    attachment = Attachment.objects.arrived().get(pk=attachment_id, case=case, removed_at__isnull=True)
    there = Extract.objects.filter(attachment=attachment, removed_at__isnull=True).first()
    if there is not None:
        return there
    with attachment.file.open("rb") as file:
        text = words_of(file, attachment.content_type)
    return _chosen(case, "Document", text, by, attachment=attachment)


@transaction.atomic
def save(*, extract_id: UUID, version: int, heading: str, text: str, by) -> Extract:
    """The manager's own wording of a copy: shorter, with roles for names."""
    extract = _extract(extract_id, by)
    save_version(extract, version=version, heading=heading, text=text)
    read_again(extract.case)
    record("extract_saved", by=by, subject=extract, label="A return", case=extract.case, panel=extract.case.panel)
    return extract


@transaction.atomic
def remove(*, extract_id: UUID, by) -> Extract:
    """Leaves a copy out of the papers. Those already released keep it until the next release."""
    extract = _extract(extract_id, by)
    if extract.removed_at is None:
        save_version(extract, version=extract.version, removed_at=timezone.now())
        record("extract_removed", by=by, subject=extract, label="A return", case=extract.case, panel=extract.case.panel)
    return extract


def _locked(case_id: UUID, by) -> Case:
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.manage(case, by)
    return case


def _extract(extract_id: UUID, by) -> Extract:
    extract = Extract.objects.select_for_update(of=("self",)).select_related("case__panel").get(pk=extract_id)
    case_policy.manage(extract.case, by)
    return extract


def _chosen(case: Case, heading: str, text: str, by, **source) -> Extract:
    mark = hashlib.sha256(text.encode()).hexdigest()
    made = Extract.objects.create(
        case=case, heading=heading, text=text.strip(), source_mark=mark, chosen_by_id=by.pk, **source
    )
    read_again(case)
    record("extract_chosen", by=by, subject=made, label="A return", case=case, panel=case.panel)
    return made
