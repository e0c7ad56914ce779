"""The statutory form that a request asks for, filled in by link and signed in, and what sending it means."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.actions import requests, response_files, response_rows, responses
from cases.identity.shared import child_for_request
from cases.models import Attachment, FormResponse
from cases.respondents import LinkHolder
from common.dates import today
from common.errors import NotNow
from tests import scenarios
from tests.scenarios_forms import REPORT
from tests.scenarios_requests import ask, code_by_phone, letters, open_by_link, token_for

FORM = "/respond/form/"


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel, child={"first_names": "Zebulon", "surname": "Quillfeather"})


@pytest.fixture
def asked(case, manager):
    return ask(case, manager)


@pytest.fixture
def inside(client, asked, manager):
    code = code_by_phone(asked, manager)
    open_by_link(client, token_for(asked.respondent_email), code)
    return client


def _holder(request) -> LinkHolder:
    return LinkHolder(request.links.select_related("request").filter(used_at__isnull=False).first())


def _complete(request, by) -> FormResponse:
    row = FormResponse.objects.get(request=request)
    return responses.save(response_id=row.pk, version=row.version, by=by, values=dict(REPORT)).response


def test_a_form_is_filled_in_and_sent_by_link(inside, asked, manager, signed_in):
    assert "Begin the form" in inside.get("/respond/").content.decode()
    for _ in range(2):
        assert inside.post(f"{FORM}begin/").url == FORM
    row = FormResponse.objects.get(request=asked)
    overview = inside.get(FORM).content.decode()
    assert "/respond/form/sections/" in overview
    assert str(row.pk) not in overview
    first = row.form and inside.get("/respond/form/sections/respondent/")
    assert first.status_code == 200
    _complete(asked, _holder(asked))
    row.refresh_from_db()
    assert inside.post(f"{FORM}check/", {"version": row.version}).url == FORM
    asked.refresh_from_db()
    assert (asked.state, asked.answered_name, asked.answered_via) == ("received", "Sample Respondent", "service")
    read = inside.get(FORM).content.decode()
    assert "A practice" in read
    assert "A practice" in inside.get("/respond/copy/").content.decode()
    office = Client()
    office.force_login(manager)
    page = office.get(reverse("cases:request", args=[asked.case_id, asked.pk])).content.decode()
    assert reverse("cases:form", args=[asked.case_id, row.pk]) in page


def test_an_incomplete_form_is_not_sent_and_nothing_is_lost(inside, asked):
    inside.post(f"{FORM}begin/")
    assert inside.post(f"{FORM}check/", {"version": 1}).status_code == 200
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_the_form_of_another_request_cannot_be_reached(inside, case, manager, asked):
    other = ask(case, manager, "else@example.org")
    other_holder = LinkHolder(other.links.select_related("request").get())
    responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="reporting", by=other_holder, request=other)
    assert inside.get(FORM).status_code == 404
    assert Client().get(FORM).url == "/respond/over/"
    assert Client().post(f"{FORM}begin/").url == "/respond/over/"


@pytest.mark.parametrize("page", ["begin/", "sections/respondent/autosave/"])
def test_looking_begins_and_saves_nothing(inside, page):
    assert inside.get(FORM + page).status_code == 405
    assert not FormResponse.objects.exists()


def test_signed_in_it_is_the_same_form(case, manager, person, signed_in):
    respondent = person("respondent")
    asked = ask(case, manager, respondent.email)
    client = signed_in(respondent)
    begun = client.post(reverse("cases:own_form_begin", args=[asked.pk]))
    assert begun.url == reverse("cases:own_form_overview", args=[asked.pk])
    assert client.get(begun.url).status_code == 200
    stranger = signed_in(person("respondent"))
    assert stranger.get(begun.url).status_code == 404


def test_the_office_reopens_a_form_and_the_agency_is_asked_again(inside, asked, manager):
    inside.post(f"{FORM}begin/")
    row = _complete(asked, _holder(asked))
    responses.submit(response_id=row.pk, version=row.version, by=_holder(asked))
    before = len(letters(asked.respondent_email))
    row.refresh_from_db()
    responses.reopen(response_id=row.pk, version=row.version, by=manager, reason="A page is missing")
    asked.refresh_from_db()
    assert (asked.state, asked.answered_on) == ("asked", None)
    assert len(letters(asked.respondent_email)) == before + 1


def test_a_form_stays_sent_where_its_request_was_answered_another_way(inside, asked, manager):
    inside.post(f"{FORM}begin/")
    row = _complete(asked, _holder(asked))
    asked.refresh_from_db()
    common = {"request_id": asked.pk, "version": asked.version, "by": manager}
    requests.receive(**common, on=today(), via="email", text="Their letter")
    responses.submit(response_id=row.pk, version=row.version, by=_holder(asked))
    row.refresh_from_db()
    with pytest.raises(NotNow, match="new request"):
        responses.reopen(response_id=row.pk, version=row.version, by=manager, reason="A page is missing")
    row.refresh_from_db()
    asked.refresh_from_db()
    assert (row.is_draft, asked.state, asked.answered_via) == (False, "received", "email")


def test_no_file_is_added_to_a_form_that_was_sent(inside, asked):
    inside.post(f"{FORM}begin/")
    by, row = _holder(asked), _complete(asked, _holder(asked))
    responses.submit(response_id=row.pk, version=row.version, by=by)
    question = next(one for one in response_rows.definition_of(row).questions() if one.kind == "file")
    late = SimpleUploadedFile("late.txt", b"Words that came after the answer")
    with pytest.raises(NotNow, match="has been sent"):
        response_files.keep(response=row, version=row.version, question=question, file=late, by=by)
    assert not Attachment.objects.exists()


def test_a_request_taken_back_shows_no_child_and_takes_no_answers(inside, asked, manager):
    inside.post(f"{FORM}begin/")
    by, row = _holder(asked), FormResponse.objects.get()
    requests.cancel(request_id=asked.pk, version=asked.version, by=manager, reason="Asked the wrong agency")
    asked.refresh_from_db()
    with pytest.raises(NotNow, match="taken back"):
        response_rows.locked(row.pk, by)
    assert child_for_request(asked, by=by).nhs_number == ""
