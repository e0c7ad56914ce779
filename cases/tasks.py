"""Background work of cases: sweeps that take what was missed."""

from celery import shared_task

from audit.recording import SYSTEM
from cases.actions import drafts, owner_reminders, reminders, retention, scanning


@shared_task(name="cases.purge_drafts")
def purge_drafts() -> int:
    """Deletes unfinished notifications that have run out."""
    return drafts.purge(by=SYSTEM)


@shared_task(name="cases.scan_attachment")
def scan_attachment(key: str) -> None:
    """Asks the virus scanner about one document."""
    scanning.scan(attachment_id=key, by=SYSTEM)


@shared_task(name="cases.scan_waiting")
def scan_waiting() -> int:
    """Asks about every document that waits for the virus scanner."""
    return scanning.sweep(by=SYSTEM)


@shared_task(name="cases.remind")
def remind() -> int:
    """Takes every step of the ladder of reminders that is due."""
    return reminders.sweep(by=SYSTEM)


@shared_task(name="cases.remind_owners")
def remind_owners() -> int:
    """Takes every step of the ladder of recommendations that is due."""
    return owner_reminders.sweep(by=SYSTEM)


@shared_task(name="cases.find_due_for_erasure")
def find_due_for_erasure() -> int:
    """Puts cases whose time is over before the people who decide."""
    return retention.sweep(by=SYSTEM)
