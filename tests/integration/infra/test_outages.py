"""A row that somebody holds, a statement without end, a change that fell silent: said, undone, and done next time."""

import os
import runpy
import time
import uuid
from dataclasses import replace

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.models import Session
from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from cases.models import Attachment
from cdop import env, outages, views
from cdop.settings import base, patience
from tests import crafted, factories, scenarios

LONG = 60
BUSY = b"The records were busy"


def _begun(limits: patience.Patience) -> str:
    return f"{env.opened()} {limits.options()}"


@pytest.fixture
def limited():
    """``limited(lock=0.1)``: this process's connection has the limits of a page, some of them shorter."""
    usual = dict(connection.settings_dict["OPTIONS"])

    def limit(**shorter: float) -> None:
        connection.close()
        connection.settings_dict["OPTIONS"] = {**usual, "options": _begun(replace(patience.PAGES, **shorter))}

    yield limit
    connection.close()
    connection.settings_dict["OPTIONS"] = usual


@pytest.fixture
def holder():
    """Another program's connection to the same database."""
    parts = connection.settings_dict
    host = {"host": parts["HOST"], "port": parts["PORT"] or None, "password": parts["PASSWORD"]}
    with psycopg.connect(dbname=parts["NAME"], user=parts["USER"], options=env.opened(), **host) as other:
        yield other


def send(browser, case, key):
    file = SimpleUploadedFile("report.pdf", crafted.pdf("invented"))
    address = reverse("cases:document_new", args=[case.pk])
    return browser.post(address, {"title": "Report", "file": file, "new_id": str(key)})


@pytest.mark.filterwarnings("ignore")
@pytest.mark.django_db(transaction=True)
def test_a_page_does_not_wait_for_a_row_for_ever(limited, holder):
    panel = factories.panel()
    case, manager = scenarios.open_case(panel), factories.person(panel, Role.MANAGER)
    browser, key = Client(raise_request_exception=False), uuid.uuid4()
    browser.force_login(manager)
    for shorter in ({"lock": 0.1}, {"lock": LONG, "statement": 0.1}):
        limited(**shorter)
        holder.execute("SELECT 1 FROM cases_case WHERE id = %s FOR UPDATE", [case.pk])
        refused = send(browser, case, key)
        assert (refused.status_code, BUSY in refused.content) == (503, True), shorter
        assert not Attachment.objects.exists()
        holder.rollback()
    assert [send(browser, case, key).status_code for _ in range(2)] == [302, 302]
    assert Attachment.objects.count() == 1


@transaction.atomic
def _fall_silent():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        time.sleep(0.3)
        cursor.execute("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_change_that_fell_silent_gives_its_rows_back(limited):
    limited(silence=0.1)
    with pytest.raises(InternalError) as found:
        _fall_silent()
    assert outages.of(found.value) is outages.BUSY


@pytest.mark.parametrize(("owner", "part", "here"), [
    ("", "web", patience.PAGES),
    ("", "", patience.BACKGROUND),
    ("owner", "", patience.OWNER),
    ("owner", "web", patience.OWNER),
])  # fmt: skip
def test_who_answers_pages_waits_least_and_the_owner_without_end(monkeypatch, owner, part, here):
    monkeypatch.setenv("CDOP_DATABASE_ROLE", owner)
    monkeypatch.setenv("CDOP_PART", part)
    assert patience.here() is here


def test_a_web_process_says_that_it_answers_pages(monkeypatch):
    monkeypatch.setenv("CDOP_PANELS", "all")  # taken back after the test, as the next
    monkeypatch.setenv("CDOP_PART", "taken back after the test")
    monkeypatch.delenv("CDOP_PART")
    monkeypatch.setattr("django.core.wsgi.get_wsgi_application", lambda: None)
    runpy.run_module("cdop.wsgi")
    assert os.environ["CDOP_PART"] == "web"
    assert (
        base.DATABASES["default"]["OPTIONS"]["options"] == f"-c cdop.panels=all {patience.OWNER.options()}"
    )  # as the tests run


@pytest.mark.filterwarnings("ignore")
@pytest.mark.django_db(transaction=True)
def test_a_session_that_cannot_be_saved_is_an_outage_and_one_that_ended_is_not(limited, holder):
    member = factories.person(factories.panel(), Role.MEMBER)
    browser = Client(raise_request_exception=False)
    browser.force_login(member)
    limited(lock=0.1)
    holder.execute("SELECT 1 FROM django_session FOR UPDATE")
    refused = browser.get(reverse("accounts:profile"))  # notes when it was seen
    assert (refused.status_code, BUSY in refused.content) == (503, True)
    holder.rollback()
    assert browser.get(reverse("accounts:profile")).status_code == 200
    store = browser.session
    store["seen"] = 1
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()


def test_whoever_was_signed_out_meanwhile_is_told_to_look_first(rf):
    answer = views.unreadable(rf.get("/"), SessionInterrupted())
    assert (answer.status_code, b"look whether what you" in answer.content) == (400, True)
    assert b"Nothing was changed" in views.unreadable(rf.get("/"), SuspiciousOperation()).content
