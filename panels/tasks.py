"""Background work of panels: sweeps that take what was missed."""

from celery import shared_task

from audit.recording import SYSTEM
from panels.actions import holds, reminders


@shared_task(name="panels.end_holds")
def end_holds() -> int:
    """Lets go of the cases whose time of being held back is over."""
    return holds.end_run_out(by=SYSTEM)


@shared_task(name="panels.remind")
def remind() -> int:
    """Reminds people of meetings: to answer, and that one is soon."""
    return reminders.sweep(by=SYSTEM)
