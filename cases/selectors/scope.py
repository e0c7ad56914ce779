"""Finds one row in a person's scope, or answers 404. Pages begin here."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from audit.recording import record
from cases.models import (
    Attachment,
    Case,
    DelayReason,
    InformationRequest,
    KeyWorker,
    ParallelProcess,
    Recommendation,
)


def case_for(case_id: UUID, user) -> Case:
    """A case this person may see with its identity."""
    rows = Case.objects.visible_to(user).select_related("panel", "local_authority", "case_worker")
    case = get_object_or_404(rows, pk=case_id)
    case.found_open_to = user.pk
    return case


def by_reference(case: Case, reference: str, user) -> Case | None:
    """Another case of the same panel, if this person may see it."""
    rows = Case.objects.visible_to(user).filter(panel=case.panel_id, reference=reference)
    return rows.exclude(pk=case.pk).first()


def look_at(case_id: UUID, user, purpose: str = "Case work") -> Case:
    """As ``case_for``, and leaves one entry in the trail."""
    case = case_for(case_id, user)
    record("case_viewed", by=user, subject=case, case=case, purpose=purpose)
    return case


def _part(model, case: Case, key: UUID, *related: str):
    return get_object_or_404(model.objects.filter(case=case).select_related("case__panel", *related), pk=key)


def request_of(case: Case, key: UUID) -> InformationRequest:
    """One of the case's requests for information."""
    return _part(InformationRequest, case, key, "organisation", "answered_by")


def process_of(case: Case, key: UUID) -> ParallelProcess:
    """One of the case's parallel processes."""
    return _part(ParallelProcess, case, key)


def delay_of(case: Case, key: UUID) -> DelayReason:
    """One of the case's reasons for delay."""
    return _part(DelayReason, case, key)


def key_worker_of(case: Case, key: UUID) -> KeyWorker:
    """One of the case's key workers."""
    return _part(KeyWorker, case, key)


def attachment_of(case: Case, key: UUID) -> Attachment:
    """One of the case's documents; a file of an answer that is not sent is not there."""
    rows = Attachment.objects.arrived().filter(case=case).select_related("case__panel")
    return get_object_or_404(rows, pk=key)


def recommendation_of(case: Case, key: UUID) -> Recommendation:
    """One of the case's recommendations."""
    return _part(Recommendation, case, key)


def own_request(key: UUID, user) -> InformationRequest:
    """A request addressed to this respondent."""
    rows = InformationRequest.objects.addressed_to(user).select_related("case__panel", "organisation")
    return get_object_or_404(rows, pk=key)


def own_attachment(request: InformationRequest, key: UUID) -> Attachment:
    """A file that came with the answer to this request."""
    return get_object_or_404(request.attachments.filter(removed_at__isnull=True), pk=key)


def own_family(key: UUID, user) -> KeyWorker:
    """A family this key worker supports."""
    return get_object_or_404(KeyWorker.objects.held_by(user).select_related("case__panel"), pk=key)
