"""Invitations as a real mail server receives them, deputies in place, reminders, and who is told of a change."""

from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts import mail
from accounts.models import Membership, OutgoingMessage
from accounts.roles import Role
from audit.recording import SYSTEM
from cases.models import Case
from common.errors import NotNow, Refused
from panels import selectors
from panels.actions import agenda, conflicts, invitations, meetings, reminders, seats
from panels.models import Invitation
from panels.selectors.report import attendance_by_seat
from tests import scenarios_panels as scene


class Box:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.received = []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  name fixed by the library
        """Takes everything."""
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@contextmanager
def _serving(settings):
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=18232)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    try:
        yield box
    finally:
        controller.stop()


@pytest.fixture
def box(settings):
    """The server."""
    with _serving(settings) as found:
        yield found


@pytest.fixture
def meeting(panel, manager, member):
    """A meeting next week with one member invited."""
    made = scene.scheduled(panel, manager, days=7)
    scene.invite(made, manager, member)
    return made


def entries(box: Box, person) -> list:
    """What this person's calendar program is given, message by message: ``(method, event)``."""
    found = []
    for message in box.received:
        if message["To"] != person.email:
            continue
        parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
        if not parts:
            continue
        (part,) = parts
        calendar = Calendar.from_ical(part.get_content())
        (event,) = calendar.walk("VEVENT")
        assert part.get_content_type() == "text/calendar"
        assert part.get_param("method") == str(calendar["method"])
        (file,) = [one for one in message.walk() if one.get_filename() == "invite.ics"]
        assert Calendar.from_ical(file.get_content()).to_ical() == calendar.to_ical()
        found.append((str(calendar["method"]), event))
    return found


# --- what the server received


def test_create_update_cancel_as_a_server_received_them(box, meeting, manager, member, panel):
    later = meeting.starts_at + timedelta(hours=1)
    moved = meetings.change(meeting_id=meeting.pk, version=meeting.version, starts_at=later, by=manager)
    meetings.cancel(meeting_id=meeting.pk, version=moved.version, reason="Snow", by=manager)
    mail.send_due()
    found = entries(box, member)
    assert [method for method, _ in found] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["uid"]) for _, event in found}) == 1
    assert [event["sequence"] for _, event in found] == [0, 1, 2]
    assert [event.decoded("dtstart") for _, event in found] == [meeting.starts_at, later, later]
    assert {str(event["status"]) for _, event in found[:2]} == {"CONFIRMED"}
    assert str(found[2][1]["status"]) == "CANCELLED"
    for _, event in found:
        assert str(event["attendee"]) == f"MAILTO:{member.email}"
        assert str(event["organizer"]) == f"MAILTO:{panel.contact_email}"


def test_a_change_of_the_title_alone_sends_no_entry(box, meeting, manager, member):
    meetings.change(meeting_id=meeting.pk, version=meeting.version, title="Panel, part two", by=manager)
    mail.send_due()
    assert len(entries(box, member)) == 1


def test_only_those_invited_get_an_entry_and_each_their_own(box, meeting, manager, member, colleague, chair):
    scene.invite(meeting, manager, chair)
    mail.send_due()
    assert len(entries(box, member)) == len(entries(box, chair)) == 1
    assert not entries(box, colleague)


# --- deputies


def seat_of(user) -> Membership:
    """The role with which somebody sits on the panel."""
    return Membership.objects.current().get(user=user)


def put_in_place(meeting, manager, away, deputy) -> Invitation:
    """The deputy is invited for somebody."""
    found = meeting.invitations.get(user=away)
    return invitations.invite_deputy(invitation_id=found.pk, membership_id=seat_of(deputy).pk, by=manager)


def test_a_deputy_is_invited_in_place_and_reads_the_cases(box, meeting, case, manager, member, colleague):
    agenda.add(meeting_id=meeting.pk, case_id=case.pk, by=manager)
    found = meeting.invitations.get(user=member)
    invitations.answer(invitation_id=found.pk, version=found.version, reply="declined", by=member)
    first, again = (put_in_place(meeting, manager, member, colleague) for _ in range(2))
    assert first == again
    mail.send_due()
    assert [method for method, _ in entries(box, colleague)] == ["REQUEST"]
    (message,) = [one for one in box.received if one["To"] == colleague.email]
    assert f"in the place of {member.full_name}" in message.get_body(("plain",)).get_content()
    assert Case.objects.reviewable_by(colleague).filter(pk=case.pk).exists()


