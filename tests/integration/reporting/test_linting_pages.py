"""The panel beside the text, one-click replacement, reasons, and the gate before sign-off."""

import json
import uuid
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from cases.actions import recommendations
from cases.models import Recommendation
from common.dates import FinancialYear
from common.documents.checks import DocumentError
from common.errors import NotNow
from reporting.annual_report import actions, snapshot
from reporting.annual_report.document import build
from reporting.annual_report.linting import gate
from reporting.annual_report.linting.models import Acceptance
from tests.integration.reporting import rows

TEXT = "There were 12 deaths of girls. We held 17 events."


@pytest.fixture
def section(panel, chair):
    """The introduction of a report of twelve girls, with two typed numbers."""
    for number in range(12):
        rows.case(panel, age_days=number, sex="female", place_of_death="hospital")
    report = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    found = report.sections.get(key="introduction")
    return actions.save_section(section_id=found.pk, version=1, text=TEXT, by=chair).section


def read(response):
    return BeautifulSoup(response.content, "html.parser")


def post(client, name, *arguments, **data):
    return client.post(reverse(f"reporting:{name}", args=arguments), data)


def words(soup) -> str:
    return " ".join(soup.get_text().split())


def signed(section, by):
    section.refresh_from_db()
    return actions.take_step(section_id=section.pk, version=section.version, step="sign_off", by=by)


def test_a_share_of_nearly_all_leads_to_its_cases_for_those_who_may_open_them(section, chair, person, signed_in):
    section.refresh_from_db()
    section = actions.save_section(
        section_id=section.pk, version=section.version, text="Girls: [[notified.sex.female.share]].", by=chair
    ).section
    url, address = reverse("reporting:report_section", args=[section.pk]), "/figures/cases/2024-25/notified.sex/female/"
    for who, may in ((chair, False), (person(Role.MANAGER), True)):
        beside = read(signed_in(who).get(url)).select_one("#remarks")
        assert "It is 12 of 12 (100%), nearly all." in words(beside)
        assert [one["href"] for one in beside.select(".app-remark a")] == [address] * may


def test_a_typed_number_is_replaced_by_its_figure_in_one_click(section, chair, signed_in):
    client, url = signed_in(chair), reverse("reporting:report_section", args=[section.pk])
    page = read(client.get(url))
    buttons = page.select("#remarks button[name=replace]")
    assert "A number that the report counts itself: “12”" in words(page.select_one("#remarks"))
    wanted = next(one for one in buttons if json.loads(one["value"])[2] == "[[notified.sex.female.count]]")
    answer = read(client.post(url, {"text": TEXT, "version": 2, "replace": wanted["value"]}))
    typed = answer.find("textarea").get_text().strip()
    assert typed == TEXT.replace("12", "[[notified.sex.female.count]]")
    assert "A number that the report counts itself" not in words(answer.select_one("#remarks"))
    client.post(url, {"text": typed, "version": 2})
    section.refresh_from_db()
    assert section.text == typed


def test_somebody_else_s_number_says_whose_it_is(section, chair, signed_in):
    client, url = signed_in(chair), reverse("reporting:report_section", args=[section.pk])
    value = json.dumps([TEXT.index("17"), "17"])
    answer = read(client.post(url, {"text": TEXT, "version": 2, "outside": value}))
    assert "Say whose number it is" in words(answer)
    data = {"text": TEXT, "version": 2, "outside": value, "outside_source": "NCMD", "outside_on": "1 May 2025"}
    typed = read(client.post(url, data)).find("textarea").get_text().strip()
    assert typed == TEXT.replace("17", "[[external: 17 | NCMD | 1 May 2025]]")


def test_the_panel_reads_what_is_typed_and_saves_nothing(section, chair, signed_in):
    answer = post(signed_in(chair), "section_check", section.pk, text="The ABC\r\nhad [[x.y]].")
    assert "2 to put right before sign-off, 0 to look at." in words(read(answer))
    assert b"<html" not in answer.content
    section.refresh_from_db()
    assert section.text == TEXT


