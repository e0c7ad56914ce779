"""Queues messages and sends what is due. Mail leaves only through here."""

import smtplib
from datetime import timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from accounts import crypto
from accounts.models import OutgoingMessage, Panel
from audit.recording import SYSTEM, record
from common.nudges import nudge

MAX_ATTEMPTS = 8
# Out of reach or refused by the server; a header or an address that cannot be written; a text that cannot be decrypted.
FAULTS = (OSError, smtplib.SMTPException, ValueError, InvalidToken)


@transaction.atomic
def queue(
    event: str,
    *,
    recipient: str,
    by: object,
    panel: Panel | None = None,
    context: dict | None = None,
    text: str = "",
    calendar: str = "",
    calendar_method: str = "",
    dedupe_key: str = "",
    secret: bool = False,
) -> OutgoingMessage:
    """Writes the message ``event`` as a row that is due; call it inside the transaction of the change.

    The text comes from ``templates/emails/<event>.txt``, whose first line is the subject, unless ``text`` gives it in
    the same shape. ``context`` carries references and links, never a child's name, date or cause. ``secret`` is for a
    text with a one-time link: it is stored encrypted and emptied once it is sent.
    """
    text = text or _rendered(event, panel, context or {})
    subject, _, body = text.strip().partition("\n")
    values = {
        "event": event, "recipient": recipient, "panel": panel, "subject": subject.strip(), "is_secret": secret,
        "body": crypto.encrypt(body.strip()) if secret else body.strip(),
        "calendar": calendar, "calendar_method": calendar_method,
    }  # fmt: skip
    message, made = _once(dedupe_key, values)
    if made:
        record("message_queued", by=by, subject=message, panel=panel, details={"event": event})
        nudge("accounts.send_due_messages")
    return message


def _rendered(event: str, panel: Panel | None, context: dict) -> str:
    return render_to_string(f"emails/{event}.txt", {"site_url": settings.SITE_URL, "panel": panel, **context})


def _once(dedupe_key: str, values: dict) -> tuple[OutgoingMessage, bool]:
    if not dedupe_key:
        return OutgoingMessage.objects.create(**values), True
    return OutgoingMessage.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)


def send_due(limit: int = 50) -> int:
    """Sends messages that are due, each in its own transaction; returns how many went out."""
    sent = 0
    for _ in range(limit):
        outcome = _send_next()
        if outcome is None:
            break
        sent += outcome
    return sent


@transaction.atomic
def _send_next() -> int | None:
    message = (
        OutgoingMessage.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(state=OutgoingMessage.State.DUE)
        .exclude(not_before__gt=timezone.now())
        .order_by("created_at")
        .first()
    )
    if message is None:
        return None
    message.attempts += 1
    try:
        _deliver(message)
    except FAULTS as error:
        return _failed(message, error)
    message.state, message.sent_at, message.last_error = OutgoingMessage.State.SENT, timezone.now(), ""
    if message.is_secret:
        message.body = ""
    message.save()
    record("message_sent", by=SYSTEM, subject=message, panel=message.panel, details={"event": message.event})
    return 1


def _failed(message: OutgoingMessage, error: Exception) -> int:
    message.last_error = type(error).__name__  # the text of an SMTP error may quote an address
    message.not_before = timezone.now() + timedelta(minutes=2**message.attempts)
    if message.attempts >= MAX_ATTEMPTS:
        message.state = OutgoingMessage.State.FAILED
        record("message_failed", by=SYSTEM, subject=message, panel=message.panel, details={"event": message.event})
    message.save()
    return 0


def _deliver(message: OutgoingMessage) -> None:
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=crypto.decrypt(message.body) if message.is_secret else message.body,
        to=[message.recipient],
        headers={"Message-ID": f"<{message.pk}@cdop>"},
    )
    if message.calendar:
        email.attach_alternative(message.calendar, f"text/calendar; method={message.calendar_method}; charset=utf-8")
        email.attach("invite.ics", message.calendar, "application/ics")
    email.send()


@transaction.atomic
def withhold_due(*, by: object) -> int:
    """Keeps back everything that is due: mail of a past that was made up must reach nobody. Demonstrations only."""
    state = OutgoingMessage.State
    count = OutgoingMessage.objects.filter(state=state.DUE).update(state=state.WITHHELD, body="")
    record("messages_withheld", by=by, subject="accounts.outgoingmessage", details={"count": count})
    return count
