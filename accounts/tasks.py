"""Background work of people and mail."""

from celery import shared_task

from accounts import mail
from accounts.actions import signing_in
from audit.recording import SYSTEM


@shared_task(name="accounts.send_due_messages")
def send_due_messages() -> int:
    """Sends the mail that is due."""
    return mail.send_due()


@shared_task(name="accounts.forget_ended_sessions")
def forget_ended_sessions() -> int:
    """Deletes what is left of sessions that are over."""
    return signing_in.forget_ended_sessions(by=SYSTEM)
