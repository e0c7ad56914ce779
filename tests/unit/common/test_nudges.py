"""Handing work over: by the application that workers run, loaded with the first piece, and never in a page's way."""

import pytest
from django.conf import settings
from kombu.exceptions import OperationalError

from cdop.celery import app
from cdop.schedule import BEAT_SCHEDULE
from common import nudges


def test_work_is_handed_over_by_the_application_of_the_workers(monkeypatch):
    sent = []
    monkeypatch.setattr(app, "send_task", lambda task, args: sent.append((task, args)))
    nudges._send("cases.scan_attachment", ("1",))
    assert sent == [("cases.scan_attachment", ("1",))]


@pytest.mark.parametrize("error", [OperationalError, ConnectionRefusedError])
def test_without_a_broker_the_sweep_takes_it(error, monkeypatch, caplog):
    def refuse(task, args):
        raise error

    monkeypatch.setattr(app, "send_task", refuse)
    nudges._send("cases.scan_attachment", ("1",))
    assert "the sweep will take it" in caplog.text


def test_the_application_has_its_timetable_and_its_broker():
    assert app.conf.beat_schedule == BEAT_SCHEDULE
    assert app.conf.broker_url == settings.CELERY_BROKER_URL
    assert app.conf.task_acks_late
