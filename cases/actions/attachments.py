"""Documents of a case: taken in, opened, removed. Each look at one leaves an entry in the trail."""

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from audit.recording import record
from cases import policy
from cases.models import Attachment, Case, InformationRequest
from cases.selectors import documents
from common import files
from common.errors import NotNow, Refused
from common.files import scanner
from common.nudges import nudge
from common.policy import allowed

Scan = Attachment.Scan


@transaction.atomic
def add(*, case_id, new_id, by, title: str, file: File, request: InformationRequest | None = None) -> Attachment:
    """Keeps a document under a random name. ``new_id`` makes a double submit one document."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    if request is None:
        policy.contribute(case, by)
    else:
        policy.answer_request(request, by)
    there = Attachment.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    found = _checked(file)
    _refuse_too_many(case, found.size)
    made = Attachment.objects.create(
        id=new_id,
        case=case,
        request=request,
        title=title,
        file=file if found.content is None else ContentFile(found.content, name=found.name),
        file_name=found.name,
        content_type=found.content_type,
        size=found.size,
        sha256=found.sha256,
        received_sha256=found.received_sha256,
        pages=found.pages,
        scan=Scan.WAITING if scanner.configured() else Scan.NOT_SCANNED,
        by_id=by.pk,
        by_name="" if by.pk else by.name,
    )
    details = {"size": found.size, "kind": found.content_type, "sha256": found.sha256, "cleaned": made.cleaned}
    record("attachment_added", by=by, subject=made, case=case, label=case.reference, details=details)
    if scanner.configured():
        nudge("cases.scan_attachment", str(made.pk))
    return made


def _refuse_too_many(case: Case, size: int) -> None:
    """The panel's row is locked while its documents are added up, so that none slips past."""
    Panel.objects.select_for_update(no_key=True).get(pk=case.panel_id)
    refused = documents.refusal(case, size)
    if refused:
        raise NotNow(*refused)


def _checked(file: File) -> files.Checked:
    try:
        return files.check(file, name=file.name, size=file.size, most=settings.ATTACHMENT_MAX_BYTES)
    except files.BadFile as error:
        raise NotNow("file", f"{error}.") from error


@transaction.atomic
def read(*, attachment_id, by) -> Attachment:
    """The document, ready to be sent to this person; the look is recorded first."""
    attachment = Attachment.objects.select_related("case", "request").get(pk=attachment_id)
    _may_read(attachment, by)
    if attachment.removed_at:
        raise NotNow("removed", "This document was removed and can no longer be opened.")
    _refuse_held(attachment)
    case = attachment.case
    record("attachment_downloaded", by=by, subject=attachment, case=case, label=case.reference)
    return attachment


def _refuse_held(attachment: Attachment) -> None:
    if attachment.scan == Scan.INFECTED:
        raise NotNow("infected", "The virus scan found something in this document, so nobody can open it.")
    if attachment.scan == Scan.WAITING:
        sentence = "This document waits for the virus scan. It can be opened when the scan has found nothing."
        raise NotNow("waiting", sentence)


def _may_read(attachment: Attachment, by) -> None:
    if attachment.request and allowed(policy.answer_request, attachment.request, by):
        return
    policy.see_identity(attachment.case, by)
    if not Attachment.objects.arrived().filter(pk=attachment.pk).exists():
        raise Refused("not_sent", "This file is of an answer that is not sent. Until then only its writer opens it.")


@transaction.atomic
def remove(*, attachment_id, by, reason: str) -> Attachment:
    """Takes a document away from everybody; the row, its hash and the reason stay."""
    attachment = Attachment.objects.select_for_update(of=("self",)).select_related("case").get(pk=attachment_id)
    policy.manage(attachment.case, by)
    if attachment.removed_at:
        return attachment
    _remove(attachment, by, reason)
    return attachment


@transaction.atomic
def withdraw(*, attachment_id, by) -> Attachment:
    """Lets a respondent take back a file of an answer that is not sent yet."""
    attachment = Attachment.objects.select_for_update(of=("self",)).select_related("case").get(pk=attachment_id)
    request = InformationRequest.objects.select_for_update(of=("self",)).get(pk=attachment.request_id)
    policy.answer_request(request, by)
    if request.state != InformationRequest.State.ASKED:
        raise NotNow("sent", "The answer was sent, so its files can no longer be changed.")
    if not attachment.removed_at:
        _remove(attachment, by, "Taken back by the sender before the answer was sent")
    return attachment


def _remove(attachment: Attachment, by, reason: str) -> None:
    if not reason.strip():
        raise NotNow("reason", "Give a reason to remove the document.")
    attachment.removed_at, attachment.removed_reason = timezone.now(), reason
    attachment.version += 1
    attachment.save(update_fields=["removed_at", "removed_reason", "version", "updated_at"])
    case = attachment.case
    record("attachment_removed", by=by, subject=attachment, case=case, label=case.reference)
