"""The pages of a form inside a case: filled in, saved by itself, put together, sent, read, printed."""

import uuid
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from cases.actions import requests, responses
from cases.models import Attachment, ColumnDifference, FormResponse
from cases.statutory import catalogue
from tests import factories, scenarios_casework
from tests.statutory.samples import GOOD, sample  # noqa: F401  a fixture
from tests.unit.cases.test_form_pages import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


@pytest.fixture
def case(panel, manager):
    return scenarios_casework.open_case(panel, by=manager)


@pytest.fixture
def response(case, manager):
    return responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=manager)


def url(response, page: str, **keys) -> str:
    return reverse(f"cases:{page}", kwargs={"case": response.case_id, "response": response.pk, **keys})


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def page_data(client, address) -> dict:
    """What a browser would send for the page as it stands."""
    form = soup(client.get(address)).select_one("main form[data-autosave]")
    return dict(posted(form).lists())


def fresh(response) -> FormResponse:
    return FormResponse.objects.get(pk=response.pk)


def fill(response, by, **values):
    row = fresh(response)
    return responses.save(response_id=row.pk, version=row.version, by=by, values=values or GOOD).response


def test_a_form_is_begun_from_the_list(case, manager, signed_in):
    client = signed_in(manager)
    listing = client.get(reverse("cases:forms", args=[case.pk]))
    assert "Begin: Sample form" in listing.content.decode()
    answer = client.post(reverse("cases:form_begin", args=[case.pk, "sample"]))
    made = FormResponse.objects.get()
    assert answer.url == url(made, "form")
    assert "Sample form" in client.get(reverse("cases:forms", args=[case.pk])).content.decode()


def test_the_whole_form_page_by_page(response, manager, signed_in):
    client = signed_in(manager)
    assert "0 of 3 sections complete" in client.get(url(response, "form")).content.decode()
    who = url(response, "form_section", section="who")
    data = page_data(client, who) | {"agency": "__elsewhere", "agency__other": "A surgery", "full_name": "Test Child"}
    data |= {"first_contact_day": "5", "first_contact_month": "1", "first_contact_year": "2026"}
    answer = client.post(who, data)
    death = url(response, "form_section", section="death")
    assert answer.url == death
    answer = client.post(death, page_data(client, death) | {"mode": "planned", "resuscitation": "no"})
    household = url(response, "form_section", section="household")
    assert answer.url == household
    answer = client.post(household, page_data(client, household))
    assert answer.url == url(response, "form_check")
    page = soup(client.get(answer.url))
    assert "A surgery" in page.text
    assert "5 January 2026" in page.text
    sending = dict(posted(page.select_one("main form")).lists())
    assert client.post(answer.url, sending).status_code == 302
    assert not fresh(response).is_draft
    read = client.get(url(response, "form")).content.decode()
    assert "Sent on" in read
    assert "Planned" in read
    assert client.get(who).status_code == 302
    assert client.post(who, data).status_code == 409


def test_save_and_come_back_later_takes_anything(response, manager, signed_in):
    client = signed_in(manager)
    who = url(response, "form_section", section="who")
    data = page_data(client, who) | {"first_contact_day": "31", "first_contact_month": "2", "first_contact_year": "x"}
    answer = client.post(who, data | {"save_later": "1"})
    assert answer.url == reverse("cases:forms", args=[response.case_id])
    again = soup(client.get(who))
    assert again.select_one("[name=first_contact_month]")["value"] == "2"
    assert again.select_one("[name=first_contact_year]")["value"] == "x"
    assert not again.select(".govuk-error-message")


def test_going_on_shows_what_is_wrong_and_has_saved_it(response, manager, signed_in):
    client = signed_in(manager)
    who = url(response, "form_section", section="who")
    answer = client.post(who, page_data(client, who) | {"first_contact_day": "31"})
    assert answer.status_code == 200
    errors = [one.text for one in soup(answer).select(".govuk-error-summary a")]
    assert errors == ["Select agency", "First contact must include a month and year"]
    assert fresh(response).answers["first_contact"]["typed"]["_day"] == "31"


def test_rows_are_added_and_taken_away_and_nothing_is_lost(response, manager, signed_in):
    client = signed_in(manager)
    home = url(response, "form_section", section="household")
    data = page_data(client, home)
    page = soup(client.post(home, data | {"add_people": "1"}))
    assert len(page.select(".app-repeat")) == 1
    data = dict(posted(page.select_one("main form")).lists()) | {
        "people-0-relation": "Mother",
        "people-0-smokes": "yes",
    }
    page = soup(client.post(home, data | {"add_people": "1"}))
    assert len(page.select(".app-repeat")) == 2
    assert fresh(response).answers["people"] == [{"relation": "Mother", "smokes": "yes"}]
    data = dict(posted(page.select_one("main form")).lists())
    page = soup(client.post(home, data | {"remove_people": "0"}))
    assert len(page.select(".app-repeat")) == 1
    assert "people" not in fresh(response).answers


