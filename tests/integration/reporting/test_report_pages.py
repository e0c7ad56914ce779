"""The report's pages: what each person sees, what they can do, and that nothing written is lost."""

import io
import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from common.dates import FinancialYear
from reporting import tasks
from reporting.annual_report import actions
from reporting.annual_report.models import AnnualReport, Export
from tests.integration.reporting import rows


@pytest.fixture
def report(panel, chair):
    """The report of 2024/25."""
    for number in range(12):
        rows.case(panel, age_days=number, sex="female", place_of_death="hospital")
    return actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)


@pytest.fixture
def section(report):
    """Its introduction."""
    return report.sections.get(key="introduction")


def soup(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def page(client, name, *arguments, **query):
    return client.get(reverse(f"reporting:{name}", args=arguments), query)


def test_a_year_is_begun_from_the_list(panel, chair, signed_in):
    rows.case(panel)
    client = signed_in(chair)
    assert "2024/25" in page(client, "reports").content.decode()
    response = client.post(reverse("reporting:report_begin"), {"year": "2024-25"})
    report = AnnualReport.objects.get()
    assert response["Location"] == reverse("reporting:report", args=[report.pk])
    assert "Annual report 2024/25" in page(client, "reports").content.decode()


def test_a_year_that_is_not_offered_is_refused_with_a_message(panel, chair, signed_in):
    rows.case(panel)
    response = signed_in(chair).post(reverse("reporting:report_begin"), {"year": "2030-31"})
    assert response.status_code == 200
    assert "problem" in response.content.decode().lower()
    assert not AnnualReport.objects.exists()


def test_the_report_page_says_what_is_written(report, section, chair, signed_in):
    actions.save_section(section_id=section.pk, version=1, text="Three words here", by=chair)
    text = page(signed_in(chair), "report", report.pk).content.decode()
    assert "3 words, last saved by" in text
    assert "still empty" in text


def test_a_section_is_saved(section, chair, signed_in):
    url = reverse("reporting:report_section", args=[section.pk])
    response = signed_in(chair).post(url, {"text": "Hello", "version": 1})
    assert response.status_code == 302
    section.refresh_from_db()
    assert (section.text, section.edited_by) == ("Hello", chair)


def test_a_character_that_cannot_be_printed_is_named_and_the_text_kept(section, chair, signed_in):
    url = reverse("reporting:report_section", args=[section.pk])
    response = signed_in(chair).post(url, {"text": "Thank you \U0001f642", "version": 1})
    assert response.status_code == 200
    assert "slightly smiling face" in response.content.decode()
    assert "Thank you" in soup(response).find("textarea").get_text()


def test_an_earlier_text_can_be_read_and_brought_back(section, chair, signed_in):
    actions.save_section(section_id=section.pk, version=1, text="Old", by=chair)
    actions.save_section(section_id=section.pk, version=2, text="New", by=chair)
    client = signed_in(chair)
    assert "Text 2" in page(client, "section_versions", section.pk).content.decode()
    assert "Old" in page(client, "section_version", section.pk, 2).content.decode()
    client.post(reverse("reporting:section_version", args=[section.pk, 2]), {"version": 3})
    section.refresh_from_db()
    assert section.text == "Old"
    assert section.versions.first().text == "New"


@pytest.mark.parametrize("edition", ["public", "confidential"])
def test_the_preview_is_the_report_and_is_recorded(report, section, chair, signed_in, edition):
    actions.save_section(section_id=section.pk, version=1, text="<b>Not bold</b>", by=chair)
    response = page(signed_in(chair), "report_preview", report.pk, edition=edition)
    read = soup(response)
    assert "<b>Not bold</b>" in read.select_one(".doc").get_text()
    assert "12 deaths were notified in 2024/25" in read.select_one(".doc").get_text()
    assert not read.select("[style], main style, main script")
    assert read.select(".doc-chart svg")
    assert Event.objects.get(verb="figures_viewed").details["edition"] == edition


def test_asking_for_files_and_watching_them(report, chair, signed_in):
    client, url = signed_in(chair), reverse("reporting:report_files", args=[report.pk])
    new_id = soup(client.get(url)).find("input", {"name": "new_id"})["value"]
    client.post(url, {"edition": "public", "formats": ["csv", "ods"], "new_id": new_id})
    assert Export.objects.count() == 2
    assert "2 files still being made" in client.get(url).content.decode()
    status = json.loads(page(client, "export_status", report.pk).content)
    assert status["waiting"] == 2
    tasks.run_due_exports()
    assert json.loads(page(client, "export_status", report.pk).content)["waiting"] == 0
    assert "Download OpenDocument tables" in client.get(url).content.decode()


def test_files_need_an_edition_and_a_kind(report, chair, signed_in):
    url = reverse("reporting:report_files", args=[report.pk])
    response = signed_in(chair).post(url, {"new_id": "6a9f6f2e-9b0c-4d6a-8c53-0b9f4ab0e7c1"})
    assert "Select which edition to make" in response.content.decode()
    assert not Export.objects.exists()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.CHAIR, Role.ANALYST])