def test_who_cannot_have_a_deputy(meeting, manager, member, colleague, chair, person):
    other = person(Role.MEMBER, seat="core")
    scene.invite(meeting, manager, chair)
    with pytest.raises(NotNow, match="is invited already"):
        put_in_place(meeting, manager, member, chair)
    put_in_place(meeting, manager, member, colleague)
    with pytest.raises(NotNow, match="in this place already"):
        put_in_place(meeting, manager, member, other)
    with pytest.raises(NotNow, match="who cannot come"):
        put_in_place(meeting, manager, colleague, other)
    found = meeting.invitations.get(user=chair)
    invitations.answer(invitation_id=found.pk, version=found.version, reply="accepted", by=chair)
    with pytest.raises(NotNow, match="who cannot come"):
        put_in_place(meeting, manager, chair, other)
    with pytest.raises(Refused):
        put_in_place(meeting, member, member, other)


def test_the_register_names_the_deputy(signed_in, panel, meeting, manager, member, colleague):
    seat = seats.add(panel=panel, new_id=meeting.pk, title="Police", kind="core", by=manager)
    seats.fill(seat_id=seat.pk, version=seat.version, membership=seat_of(member), deputy=seat_of(colleague), by=manager)
    found = meeting.invitations.get(user=member)
    browser, url = signed_in(manager), reverse("panels:deputy", args=[found.pk])
    page = browser.get(url)
    assert page.context["form"]["membership"].value() == seat_of(colleague).pk
    assert browser.post(url, {"membership": seat_of(colleague).pk}).status_code == 302
    html = browser.get(reverse("panels:meeting", args=[meeting.pk])).content.decode()
    assert f"In the place of {member.full_name}" in html


def test_a_deputy_who_came_counts_for_the_seat(panel, case, manager, member, colleague, chair, year):
    meeting = scene.meeting_with(case, manager=manager, invited=[member, chair])
    put_in_place(meeting, manager, member, colleague)
    meetings.start(meeting_id=meeting.pk, by=manager)
    scene.attend(meeting, manager, member, attendance="apologies")
    scene.attend(meeting, manager, colleague, chair)
    scene.decide(meeting, case, chair)
    scene.live.finalise(meeting_id=meeting.pk, by=chair)
    lines = attendance_by_seat(panel, year)
    assert sum(line.meetings for line in lines) == 2  # the deputy is no seat of their own
    assert [(line.attended, line.by_deputy) for line in lines if line.by_deputy] == [(1, 1)]


def test_a_member_who_comes_beside_the_deputy_counts_once_and_for_the_members_agency(
    panel, case, manager, member, colleague, chair
):
    panel.quorum_minimum, panel.quorum_kinds = 3, ["local_authority"]
    panel.save()
    meeting = scene.meeting_with(case, manager=manager, invited=[member, chair])
    put_in_place(meeting, manager, member, colleague)
    meetings.start(meeting_id=meeting.pk, by=manager)
    scene.attend(meeting, manager, member, colleague, chair)
    meeting.refresh_from_db()
    found = selectors.quorum_of(meeting)
    assert (found.present, found.missing) == (2, ("the local authority",))


@pytest.fixture
def year():
    """The financial year of today."""
    from common.dates import FinancialYear, today

    return FinancialYear.of(today())


# --- reminders


def reminders_of(person) -> list[str]:
    """The reminders written to somebody, in order."""
    found = OutgoingMessage.objects.filter(
        recipient=person.email, event__in=["meeting_answer_reminder", "meeting_soon"]
    )
    return list(found.order_by("created_at").values_list("event", flat=True))


@pytest.mark.parametrize(
    ("days", "reply", "invited_days_ago", "event"),
    [
        (8, "none", 10, []),
        (5, "none", 10, ["meeting_answer_reminder"]),
        (5, "none", 1, []),
        (5, "accepted", 10, []),
        (1, "accepted", 10, ["meeting_soon"]),
        (1, "declined", 10, []),
        (20, "none", 10, []),
    ],
)
def test_who_is_reminded_and_once(panel, manager, member, days, reply, invited_days_ago, event):
    meeting = scene.scheduled(panel, manager, days=days)
    scene.invite(meeting, manager, member)
    sent = timezone.now() - timedelta(days=invited_days_ago)
    Invitation.objects.update(reply=reply, sent_at=sent)
    assert [reminders.sweep(by=SYSTEM) for _ in range(2)] == [len(event), 0]
    assert reminders_of(member) == event