def test_a_section_with_faults_is_not_signed_off(section, chair, signed_in):
    actions.take_step(section_id=section.pk, version=2, step="ready", by=chair)
    with pytest.raises(NotNow) as refused:
        signed(section, chair)
    assert refused.value.code == "section_has_faults"
    assert len(refused.value.unmet) == 2
    response = post(signed_in(chair), "section_step", section.pk, step="sign_off", version=3)
    assert response.status_code == 409
    assert "No figure" in words(read(response)) or "no figure" in words(read(response))


def test_a_reason_lets_a_remark_stand(section, chair, person, signed_in):
    client = signed_in(person(Role.ANALYST))
    asked = post(client, "section_accept", section.pk, code="unsourced_number", words="17")
    form = read(asked).find("main")
    new_id = form.find("input", {"name": "new_id"})["value"]
    data = {"code": "unsourced_number", "words": "17", "new_id": new_id}
    assert "Enter why it stays" in post(client, "section_accept", section.pk, reason="", **data).content.decode()
    for _ in range(2):
        post(client, "section_accept", section.pk, reason="Counted by hand (invented)", **data)
    assert Acceptance.objects.get().reason == "Counted by hand (invented)"
    assert Event.objects.filter(verb="report_remark_accepted").count() == 1
    shown = read(client.get(reverse("reporting:report_section", args=[section.pk])))
    assert "“17”: Counted by hand (invented)" in words(shown.select_one("#remarks"))
    bad = post(client, "section_accept", section.pk, code="broken_token", words="x", reason="y", new_id=uuid.uuid4())
    assert bad.status_code == 200
    assert Acceptance.objects.count() == 1


def test_the_report_is_refused_until_every_text_is_right_and_signed(section, chair):
    report = section.report
    found = gate.refusals(report)
    assert "“Introduction by the chair” is not signed off." in found
    assert "“What the panel does” is not signed off." in found
    assert any("“12”" in why for why in found)
    section = actions.save_section(section_id=section.pk, version=2, text="Thank you.", by=chair).section
    for one in (section, report.sections.get(key="functions")):
        actions.take_step(section_id=one.pk, version=one.version, step="ready", by=chair)
        signed(one, chair)
    assert gate.refusals(report) == []


def test_a_report_without_a_text_is_refused(panel, chair):
    report = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    functions = report.sections.get(key="functions")
    actions.save_section(section_id=functions.pk, version=1, text="", by=chair)
    assert gate.refusals(report) == ["No section has a text."]


def test_no_file_while_the_register_is_silent_on_an_older_recommendation(panel, chair):
    values = {"text": "Ask about smoking", "owner": "Maternity (invented)", "due_on": date(2025, 1, 1)}
    row = recommendations.add_across_cases(panel=panel, new_id=uuid.uuid4(), by=chair, **values)
    Recommendation.objects.filter(pk=row.pk).update(made_on=date(2023, 5, 2))
    report = actions.open_report(panel=panel, year=FinancialYear(2024), by=chair)
    with pytest.raises(DocumentError, match="Ask about smoking.*Record in the register what became of it"):
        build(snapshot.take(report, "confidential", draw=False))
    assert any("Ask about smoking" in why for why in gate.refusals(report))
    recommendations.change(
        recommendation_id=row.pk, version=row.version, state="in_progress", answer="Half of the wards ask", by=chair
    )
    assert build(snapshot.take(report, "confidential", draw=False))
    assert not any("Ask about smoking" in why for why in gate.refusals(report))


def test_another_panel_s_chair_reads_no_remark(section, person, other_panel, signed_in):
    client = signed_in(person(Role.CHAIR, panel=other_panel))
    assert post(client, "section_check", section.pk, text="x").status_code == 404
    assert post(client, "section_accept", section.pk, code="unsourced_number", words="1").status_code == 404
