"""Answering by link: what opens a request, and all that does not. Nothing wrong tells what was wrong."""

import logging
import re
import time
import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OutgoingMessage
from audit.models import Event
from cases.actions import attachments, codes, handovers, links, requests
from cases.models import AccessCode, InformationRequest, RequestLink
from cases.respondents import LinkHolder
from common.errors import NotNow, Refused
from common.formats import day
from common.logs import SecretFilter
from tests import factories, scenarios
from tests.scenarios_requests import ask, code_by_phone, contact, letters, open_by_link, token_for

OVER = "/respond/over/"


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel, child={"first_names": "Zebulon", "surname": "Quillfeather"})


@pytest.fixture
def asked(case, manager):
    return ask(case, manager)


@pytest.fixture
def token(asked):
    return token_for(asked.respondent_email)


@pytest.fixture
def code(asked, manager):
    return code_by_phone(asked, manager)


@pytest.fixture
def inside(client, token, code):
    """A browser that has opened the request."""
    assert open_by_link(client, token, code).url == "/respond/"
    return client


def _answer(version=1, **fields):
    return {"version": version, "text": "Seen twice.", "new_id": "6f1c1f0e-0000-4000-8000-000000000001", **fields}


def test_the_email_holds_a_link_and_nothing_of_the_child(asked):
    (text,) = letters(asked.respondent_email)
    for wanted in ("/respond/link/", "16N", asked.case.panel.contact_email, asked.organisation.name):
        assert wanted in text
    for kept in ("Zebulon", "Quillfeather", asked.case.died_on.isoformat(), day(asked.case.died_on)):
        assert kept not in text


def test_link_and_code_open_the_one_request(inside, asked):
    page = inside.get("/respond/").content.decode()
    for wanted in ("Zebulon Quillfeather", "section 16N", asked.case.panel.contact_email):
        assert wanted in page
    for kept in ("LU1 2AA", "Invented circumstances"):
        assert kept not in page
    assert Event.objects.filter(verb="identity_viewed", purpose="Answering a request").count() == 1
    asked.refresh_from_db()
    assert asked.first_opened_at is not None


def test_the_link_alone_shows_nobody(client, token):
    client.post(f"/respond/link/{token}/")
    page = client.get("/respond/code/").content.decode()
    assert "Quillfeather" not in page
    assert client.get("/respond/").url == OVER


def _expired(asked, manager):
    RequestLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))


def _revoked(asked, manager):
    links.revoke(request_id=asked.pk, by=manager)


def _replaced(asked, manager):
    requests.chase(request_id=asked.pk, by=manager)


def _cancelled(asked, manager):
    requests.cancel(request_id=asked.pk, version=1, by=manager, reason="Asked twice")


def _answered(asked, manager):
    requests.receive(request_id=asked.pk, version=1, by=manager, on=asked.asked_on, via="post", text="See document")


def _passed_on(asked, manager):
    holder = LinkHolder(RequestLink.objects.select_related("request").get())
    handovers.pass_on(request_id=asked.pk, version=1, by=holder, name="New", email="new@example.org")


ENDINGS = [_expired, _revoked, _replaced, _cancelled, _answered, _passed_on]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_link_that_ended_answers_like_one_that_never_was(client, asked, manager, token, ending):
    ending(asked, manager)
    ended, never = client.post(f"/respond/link/{token}/"), Client().post(f"/respond/link/{'x' * 43}/")
    assert (ended.status_code, ended.url) == (never.status_code, never.url) == (302, OVER)
    assert "Quillfeather" not in client.get(OVER).content.decode()
    assert client.get("/respond/code/").url == client.get("/respond/").url == OVER


@pytest.mark.parametrize("ending", [_revoked, _cancelled, _passed_on])
def test_what_ends_a_link_ends_what_it_had_opened(inside, asked, manager, ending):
    ending(asked, manager)
    assert inside.get("/respond/").url == OVER
    assert inside.post("/respond/", _answer()).url == OVER


def test_a_used_link_opens_nothing_but_a_fresh_one_goes_to_the_same_mailbox(inside, asked, token):
    other = Client()
    assert other.post(f"/respond/link/{token}/").url == OVER
    assert len(letters(asked.respondent_email)) == 1  # too soon
    RequestLink.objects.update(created_at=timezone.now() - timedelta(hours=1))
    for _ in range(3):
        assert other.post(f"/respond/link/{token}/").url == OVER
    assert len(letters(asked.respondent_email)) == 2
    assert token_for(asked.respondent_email) != token


