"""Background work that belongs to no app."""

from celery import shared_task

from audit.recording import SYSTEM
from cdop.keeping import strays
from cdop.retention import actions as retention
from cdop.running import services


@shared_task(name="cdop.beat")
def beat() -> None:
    """A sign of life of scheduler and worker."""
    services.beat()


@shared_task(name="cdop.erase_approved")
def erase_approved() -> int:
    """Carries out erasures that two people approved and nobody called back in time."""
    return retention.sweep(by=SYSTEM)


@shared_task(name="cdop.delete_stray_files")
def delete_stray_files() -> int:
    """Deletes stored files that no row has named for a month."""
    return strays.sweep(by=SYSTEM)
