"""Background work of people and mail."""

from celery import shared_task

from accounts import mail


@shared_task(name="accounts.send_due_messages")
def send_due_messages() -> int:
    """Sends the mail that is due."""
    return mail.send_due()
