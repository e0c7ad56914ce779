"""A notification sent once, and only once."""

import pytest

from accounts.models import OutgoingMessage
from audit.models import Event
from audit.recording import PUBLIC
from cases.actions import notify
from cases.identity.models import Child
from cases.models import Notification
from tests import scenarios

pytestmark = pytest.mark.django_db


def test_a_notification_waits_for_triage(panel, manager):
    notification = scenarios.notified(panel, relatives=[{"relationship": "Mother", "name": "Test Mother"}])

    notification.refresh_from_db()
    assert notification.state == Notification.State.RECEIVED
    assert notification.place_of_death == "hospital"
    assert Child.objects.get(notification=notification).relatives.get().name == "Test Mother"
    assert Event.objects.get(verb="notification_received").actor_label == "A notifier without an account"


def test_office_managers_and_notifier_are_told_without_a_name(panel, manager):
    notification = scenarios.notified(panel, child={"surname": "Zzcanary"}, circumstances="Zzcanary story")

    messages = OutgoingMessage.objects.all()
    assert {m.recipient for m in messages} == {panel.contact_email, manager.email, "notifier@example.org"}
    assert all(notification.reference in m.body for m in messages)
    assert not any("Zzcanary" in m.subject + m.body for m in messages)


def test_sent_twice_is_one_notification(panel):
    first = scenarios.notified(panel)
    events = Event.objects.count()

    second = notify.send(key=first.pk, panel=panel, by=PUBLIC, facts={**scenarios.FACTS}, child={})

    assert second.pk == first.pk
    assert Child.objects.count() == 1
    assert Event.objects.count() == events
