"""Documents that wait for the virus scan: asked about, then opened or held for good."""

import logging

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases.models import Attachment
from common.files import scanner

log = logging.getLogger(__name__)

Scan = Attachment.Scan
AT_ONCE = 50
"""How many one sweep takes, so that a long queue does not hold up other work."""


def scan(*, attachment_id, by) -> bool:
    """Asks the scanner about one document; whether there is a verdict. Safe to call again.

    The scanner is asked outside of any lock: it may take as long as it needs. While it is down the document stays held.
    """
    attachment = Attachment.objects.filter(pk=attachment_id, removed_at__isnull=True).first()
    if attachment is None or attachment.scan not in (Scan.WAITING, Scan.NOT_SCANNED):
        return True
    if not scanner.configured():
        return False
    try:
        with attachment.file.open("rb") as file:
            verdict = scanner.scan(file)
    except scanner.ScannerDown as error:
        log.warning("the virus scanner gave no verdict (%s); the document waits", error)
        return False
    keep(attachment_id=attachment_id, found=verdict.found, by=by)
    return True


@transaction.atomic
def keep(*, attachment_id, found: str, by) -> Attachment:
    """Writes the verdict down: nothing found opens the document, anything found closes it for good."""
    attachment = Attachment.objects.select_for_update(of=("self",)).select_related("case").get(pk=attachment_id)
    if attachment.scan not in (Scan.WAITING, Scan.NOT_SCANNED):
        return attachment
    attachment.scan, attachment.scan_found = (Scan.INFECTED if found else Scan.CLEAN), found
    attachment.scanned_at = timezone.now()
    attachment.version += 1
    attachment.save(update_fields=["scan", "scan_found", "scanned_at", "version", "updated_at"])
    case, verb = attachment.case, "attachment_held" if found else "attachment_scanned"
    record(verb, by=by, subject=attachment, case=case, label=case.reference, details={"found": found})
    return attachment


def sweep(*, by) -> int:
    """Everything that waits, and what came before there was a scanner; stops at the first sign that it is down."""
    if not scanner.configured():
        return 0
    waiting = Attachment.objects.filter(removed_at__isnull=True, scan__in=[Scan.WAITING, Scan.NOT_SCANNED])
    done = 0
    for key in waiting.order_by("-scan", "created_at").values_list("pk", flat=True)[:AT_ONCE]:
        if not scan(attachment_id=key, by=by):
            break
        done += 1
    return done