def test_autosave_answers_with_the_time_and_the_new_version(response, manager, signed_in):
    client = signed_in(manager)
    data = page_data(client, url(response, "form_section", section="death")) | {"narrative": "Half a sen"}
    answer = client.post(url(response, "form_autosave", section="death"), data)
    assert answer.status_code == 200
    assert answer.json()["words"].startswith("Saved at ")
    assert answer.json()["version"] == fresh(response).version == 2
    assert fresh(response).answers == {"narrative": "Half a sen"}


def test_autosave_is_told_who_saved_in_between(response, manager, doctor, signed_in):
    client = signed_in(manager)
    data = page_data(client, url(response, "form_section", section="death"))
    fill(response, doctor, narrative="By the doctor")
    answer = client.post(url(response, "form_autosave", section="death"), data | {"narrative": "By the manager"})
    assert answer.status_code == 409
    assert answer.json()["who"] == str(doctor)
    assert fresh(response).answers == {"narrative": "By the doctor"}


def test_two_people_are_asked_only_about_what_both_changed(response, manager, doctor, signed_in):
    fill(response, manager, narrative="Old", found_by="Nobody", mode="found")
    client = signed_in(manager)
    death = url(response, "form_section", section="death")
    data = page_data(client, death)
    fill(response, doctor, narrative="By the doctor", event_time="13:00")
    answer = client.post(death, data | {"narrative": "By the manager", "found_by": "A neighbour"})
    assert answer.status_code == 409
    page = soup(answer)
    assert str(doctor) in page.text
    assert {one["name"] for one in page.select("input[type=radio]")} == {"keep_narrative"}
    assert fresh(response).answers == {
        "narrative": "By the doctor", "found_by": "A neighbour", "mode": "found", "event_time": "13:00",
    }  # fmt: skip
    choice = dict(posted(page.select_one("main form")).lists())
    nothing = client.post(death, choice)
    assert "Select which answer to keep" in nothing.content.decode()
    assert client.post(death, choice | {"keep_narrative": "mine"}).status_code == 302
    assert fresh(response).answers["narrative"] == "By the manager"


@pytest.mark.parametrize("sealed", ["nonsense", ""])
def test_a_choice_that_was_tampered_with_changes_nothing(response, manager, signed_in, sealed):
    client = signed_in(manager)
    death = url(response, "form_section", section="death")
    answer = client.post(death, {"mine": sealed, "version": "1", "keep_narrative": "mine"})
    assert answer.status_code in (302, 409)
    assert fresh(response).answers == {}


def test_others_are_told_that_somebody_is_writing(response, manager, doctor, signed_in):
    fill(response, doctor, narrative="x")
    client = signed_in(manager)
    assert "may still be writing" in client.get(url(response, "form_section", section="death")).content.decode()
    FormResponse.objects.update(saved_at=timezone.now() - timedelta(hours=1))
    assert "may still be writing" not in client.get(url(response, "form_section", section="death")).content.decode()


def test_a_file_answers_a_question_once(response, manager, signed_in):
    client = signed_in(manager)
    death = url(response, "form_section", section="death")
    data = page_data(client, death)
    for _ in range(2):
        file = SimpleUploadedFile("report.txt", b"Invented report", "text/plain")
        client.post(death, data | {"paper": file})
    attachment = Attachment.objects.get()
    assert fresh(response).answers["paper"] == str(attachment.pk)
    page = client.get(death).content.decode()
    assert "Attached: report.txt" in page
    client.post(death, page_data(client, death) | {"paper__remove": "on"})
    assert "paper" not in fresh(response).answers


def test_a_file_that_is_refused_costs_no_answers(response, manager, signed_in):
    client = signed_in(manager)
    death = url(response, "form_section", section="death")
    file = SimpleUploadedFile("report.exe", b"MZ\x90\x00\x03\x00\x00\x00", "application/octet-stream")
    answer = client.post(death, page_data(client, death) | {"narrative": "Long words", "paper": file})
    assert answer.status_code == 200
    assert soup(answer).select(".govuk-error-summary a")
    assert fresh(response).answers == {"narrative": "Long words"}