@pytest.mark.parametrize("ending", [_expired, _revoked, _cancelled])
def test_no_fresh_link_for_one_that_ended(inside, asked, manager, token, ending):
    ending(asked, manager)
    before = OutgoingMessage.objects.count()
    RequestLink.objects.update(created_at=timezone.now() - timedelta(hours=1))
    Client().post(f"/respond/link/{token}/")
    assert OutgoingMessage.objects.count() == before


@pytest.mark.parametrize("method", ["get", "head", "options", "put"])
def test_a_scanner_uses_nothing_up(client, asked, token, code, method, django_assert_num_queries):
    with django_assert_num_queries(0):
        for secret in (token, "x" * 43, "short"):
            getattr(client, method)(f"/respond/link/{secret}/")
    assert RequestLink.objects.get().is_open
    assert open_by_link(Client(), token, code).url == "/respond/"


def test_a_good_and_a_bad_address_look_the_same(client, token):
    good, bad = (client.get(f"/respond/link/{secret}/") for secret in (token, "x" * 43))
    assert (good.status_code, bad.status_code) == (200, 200)
    assert _plain(good) == _plain(bad)
    assert token not in good.content.decode()


def _plain(response) -> str:
    return re.sub(r'(nonce="[^"]*"|value="[^"]*")', "", response.content.decode())


