"""Background work that broke off: an entry in the trail, so that the administrator learns of it."""

import logging
from datetime import timedelta

from django.db import DatabaseError
from django.utils import timezone

from audit.models import Event
from audit.recording import SYSTEM, record

log = logging.getLogger(__name__)
QUIET = timedelta(hours=1)


def note(*, task: str, error: str) -> bool:
    """Writes it down unless the same work was written down within the hour; whether it did.

    Work that broke off because the database is away cannot be written down there: the log has it.
    """
    try:
        lately = Event.objects.filter(verb="task_failed", subject_label=task, happened_at__gt=timezone.now() - QUIET)
        if lately.exists():
            return False
        record("task_failed", by=SYSTEM, subject="cdop.task", label=task, details={"error": error})
    except DatabaseError:
        log.warning("the end of %s could not be written down", task)
        return False
    return True