def test_printing_shows_every_question(response, manager, signed_in):
    fill(response, manager)
    page = signed_in(manager).get(url(response, "form_print")).content.decode()
    for words in ("Line one", "&lt;three&gt;", "39 weeks", "Relation: Mother; Smokes: Yes", "1 February 2026 at 14:30"):
        assert words in page
    assert "Draft, not sent" in page


def test_an_old_version_stays_readable_and_a_draft_can_be_taken_over(case, manager, signed_in, monkeypatch):
    with monkeypatch.context() as past:
        past.setattr(catalogue, "current", lambda form, on: catalogue.definition(form, "2025-1"))
        old = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=manager)
    fill(old, manager, agency="A", dropped="No place for this", mode="gone")
    client = signed_in(manager)
    assert "Take the draft over to version 2026-1" in client.get(url(old, "form")).content.decode()
    carry = url(old, "form_carry")
    page = soup(client.get(carry))
    assert "No place for this" in page.text
    assert "No longer an option" in page.text
    client.post(carry, dict(posted(page.select_one("main form")).lists()))
    assert fresh(old).definition_version == "2026-1"
    printed = client.get(url(old, "form_print")).content.decode()
    assert "Asked no longer (version 2025-1)" in printed
    assert "No place for this" in printed
    assert client.get(carry).status_code == 302


def test_the_manager_reopens_a_sent_form(response, manager, doctor, signed_in):
    saved = fill(response, doctor)
    responses.submit(response_id=response.pk, version=saved.version, by=doctor)
    client = signed_in(manager)
    reopen = url(response, "form_reopen")
    assert reopen in client.get(url(response, "form")).content.decode()
    data = dict(posted(soup(client.get(reopen)).select_one("main form")).lists())
    assert client.post(reopen, data).status_code == 200
    assert client.post(reopen, data | {"reason": "A page was missing"}).status_code == 302
    assert "A page was missing" in client.get(url(response, "form")).content.decode()
    assert signed_in(doctor).get(reopen).status_code == 403


def test_the_manager_settles_what_a_form_tells_otherwise(response, case, manager, signed_in):
    case.gestation_weeks = 30
    case.save()
    saved = fill(response, manager)
    responses.submit(response_id=response.pk, version=saved.version, by=manager)
    client = signed_in(manager)
    row = ColumnDifference.objects.get()
    settle = reverse("cases:difference", args=[case.pk, row.pk])
    assert settle in client.get(reverse("cases:forms", args=[case.pk])).content.decode()
    data = dict(posted(soup(client.get(settle)).select_one("main form")).lists())
    assert "Select which of the two is right" in client.post(settle, data).content.decode()
    assert client.post(settle, data | {"take": "take"}).status_code == 302
    case.refresh_from_db()
    assert case.gestation_weeks == 39
    assert settle not in client.get(reverse("cases:forms", args=[case.pk])).content.decode()


def test_an_answer_to_a_request_is_closed_to_the_office_until_it_is_sent(case, manager, person, signed_in):
    who = person(Role.RESPONDENT)
    asked = requests.ask(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, organisation=factories.organisation(),
        respondent_name="Somebody", respondent_email=who.email, form="sample",
    )  # fmt: skip
    theirs = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="sample", by=who, request=asked)
    saved = fill(theirs, who)
    client = signed_in(manager)
    listing = client.get(reverse("cases:forms", args=[case.pk])).content.decode()
    assert "not sent yet" in listing
    assert url(theirs, "form") not in listing
    for page in ("form", "form_print", "form_check"):
        assert client.get(url(theirs, page)).status_code == 403
    assert client.post(url(theirs, "form_autosave", section="who"), {"asked": "agency"}).status_code == 403
    responses.submit(response_id=theirs.pk, version=saved.version, by=who)
    assert "Line one" in client.get(url(theirs, "form")).content.decode()


@pytest.mark.parametrize("page", ["form", "form_print", "form_check"])
def test_who_sees_nothing(response, page, member, chair, other_panel, signed_in):
    for user in (member, chair, factories.person(other_panel, Role.MANAGER)):
        assert signed_in(user).get(url(response, page)).status_code == 404


def test_the_number_of_queries_does_not_grow(response, case, manager, signed_in):
    client = signed_in(manager)
    pages = [url(response, "form"), url(response, "form_section", section="household"), url(response, "form_print")]
    pages += [reverse("cases:forms", args=[case.pk])]
    client.get(pages[0])
    with_few = [_count(client, page) for page in pages]
    fill(response, manager, **{**GOOD, "people": [{"relation": f"Person {n}"} for n in range(3)]})
    for number in range(12):
        factories.organisation(f"Agency {number}")
    assert [_count(client, page) for page in pages] == with_few


def _count(client, page) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        assert client.get(page).status_code == 200
    return len(found)
