"""How much room for documents is left."""

from django.conf import settings
from django.db.models import Sum

from cases.models import Attachment, Case

QUOTA = (
    "The panel's room for documents is used up. Whoever runs this service can give it more; until then remove a "
    "document that is not needed."
)


def refusal(case: Case, size: int) -> tuple[str, str] | None:
    """Why a document of this size cannot be kept with the case, as a code and a sentence; nothing where it can."""
    kept = Attachment.objects.filter(removed_at__isnull=True)
    most = settings.ATTACHMENT_MAX_PER_CASE
    if kept.filter(case=case).count() >= most:
        return "too_many", f"This case has {most} documents, which is the most that a case can hold."
    used = kept.filter(case__panel=case.panel_id).aggregate(bytes=Sum("size"))["bytes"] or 0
    return ("quota", QUOTA) if used + size > settings.ATTACHMENT_QUOTA_BYTES else None
