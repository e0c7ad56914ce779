"""The pages of publications: what each person finds, and every step by its button."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from common.dates import FinancialYear
from reporting import tasks
from reporting.annual_report import actions as report_actions
from reporting.annual_report.publishing import preparing
from reporting.annual_report.publishing.models import Publication
from tests.integration.reporting import rows
from tests.scenarios_publications import in_draft, sign_off


@pytest.fixture
def report(panel, chair):
    """A report with a few deaths behind it."""
    for number in range(12):
        rows.case(panel, age_days=number, sex="female", place_of_death="hospital")
    made = report_actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    sign_off(made, chair)
    return made


@pytest.fixture
def analyst(person):
    """Who prepares."""
    return person(Role.ANALYST)


def address(name, *arguments):
    return reverse(f"reporting:{name}", args=arguments)


def text(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


def press(client, publication, name, **more):
    version = Publication.objects.get(pk=publication.pk).version
    return client.post(address(f"publication_{name}", publication.pk), {"version": version, **more})


def test_an_edition_is_prepared_from_the_report_s_page(report, analyst, signed_in, monkeypatch):
    monkeypatch.setattr(preparing, "FILES", (("public", "csv", "csv"),))
    client = signed_in(analyst)
    url = address("publications", report.pk)
    assert url in client.get(address("report", report.pk)).content.decode()
    assert "No edition has been prepared" in text(client.get(url))
    response = client.post(url, {"new_id": str(uuid.uuid4())})
    made = Publication.objects.get()
    assert response["Location"] == address("publication", made.pk)
    assert client.get(address("publication_status", made.pk)).json()["waiting"] == 1
    assert "Waiting for a worker" in text(client.get(response["Location"]))
    tasks.prepare_due_publications()
    shown = text(client.get(response["Location"]))
    assert "Send to the chair for review" in shown
    assert "annual-tables-2024-25-public.zip" in shown
    assert made.files.get().sha256[:16] in shown


def test_the_steps_by_their_buttons(report, analyst, chair, signed_in):
    edition = in_draft(report, analyst)
    page = address("publication", edition.pk)
    assert press(signed_in(analyst), edition, "send").status_code == 302
    assert "Approve" not in text(signed_in(analyst).get(page))
    assert press(signed_in(analyst), edition, "approve").status_code == 403
    assert press(signed_in(chair), edition, "approve").status_code == 302
    assert press(signed_in(chair), edition, "publish").status_code == 302
    shown = text(signed_in(chair).get(page))
    assert "Edition 1 Published" in shown
    assert "The records still give every figure and text of this edition." in shown
    assert "Prepare a corrected edition" in signed_in(chair).get(address("publications", report.pk)).content.decode()


def test_the_chair_who_prepared_it_is_told_why_there_is_no_button(report, chair, signed_in):
    edition = in_draft(report, chair)
    client = signed_in(chair)
    press(client, edition, "send")
    assert "another person has to approve it" in text(client.get(address("publication", edition.pk)))
    assert press(client, edition, "approve").status_code == 403


def test_a_step_that_is_not_next_is_a_conflict(report, analyst, signed_in):
    edition = in_draft(report, analyst)
    client = signed_in(analyst)
    assert client.get(address("publication_override", edition.pk)).status_code == 409
    press(client, edition, "withdraw", reason="Too early.")
    assert client.get(address("publication_withdraw", edition.pk)).status_code == 409
    assert "Too early." in text(client.get(address("publication", edition.pk)))


def test_a_reason_is_asked_for(report, analyst, signed_in):
    edition = in_draft(report, analyst)
    response = press(signed_in(analyst), edition, "withdraw")
    assert "Enter the reason" in text(response)
    assert Publication.objects.get().state == "draft"


def test_a_change_afterwards_shows_its_case_to_those_who_may_see_it(report, panel, analyst, chair, manager, signed_in):
    edition = in_draft(report, analyst)
    for client, name in ((analyst, "send"), (chair, "approve"), (chair, "publish")):
        press(signed_in(client), edition, name)
    case = rows.case(panel, age_days=5, sex="male", place_of_death="home")
    page = address("publication", edition.pk)
    assert "now differ from what was published, because of this change" in text(signed_in(chair).get(page))
    assert "A case: counts now, and did not then" in text(signed_in(chair).get(page))
    assert f"{case.reference}: counts now" in text(signed_in(manager).get(page))


def test_a_frozen_edition_is_replayed_and_checked(report, panel, analyst, signed_in):
    edition = in_draft(report, analyst)
    client = signed_in(analyst)
    for _ in range(3):
        rows.case(panel, age_days=5)
    replayed = text(client.get(address("publication_replay", edition.pk)))
    assert "12 deaths were notified in 2024/25" in replayed
    assert "1 of 4 comparisons do not hold" in text(client.post(address("publication_check", edition.pk)))


def test_a_file_is_downloaded_as_it_was_kept(report, analyst, signed_in):
    edition = in_draft(report, analyst)
    response = signed_in(analyst).get(address("published_file", edition.files.get().pk))
    assert b"".join(response.streaming_content) == b"<p>Invented edition</p>"


@pytest.mark.parametrize("role", [Role.DOCTOR, Role.MEMBER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_find_nothing(report, analyst, person, signed_in, role):
    edition = in_draft(report, analyst)
    client = signed_in(person(role))
    for name in ("publication", "publication_replay", "publication_check", "publication_status"):
        assert client.get(address(name, edition.pk)).status_code == 404
    assert client.get(address("published_file", edition.files.get().pk)).status_code == 404


def test_the_list_costs_the_same_for_many_editions(report, analyst, signed_in, django_assert_max_num_queries):
    first = in_draft(report, analyst)
    Publication.objects.filter(pk=first.pk).update(state="withdrawn")
    for _ in range(6):
        Publication.objects.create(report=report, prepared_by=analyst, state="withdrawn")
    client = signed_in(analyst)
    client.get(address("publications", report.pk))
    with django_assert_max_num_queries(16):
        client.get(address("publications", report.pk))
