"""What runs and what does not, on real services: each fault is made, found, and said."""

import os
import time
import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from accounts.actions import signing_in
from accounts.models import OutgoingMessage
from accounts.roles import Role
from audit.models import Event
from audit.recording import SYSTEM, VISITOR, record
from cases.actions import attachments
from cases.models import Attachment
from cdop.celery import app
from cdop.running import failures, looking, services, work
from cdop.running.findings import State
from tests import scenarios_casework

pytestmark = pytest.mark.django_db
AWAY = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def beaten():
    """Somebody was heard of just now."""
    services.beat()


def _mail(state, minutes):
    message = OutgoingMessage.objects.create(event="test", recipient="a@example.org", subject="s", state=state)
    OutgoingMessage.objects.filter(pk=message.pk).update(created_at=timezone.now() - timedelta(minutes=minutes))


def test_a_good_installation_is_well(settings, tmp_path):
    record("backup_made", by=SYSTEM, subject="cdop.backup")
    record("backup_checked", by=SYSTEM, subject="cdop.backup")
    settings.AUDIT_ANCHORS = str(tmp_path / "anchors")
    (tmp_path / "anchors").touch()
    found = {one.key: one for one in looking.all_of_it()}
    assert {key for key, one in found.items() if one.state != State.WELL} <= {"disk"}
    assert not any(one.advice for one in found.values() if one.state == State.WELL)


def test_a_database_without_the_tables_of_this_version_is_not_ready(client):
    MigrationRecorder.Migration.objects.filter(app="audit").order_by("-pk")[:1].get().delete()
    answer = client.get(reverse("ready"))
    assert (answer.status_code, answer.content) == (503, b"database: not working\n")
    assert client.get(reverse("live")).status_code == 200


def test_a_broker_that_is_away_is_said_and_breaks_nothing(settings):
    settings.REDIS_URL = AWAY
    assert services.broker().state == services.background().state == State.FAULT
    assert "Nothing is lost" in services.broker().words


@pytest.mark.parametrize(
    ("off", "state"),
    [
        (0, State.WELL),
        (4, State.WELL),
        (-4, State.WELL),
        (20, State.LOOK),
        (-90, State.FAULT),
        (3 * 86400, State.FAULT),
    ],
)
def test_a_clock_that_is_wrong_is_said(monkeypatch, off, state):
    right = time.time
    monkeypatch.setattr(services.time, "time", lambda: right() + off)
    found = services.clock()
    assert found.state == state
    assert abs(found.numbers["clock_apart_seconds"] - abs(off)) < 1


@pytest.mark.parametrize(
    ("minutes", "state"), [(0, State.WELL), (2, State.WELL), (5, State.LOOK), (30, State.FAULT)]
)  # fmt: skip
def test_workers_are_known_by_their_last_sign_of_life(minutes, state):
    with services._broker() as broker:
        broker.set(services.BEAT, str(time.time() - minutes * 60))
    assert services.background().state == state


def test_workers_never_heard_of_are_a_fault():
    with services._broker() as broker:
        broker.delete(services.BEAT)
    assert services.background().state == State.FAULT


@pytest.mark.parametrize(
    ("kept", "minutes", "state"),
    [("due", 1, State.WELL), ("due", 20, State.LOOK), ("due", 200, State.FAULT), ("failed", 1, State.LOOK),
     ("sent", 200, State.WELL)],
)  # fmt: skip
def test_mail_that_waits_too_long_or_failed_needs_a_look(kept, minutes, state):
    _mail(kept, minutes)
    assert work.mail().state == state


@pytest.mark.parametrize(("days", "state"), [(None, State.FAULT), (0, State.WELL), (2, State.LOOK), (4, State.FAULT)])
def test_a_backup_grows_old(monkeypatch, days, state):
    if days is not None:
        record("backup_made", by=SYSTEM, subject="cdop.backup")
        later = timezone.now() + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert work.backup().state == state


def test_a_drill_counts_as_checked_or_restored():
    assert work.drill().state == State.LOOK
    record("backup_restored", by=SYSTEM, subject="cdop.backup")
    assert work.drill().state == State.WELL