def test_a_thousand_guesses_open_nothing(client, asked, code, settings):
    settings.TRUSTED_PROXY_COUNT = 0
    for number in range(1000):
        answer = client.post(f"/respond/link/{number:043d}/", REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")
        assert (answer.status_code, getattr(answer, "url", "")) in [(302, OVER), (429, "")]
    assert RequestLink.objects.get().is_open
    assert not Event.objects.filter(verb="request_opened").exists()


def test_one_source_is_slowed_down(client, db):
    answers = [client.post(f"/respond/link/{'x' * 43}/", REMOTE_ADDR="10.9.9.9").status_code for _ in range(45)]
    assert answers[0] == 302
    assert answers[-1] == 429


def test_wrong_codes_void_the_code_and_tell_nothing(client, asked, token, code):
    client.post(f"/respond/link/{token}/")
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        page = client.post("/respond/code/", {"code": wrong}).content.decode()
        assert "wrong or no longer works" in page
    assert "wrong or no longer works" in client.post("/respond/code/", {"code": code}).content.decode()
    assert AccessCode.objects.get().ended_at is not None
    assert RequestLink.objects.get().is_open
    assert Event.objects.filter(verb="request_code_wrong").count() == 5


def test_a_code_of_another_request_opens_nothing(client, case, manager, asked, token, code):
    other = ask(case, manager, "else@example.org")
    foreign = code_by_phone(other, manager)
    if foreign != code:
        assert b"wrong or no longer works" in open_by_link(client, token, foreign).content


def test_a_session_reaches_its_own_request_only(inside, case, manager, asked):
    other = ask(case, manager, "else@example.org")
    for name, keys in {"answer": [other.pk], "request": [case.pk, other.pk], "case": [case.pk], "requests": []}.items():
        answer = inside.get(reverse(f"cases:{name}", args=keys))
        assert answer.status_code == 302
        assert "login" in answer.url
    row = _attach(case, other)
    assert inside.get(reverse("cases:respond_file", args=[row.pk])).status_code == 404
    assert inside.post(reverse("cases:respond_detach", args=[row.pk])).status_code == 404
    holder = LinkHolder(asked.links.select_related("request").get())
    with pytest.raises(Refused):
        requests.save_answer(request_id=other.pk, version=1, by=holder, text="Not mine")


def _attach(case, request):
    holder = LinkHolder(request.links.select_related("request").get())
    file = ContentFile(b"Invented text", name="notes.txt")
    return attachments.add(case_id=case.pk, new_id=uuid.uuid4(), by=holder, title="File", file=file, request=request)


def test_save_come_back_send_and_keep_a_copy(inside, asked, code):
    file = SimpleUploadedFile("notes.txt", b"Invented text")
    assert inside.post("/respond/", _answer(save="1", file=file)).url == "/respond/"
    later = Client()
    assert open_by_link(later, token_for(asked.respondent_email), code).url == "/respond/"
    page = later.get("/respond/").content.decode()
    assert "Seen twice." in page
    assert "notes.txt" in page
    assert later.get("/respond/copy/").status_code == 409
    later.post("/respond/", _answer(version=2, text="Seen three times."))
    asked.refresh_from_db()
    assert (asked.state, asked.answered_by, asked.answered_name) == ("received", None, "Sample Respondent")
    copy = later.get("/respond/copy/")
    assert "Seen three times." in copy.content.decode()
    assert "Quillfeather" not in copy.content.decode() + copy["Content-Disposition"]
    assert asked.attachments.get().by_name == "Sample Respondent"
    assert later.post("/respond/finish/").status_code == 200
    assert later.get("/respond/").url == OVER


def test_not_knowing_the_child_is_an_answer(inside, asked):
    inside.post("/respond/", _answer(text="", not_known="1"))
    asked.refresh_from_db()
    assert asked.state == InformationRequest.State.NOT_KNOWN_CHILD


def test_passing_on_ends_the_old_way_in_and_opens_a_new_one(inside, asked, code):
    inside.post("/respond/", _answer(save="1"))
    data = {"version": 2, "name": "Kit Colleague", "role": "Nurse", "email": "kit@example.org"}
    page = inside.post("/respond/pass/", data).content.decode()
    assert inside.get("/respond/").url == OVER
    told = re.search(r"\b(\d{6})\b", page)[1]
    colleague = Client()
    assert b"wrong or no longer works" in open_by_link(colleague, token_for("kit@example.org"), code).content or (
        told == code
    )
    assert open_by_link(colleague, token_for("kit@example.org"), told).url == "/respond/"
    assert "Seen twice." in colleague.get("/respond/").content.decode()
    assert asked.handovers.get().to_email == "kit@example.org"
    assert told not in "".join(letters("kit@example.org"))


def test_a_request_is_not_passed_on_to_oneself(inside, asked):
    data = {"version": 1, "name": "Me", "role": "", "email": asked.respondent_email.upper()}
    assert inside.post("/respond/pass/", data).status_code == 409


def test_a_session_ends_when_it_is_left_alone(inside, monkeypatch):
    later = time.time() + 31 * 60
    monkeypatch.setattr("cases.views.respond_session._now", lambda: int(later))
    assert inside.get("/respond/").url == OVER


def test_a_dump_holds_no_secret(asked, token, code, manager):
    links.renew(request_id=asked.pk, by=manager)
    with connection.cursor() as cursor:
        cursor.execute("SELECT token_hash FROM cases_requestlink UNION SELECT code_hash FROM cases_accesscode")
        kept = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT body || subject || dedupe_key FROM accounts_outgoingmessage")
        kept |= {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT details::text || subject_label FROM audit_event")
        kept |= {row[0] for row in cursor.fetchall()}
    assert not [text for text in kept if token in text or code == text]


def test_the_code_goes_to_another_mailbox_or_nowhere(case, manager):
    agency = factories.organisation()
    contact(agency, "second", "second@example.org")
    asked = ask(case, manager, organisation=agency)
    (letter,) = letters("second@example.org")
    assert "Quillfeather" not in letter
    assert AccessCode.objects.get(request=asked).route == "contact"
    same = ask(case, manager, "SECOND@example.org", organisation=agency)
    assert not AccessCode.objects.filter(request=same).exists()
    with pytest.raises(NotNow):
        codes.send_to_contact(request_id=same.pk, by=manager)


def test_no_page_hands_the_secret_on(client, token):
    pressed = client.post(f"/respond/link/{token}/")
    assert pressed["Referrer-Policy"] == client.get(f"/respond/link/{token}/")["Referrer-Policy"] == "strict-origin"
    assert token not in pressed.url
    assert token not in client.get("/respond/code/").content.decode()


def test_no_log_line_keeps_the_secret(token):
    line = logging.LogRecord("django.request", 30, "", 0, "Method Not Allowed: %s", (f"/respond/link/{token}/",), None)
    SecretFilter().filter(line)
    assert token not in line.getMessage()
    assert "/respond/link/" in line.getMessage()


def test_signing_in_is_the_other_way(client, case, manager, person, signed_in):
    respondent = person("respondent")
    asked = ask(case, manager, respondent.email)
    client.post(f"/respond/link/{token_for(respondent.email)}/")
    page = client.get("/respond/code/").content.decode()
    assert reverse("cases:answer", args=[asked.pk]) in page
    assert signed_in(respondent).get(reverse("cases:answer", args=[asked.pk])).status_code == 200


def test_the_office_gives_codes_and_links(case, manager, asked, signed_in, doctor):
    client, keys = signed_in(manager), {"case": case.pk, "info_request": asked.pk}
    page = client.post(reverse("cases:give_code", kwargs=keys)).content.decode()
    assert re.search(r"app-code--large\">(\d{6})<", page)
    for name in ("renew_link", "revoke_links"):
        assert client.post(reverse(f"cases:{name}", kwargs=keys)).status_code == 302
    assert not RequestLink.objects.filter(revoked_at=None).exists()
    assert client.get(reverse("cases:request", kwargs=keys)).status_code == 200
    assert client.post(reverse("cases:send_code", kwargs=keys)).status_code == 409
    assert signed_in(doctor).post(reverse("cases:give_code", kwargs=keys)).status_code == 403