def test_a_ready_file_is_downloaded_and_recorded(report, chair, person, signed_in, role):
    actions.ask_exports(report_id=report.pk, edition="public", formats=["csv"], new_id=report.pk, by=chair)
    tasks.run_due_exports()
    export, reader = Export.objects.get(), person(role)
    response = page(signed_in(reader), "export_download", export.pk)
    assert 'filename="annual-tables-2024-25-public.zip"' in response["Content-Disposition"]
    assert io.BytesIO(b"".join(response.streaming_content)).read(2) == b"PK"
    assert Event.objects.get(verb="report_downloaded").actor_id == str(reader.pk)


def test_a_file_that_is_not_ready_is_not_there(report, chair, signed_in):
    (export,) = actions.ask_exports(report_id=report.pk, edition="public", formats=["csv"], new_id=report.pk, by=chair)
    assert page(signed_in(chair), "export_download", export.pk).status_code == 404


def test_a_failed_file_says_why(report, chair, signed_in):
    (export,) = actions.ask_exports(report_id=report.pk, edition="public", formats=["csv"], new_id=report.pk, by=chair)
    taken = actions.take(export_id=export.pk, by=chair)
    actions.fail(export=taken, reason="A plain sentence.", by=chair, for_good=True)
    assert "A plain sentence." in page(signed_in(chair), "report_files", report.pk).content.decode()


def test_the_analyst_sees_files_but_no_form_for_them(report, person, signed_in):
    client = signed_in(person(Role.ANALYST))
    assert "Make files" not in page(client, "report_files", report.pk).content.decode()
    post = {"edition": "public", "formats": ["csv"], "new_id": "6a9f6f2e-9b0c-4d6a-8c53-0b9f4ab0e7c1"}
    assert client.post(reverse("reporting:report_files", args=[report.pk]), post).status_code == 403


@pytest.mark.parametrize(
    "role", [Role.DOCTOR, Role.MEMBER, Role.ADMINISTRATOR, Role.AUDITOR, Role.KEY_WORKER, Role.RESPONDENT]
)
def test_other_roles_have_no_report(report, section, person, signed_in, role):
    client = signed_in(person(role))
    assert page(client, "reports").status_code == 403
    for name, key in (
        ("report", report),
        ("report_preview", report),
        ("report_files", report),
        ("report_section", section),
    ):
        assert page(client, name, key.pk).status_code == 404


def test_another_panel_s_chair_finds_nothing(report, section, other_panel, person, signed_in):
    client = signed_in(person(Role.CHAIR, panel=other_panel))
    for name, key in (("report", report), ("report_files", report), ("report_section", section)):
        assert page(client, name, key.pk).status_code == 404
    assert "Annual report 2024/25" not in page(client, "reports").content.decode()


def test_the_list_costs_the_same_for_many_reports(panel, chair, signed_in, django_assert_max_num_queries):
    for year in range(2015, 2025):
        actions.open_report(panel=panel, year=FinancialYear(year), by=chair)
    client = signed_in(chair)
    page(client, "reports")
    with django_assert_max_num_queries(16):
        page(client, "reports")


def test_a_file_that_is_not_ready_can_be_stopped(report, chair, person, signed_in):
    (export,) = actions.ask_exports(report_id=report.pk, edition="public", formats=["csv"], new_id=report.pk, by=chair)
    taken = actions.take(export_id=export.pk, by=chair)
    url = reverse("reporting:export_stop", args=[export.pk])
    assert "Stop making CSV" in soup(page(signed_in(chair), "report_files", report.pk)).get_text(" ", strip=True)
    assert signed_in(person(Role.ANALYST)).post(url).status_code == 403
    assert signed_in(chair).post(url).status_code == 302
    assert actions.note_step(export=taken, step="Making the file", by=chair) is False
    assert actions.finish(export=taken, content=b"late", by=chair) is False
    assert tasks.run_due_exports() == 0
    assert Export.objects.get().state == "stopped"
    assert signed_in(chair).post(url).status_code == 409