def test_anchors_that_lag_behind_the_trail_are_found(settings, tmp_path):
    settings.AUDIT_ANCHORS = str(tmp_path / "anchors")
    assert work.trail().state == State.LOOK
    (tmp_path / "anchors").touch()
    assert work.trail().state == State.WELL
    two_hours_ago = time.time() - 7200
    os.utime(tmp_path / "anchors", (two_hours_ago, two_hours_ago))
    assert work.trail().state == State.WELL
    record("signed_in", by=SYSTEM, subject="test")
    assert work.trail().state == State.LOOK


def test_work_that_breaks_off_is_written_down_once_an_hour_without_what_it_worked_on():
    @app.task(name="tests.breaks")
    def breaks(key):
        raise ValueError(f"The record of {key}")

    for _ in range(2):
        breaks.apply(args=["A child"])
    entry = Event.objects.get(verb="task_failed")
    assert (entry.subject_label, entry.details) == ("tests.breaks", {"error": "ValueError"})
    assert work.tasks().state == State.LOOK
    assert failures.note(task="tests.other", error="OSError")


def test_documents_that_wait_for_the_scanner_are_counted(panel, manager, settings):
    case = scenarios_casework.open_case(panel)
    settings.CLAMD_ADDRESS = "127.0.0.1:1"
    file = ContentFile(b"Invented words", name="words.txt")
    attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, title="Words", file=file)
    assert work.documents().state == State.WELL
    Attachment.objects.update(created_at=timezone.now() - timedelta(hours=2))
    assert work.documents().state == State.LOOK
    assert work.documents().numbers == {"documents_waiting": 1, "documents_held": 0}


def test_a_certificate_that_cannot_be_reached_is_said(settings):
    settings.SITE_URL, settings.CERTIFICATE_AT = "https://cdop.example.org", "127.0.0.1:1"
    assert services.certificate().state == State.LOOK
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert services.certificate() is None


def test_the_page_is_for_administrators_and_names_nobody(signed_in, person):
    _mail("failed", 1)
    answer = signed_in(person(Role.ADMINISTRATOR)).get(reverse("running"))
    assert answer.status_code == 200
    assert "1 could not be sent" in answer.content.decode()
    assert "a@example.org" not in answer.content.decode()
    assert signed_in(person(Role.MANAGER)).get(reverse("running")).status_code == 403


@pytest.mark.parametrize("shown", [None, "Bearer wrong", "Bearer ", "secret"])
def test_numbers_are_for_whoever_shows_the_token(client, settings, shown):
    settings.METRICS_TOKEN = "a-token"  # noqa: S105  made up
    headers = {"Authorization": shown} if shown else {}
    assert client.get(reverse("metrics"), headers=headers).status_code == 404
    settings.METRICS_TOKEN = ""
    assert client.get(reverse("metrics"), headers={"Authorization": "Bearer "}).status_code == 404


def test_the_numbers_can_be_read_by_prometheus(client, settings):
    settings.METRICS_TOKEN = "a-token"  # noqa: S105  made up
    _mail("failed", 1)
    answer = client.get(reverse("metrics"), headers={"Authorization": "Bearer a-token"})
    found = {one.name: one.samples for one in text_string_to_metric_families(answer.content.decode())}
    states = {sample.labels["part"]: sample.value for sample in found["cdop_state"]}
    assert (states["mail"], states["database"]) == (1, 0)
    assert found["cdop_mail_failed"][0].value == 1
    assert found["cdop_disk_free_bytes"][0].value > 0


@pytest.mark.parametrize(
    ("minutes", "number", "state"), [(5, 99, State.WELL), (5, 100, State.LOOK), (61, 100, State.WELL)]
)
def test_guessing_spread_over_many_accounts_is_said(monkeypatch, minutes, number, state):
    for one in range(number):
        signing_in.note_failure(email=f"nobody{one}@example.org", step="password", by=VISITOR)
    later = timezone.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(work.timezone, "now", lambda: later)
    assert work.sign_in().state == state
