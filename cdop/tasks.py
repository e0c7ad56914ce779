"""Background work that belongs to no app."""

from celery import shared_task

from cdop.running import services


@shared_task(name="cdop.beat")
def beat() -> None:
    """A sign of life of scheduler and worker."""
    services.beat()
