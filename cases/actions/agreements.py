"""Ends what was agreed with another panel when a death comes back, whichever way it comes."""

from django.utils import timezone

from audit.recording import record
from cases.models import Transfer


def close(found: Transfer, *, by, reason: str) -> None:
    """Marks an agreement as ended, inside the transaction of whoever brings the death back."""
    found.ended_at, found.ended_by_label, found.end_reason = timezone.now(), str(by), reason
    found.version += 1
    found.save(update_fields=["ended_at", "ended_by_label", "end_reason", "version", "updated_at"])
    label = (found.case or found.notification).reference
    record("transfer_ended", by=by, subject=found, case=found.case, label=label)


def close_left(*, by, reason: str, **subject) -> None:
    """Ends every agreement by which this case or notification had left."""
    for found in Transfer.objects.filter(ended_at__isnull=True, **subject).select_related("case", "notification"):
        if found.leaves:
            close(found, by=by, reason=reason)
