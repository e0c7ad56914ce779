"""Background work of cases: sweeps that take what was missed."""

from celery import shared_task

from audit.recording import SYSTEM
from cases.actions import drafts


@shared_task(name="cases.purge_drafts")
def purge_drafts() -> int:
    """Deletes unfinished notifications that have run out."""
    return drafts.purge(by=SYSTEM)
