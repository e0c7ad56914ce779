"""Reminders under a moved clock: real rows, a real SMTP server, each step once, nothing of the child."""

from datetime import timedelta

import pytest

from accounts import mail
from accounts.models import OutgoingMessage
from audit.models import Event
from audit.recording import SYSTEM
from cases.actions import access, pauses, reminders, requests, steps
from cases.models import InformationRequest, Reminder
from cases.tasks import remind
from cases.workflow import Step
from cdop.demo import clock
from cdop.schedule import BEAT_SCHEDULE
from common.dates import today
from common.errors import NotNow, Refused
from tests import factories, scenarios
from tests.integration.accounts.test_mail import Box, serving
from tests.scenarios_requests import ask, contact, letters


@pytest.fixture
def agency():
    return factories.organisation("Sample Surgery", kind="gp")


@pytest.fixture
def asked(panel, manager, chair, agency):
    case = scenarios.open_case(panel, child={"first_names": "Zebulon", "surname": "Quillfeather"})
    return ask(case, manager, organisation=agency)


def _sweep(asked, days: int) -> int:
    with clock.on(asked.due_on + timedelta(days=days)):
        return reminders.sweep(by=SYSTEM)


def test_the_whole_ladder_through_a_real_server(asked, agency, chair, settings):
    contact(agency, "safeguarding_lead", "lead@example.org")
    with serving(settings, Box()) as box:
        mail.send_due(limit=500)
        box.received.clear()
        for days in range(-9, 60):
            with clock.on(asked.due_on + timedelta(days=days)):
                remind()
                remind()
                mail.send_due(limit=500)
        got = [
            (message["To"], message["Subject"], message.get_payload(decode=True).decode()) for message in box.received
        ]
    to = [recipient for recipient, _, _ in got]
    assert to == [asked.respondent_email] * 5 + ["lead@example.org", chair.email]
    for _, subject, text in got:
        for kept in ("Zebulon", "Quillfeather", asked.case.died_on.isoformat()):
            assert kept not in subject + text
        assert asked.case.reference in subject
        assert "{" not in subject + text
    assert all("/respond/link/" in text for _, _, text in got[:5])
    assert not any("/respond/link/" in text for _, _, text in got[5:])
    assert Reminder.objects.count() == 7
    assert Event.objects.filter(verb="request_escalated").count() == 2


def test_only_the_newest_link_is_open_and_the_agency_keeps_writing(asked):
    version = asked.version
    _sweep(asked, -7)
    assert asked.links.count() == 2
    assert [link.is_open for link in asked.links.all()] == [True, False]
    asked.refresh_from_db()
    assert asked.version == version
    assert asked.last_chased_on == asked.due_on - timedelta(days=7)


@pytest.mark.parametrize("end", ["answered", "cancelled", "paused", "closed"])
def test_nobody_is_reminded_of_what_is_over_or_rests(asked, manager, end):
    if end == "answered":
        requests.receive(request_id=asked.pk, version=1, by=manager, on=today(), via="post", text="See document")
    elif end == "cancelled":
        requests.cancel(request_id=asked.pk, version=1, by=manager, reason="Asked twice")
    elif end == "paused":
        pauses.begin(request_id=asked.pk, by=manager, reason="The coroner asked for it")
    else:
        steps.take(case_id=asked.case_id, step=Step.MARK_DUPLICATE, by=manager, reason="Same child")
    assert _sweep(asked, 7) == 0


def test_a_pause_moves_the_date_by_its_length(asked, manager, person):
    due = asked.due_on
    with clock.on(due - timedelta(days=5)):
        pauses.begin(request_id=asked.pk, by=manager, reason="The coroner asked for it")
        pauses.begin(request_id=asked.pk, by=manager, reason="Pressed twice")
    with clock.on(due + timedelta(days=5)):
        pauses.end(request_id=asked.pk, by=manager)
        pauses.end(request_id=asked.pk, by=manager)
    asked.refresh_from_db()
    assert asked.due_on == due + timedelta(days=10)
    assert asked.pauses.get().reason == "The coroner asked for it"
    with pytest.raises(NotNow):
        pauses.begin(request_id=asked.pk, by=manager, reason=" ")
    with pytest.raises(Refused):
        pauses.begin(request_id=asked.pk, by=person("doctor"), reason="No")


def test_another_date_starts_the_ladder_again(asked, manager):
    assert _sweep(asked, 0) == 1
    later = asked.due_on + timedelta(days=30)
    requests.change_due(request_id=asked.pk, version=1, by=manager, due_on=later)
    assert _sweep(asked, 1) == 0
    asked.refresh_from_db()
    assert _sweep(asked, -7) == 1


def test_a_missing_lead_is_said_and_the_chair_told_in_turn(asked, chair):
    for days in (28, 35, 42):
        assert _sweep(asked, days) == 1
    assert [(row.step, row.outcome) for row in asked.reminders.all()] == [
        ("late_28", "sent"), ("lead", "nobody"), ("chair", "sent"),
    ]  # fmt: skip
    assert len(letters(chair.email)) == 1


def _escalated(asked) -> list[list]:
    """Everything as far as the chair; who is written to by the last step."""
    for days in (28, 35):
        _sweep(asked, days)
    before = set(OutgoingMessage.objects.values_list("pk", flat=True))
    _sweep(asked, 42)
    sent = OutgoingMessage.objects.exclude(pk__in=before).order_by("recipient")
    return list(sent.values_list("recipient", flat=True))


def test_a_chair_to_whom_the_case_is_closed_is_not_told_of_it(asked, panel, manager, chair):
    other = factories.person(panel, "chair")
    access.exclude(case=asked.case, user=chair, by=manager, reason="Kin")
    assert _escalated(asked) == [other.email]


def test_where_it_is_closed_to_every_chair_a_manager_is_told(asked, panel, manager, chair):
    closed = factories.person(panel, "manager")
    for one in (chair, closed):
        access.exclude(case=asked.case, user=one, by=manager, reason="Kin")
    assert _escalated(asked) == [manager.email]
    assert asked.case.reference in OutgoingMessage.objects.filter(recipient=manager.email).latest("created_at").subject


def test_without_a_chair_nobody_is_told_in_the_chairs_place(asked, manager):
    asked.case.panel.memberships.filter(role="chair").update(ends_on=today())
    assert _escalated(asked) == []
    assert asked.reminders.get(step="chair").outcome == "nobody"


def test_what_was_sent_stands_on_the_page_of_the_request(asked, manager, signed_in):
    _sweep(asked, 0)
    _sweep(asked, 7)
    page = signed_in(manager).get(f"/cases/{asked.case_id}/requests/{asked.pk}/").content.decode()
    assert "Reminded on the day" in page
    assert "Reminded a week after the date" in page


def test_one_failing_request_would_not_hide_behind_the_sweep(asked, manager):
    """The sweep looks at rows, not at what was nudged: a request made an hour ago by another process is found."""
    other = ask(asked.case, manager, "else@example.org")
    assert _sweep(asked, 0) == 2
    assert InformationRequest.objects.get(pk=other.pk).reminders.count() == 1


def test_the_scheduler_knows_the_sweep():
    assert "cases.remind" in {entry["task"] for entry in BEAT_SCHEDULE.values()}