def test_a_meeting_that_moved_is_reminded_of_anew_and_a_cancelled_one_never(panel, manager, member):
    meeting = scene.scheduled(panel, manager, days=3)
    scene.invite(meeting, manager, member)
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=10))
    assert reminders.sweep(by=SYSTEM) == 1
    later = {"starts_at": meeting.starts_at + timedelta(days=2), "ends_at": meeting.ends_at + timedelta(days=2)}
    moved = meetings.change(meeting_id=meeting.pk, version=meeting.version, by=manager, **later)
    assert reminders.sweep(by=SYSTEM) == 1
    meetings.cancel(meeting_id=meeting.pk, version=moved.version, reason="Snow", by=manager)
    Invitation.objects.update(reply="accepted")
    assert reminders.sweep(by=SYSTEM) == 0


# --- who is told of a change


def told(since: int) -> list[tuple[str, str]]:
    """``(event, address)`` of the messages about the agenda after the first ``since``."""
    found = OutgoingMessage.objects.filter(event__startswith="agenda_").order_by("created_at")
    return sorted(list(found.values_list("event", "recipient"))[since:])


@pytest.fixture
def sent(panel, manager, case, member, chair):
    """A meeting whose agenda was sent to two people."""
    meeting = scene.meeting_with(case, manager=manager, invited=[member, chair], days=7)
    meetings.announce(meeting_id=meeting.pk, version=meeting.version, by=manager)
    meeting.refresh_from_db()
    return meeting


def again(meeting, manager) -> list[tuple[str, str]]:
    """Who is told when the agenda is sent once more."""
    before = OutgoingMessage.objects.filter(event__startswith="agenda_").count()
    meeting.refresh_from_db()
    meetings.announce(meeting_id=meeting.pk, version=meeting.version, by=manager)
    return told(before)


def test_a_new_case_is_told_to_everybody_it_concerns(sent, second_case, manager, member, chair):
    item = agenda.add(meeting_id=sent.pk, case_id=second_case.pk, by=manager)
    assert selectors.changed_since_sent(sent)
    conflicts.declare(meeting_id=sent.pk, item_id=item.pk, reason="I cared for her", by=member)
    assert again(sent, manager) == [("agenda_changed", chair.email)]


def test_a_case_taken_off_is_not_told_to_whom_it_was_closed(sent, second_case, manager, member, chair):
    item = agenda.add(meeting_id=sent.pk, case_id=second_case.pk, by=manager)
    conflicts.declare(meeting_id=sent.pk, item_id=item.pk, reason="I cared for her", by=chair)
    again(sent, manager)
    agenda.remove(item_id=item.pk, by=manager)
    assert again(sent, manager) == [("agenda_changed", member.email)]


def test_somebody_invited_since_is_told_that_the_papers_are_there(sent, second_case, manager, member, chair, colleague):
    scene.invite(sent, manager, colleague)
    agenda.add(meeting_id=sent.pk, case_id=second_case.pk, by=manager)
    everybody = [
        ("agenda_changed", chair.email), ("agenda_changed", member.email), ("agenda_ready", colleague.email),
    ]  # fmt: skip
    assert again(sent, manager) == sorted(everybody)


def test_somebody_invited_since_alone(sent, manager, colleague):
    scene.invite(sent, manager, colleague)
    assert again(sent, manager) == [("agenda_ready", colleague.email)]


def test_without_a_change_it_goes_to_everybody_once_more(sent, manager, member, chair):
    assert again(sent, manager) == sorted([("agenda_ready", chair.email), ("agenda_ready", member.email)])


def test_a_case_put_on_and_taken_off_again_concerns_nobody(sent, second_case, manager, member, chair):
    item = agenda.add(meeting_id=sent.pk, case_id=second_case.pk, by=manager)
    agenda.remove(item_id=item.pk, by=manager)
    assert not selectors.changed_since_sent(sent)


def test_a_case_that_is_shut_until_it_is_settled_is_not_told_of(sent, second_case, manager, member, chair):
    child = scene.identify(second_case, first_names="Zqchild")
    child.professionals.create(role="Nurse", name="Zqsomebody", organisation="Zqelsewhere", email=member.email)
    agenda.add(meeting_id=sent.pk, case_id=second_case.pk, by=manager)
    assert again(sent, manager) == [("agenda_changed", chair.email)]
