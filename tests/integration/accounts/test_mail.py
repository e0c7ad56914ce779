"""Mail through a real server on this machine: sent once, tried again, given up, never twice, never telling."""

import re
import threading
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.utils import timezone

from accounts import mail
from accounts.actions import messages
from accounts.models import OutgoingMessage
from accounts.roles import Role
from audit.models import Event
from audit.recording import SYSTEM
from common.errors import NotNow, Refused
from tests import factories

ROOT = Path(__file__).parents[3]
DUE, SENT, FAILED = OutgoingMessage.State.DUE, OutgoingMessage.State.SENT, OutgoingMessage.State.FAILED


class Box:
    """What a server received, and how it answers."""

    def __init__(self, answer: str = "250 OK") -> None:
        self.answer, self.received = answer, []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  name fixed by the library
        """Keeps or refuses."""
        if self.answer.startswith("250"):
            self.received.append(message_from_bytes(envelope.content))
        return self.answer


@contextmanager
def serving(settings, box: Box):
    controller = Controller(box, hostname="127.0.0.1", port=18231)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    try:
        yield box
    finally:
        controller.stop()


@pytest.fixture
def box(settings):
    """A server that takes everything."""
    with serving(settings, Box()) as box:
        yield box


def notice(recipient="person@example.org", **fields):
    return mail.queue("account_password_changed", recipient=recipient, by=SYSTEM, **fields)


@pytest.mark.django_db
def test_a_message_goes_out_once(box):
    message = notice()
    assert (mail.send_due(), mail.send_due()) == (1, 0)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (SENT, 1)
    (received,) = box.received
    assert (received["To"], received["Subject"]) == ("person@example.org", "Your password was changed")
    assert str(message.pk) in received["Message-ID"]
    assert list(Event.objects.values_list("verb", flat=True).order_by("id")) == ["message_queued", "message_sent"]


@pytest.mark.django_db
def test_a_calendar_file_goes_along(box):
    notice(calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", calendar_method="REQUEST")
    mail.send_due()
    kinds = [part.get_content_type() for part in box.received[0].walk()]
    assert "text/calendar" in kinds
    assert "application/ics" in kinds


@pytest.mark.django_db
def test_one_key_is_one_message(box):
    assert notice(dedupe_key="a:1") == notice(dedupe_key="a:1")
    notice(dedupe_key="a:2")
    assert mail.send_due() == 2
    assert Event.objects.filter(verb="message_queued").count() == 2


@pytest.mark.django_db
def test_a_server_that_refuses_is_tried_again_later(settings):
    message = notice("person-in-error-text@example.org")
    with serving(settings, Box("451 not now person-in-error-text@example.org")):
        assert mail.send_due() == 0
    message.refresh_from_db()
    wait = message.not_before - timezone.now()
    assert (message.state, message.attempts) == (DUE, 1)
    assert timedelta(minutes=1, seconds=50) < wait <= timedelta(minutes=2)
    assert "person-in-error-text" not in message.last_error  # what a server says may hold anything

    with serving(settings, Box()) as box:
        assert mail.send_due() == 0  # not yet
        OutgoingMessage.objects.update(not_before=timezone.now())
        assert mail.send_due() == 1
    assert len(box.received) == 1
    message.refresh_from_db()
    assert (message.state, message.last_error) == (SENT, "")


@pytest.mark.django_db
def test_waiting_doubles_and_ends(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 18232, False  # nobody there
    message, waits = notice(), []
    for _ in range(mail.MAX_ATTEMPTS):
        OutgoingMessage.objects.update(not_before=None)
        mail.send_due()
        message.refresh_from_db()
        waits.append(round((message.not_before - timezone.now()).total_seconds() / 60))
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256]
    assert (message.state, message.attempts) == (FAILED, mail.MAX_ATTEMPTS)
    assert Event.objects.filter(verb="message_failed").count() == 1
    assert mail.send_due() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("poison", [
    {"recipient": "two\nlines@example.org"},
    {"subject": "two\nlines"},
    {"is_secret": True, "body": "never encrypted"},
])  # fmt: skip
def test_a_message_that_cannot_be_sent_does_not_hold_up_the_rest(box, poison):
    first, second = notice(), notice("other@example.org")
    OutgoingMessage.objects.filter(pk=first.pk).update(**poison)
    assert mail.send_due() == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempts, second.state) == (DUE, 1, SENT)


@pytest.mark.django_db(transaction=True)
def test_two_senders_never_send_one_message_twice(box):
    for number in range(6):
        notice(f"person{number}@example.org")
    counts = []

    def send():
        counts.append(mail.send_due())
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sum(counts) == 6
    assert sorted(m["To"] for m in box.received) == [f"person{n}@example.org" for n in range(6)]


@pytest.mark.django_db(transaction=True)
def test_a_message_in_another_sender_s_hands_is_left_to_it(box):
    held = notice()
    other = threading.Event()
    taken = threading.Event()

    def hold():
        with transaction.atomic():
            list(OutgoingMessage.objects.select_for_update().filter(pk=held.pk))
            taken.set()
            other.wait(10)
        connection.close()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    notice("free@example.org")
    try:
        assert mail.send_due() == 1
    finally:
        other.set()
        holder.join()
    assert [m["To"] for m in box.received] == ["free@example.org"]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sent_for_a_change_that_was_undone(box):
    def undone():
        with transaction.atomic():
            notice()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert mail.send_due() == 0


TEXTS = sorted((ROOT / "templates" / "emails").glob("account_*.txt"))
KNOWN = {"path", "role", 'expires_at|date:"j F Y"', "site_url", "panel.name", "panel.contact_email"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_our_texts_hold_links_and_the_panel_only(text):
    source = text.read_text(encoding="utf-8")
    assert set(re.findall(r"{{ ?(.+?) ?}}", source)) <= KNOWN
    assert len(source.splitlines()[0]) < 150


@pytest.mark.django_db
def test_an_administrator_tries_again_what_failed(box, panel, person, member):
    message = notice(member.email)
    OutgoingMessage.objects.update(state=FAILED, attempts=8)
    messages.retry(message_id=message.pk, panel=panel, by=person(Role.ADMINISTRATOR))
    assert mail.send_due() == 1
    assert Event.objects.filter(verb="message_retried").count() == 1
    with pytest.raises(NotNow):
        messages.retry(message_id=message.pk, panel=panel, by=person(Role.ADMINISTRATOR))


@pytest.mark.django_db
def test_mail_of_another_panel_is_not_there(panel, other_panel, person, manager):
    admin = person(Role.ADMINISTRATOR)
    stranger = factories.person(other_panel, Role.MEMBER)
    theirs = [notice(panel=other_panel), notice(stranger.email)]
    mine = [notice(panel=panel), notice(manager.email)]
    assert set(OutgoingMessage.objects.visible_to(admin)) == set(mine)
    with pytest.raises(OutgoingMessage.DoesNotExist):
        messages.retry(message_id=theirs[0].pk, panel=panel, by=admin)
    with pytest.raises(Refused):
        messages.retry(message_id=mine[0].pk, panel=panel, by=manager)
