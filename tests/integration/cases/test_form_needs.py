"""Which forms a case needs: from the rules and from the manager, and the data dictionary of all forms."""

import csv
import io
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from cases.actions import form_decisions, responses
from cases.models import FormDecision
from cases.selectors import form_needs
from cases.statutory import catalogue, dictionary
from common.dates import today
from common.errors import NotNow, Refused
from tests import factories, scenarios, scenarios_casework, scenarios_forms

pytestmark = pytest.mark.django_db
DROWNED = {
    "respondent_name": "A GP", "can_tell_about": ["death"], "known_events": ["drowning"],
    "event_narrative": "Invented",
}  # fmt: skip
EVERYTHING = {**scenarios_forms.REPORT, **DROWNED}


@pytest.fixture
def case(panel, manager):
    return scenarios_casework.open_case(panel, by=manager)


def needed(case) -> set[str]:
    return {one.form for one in form_needs.states(case) if one.needed}


def table(client, case) -> str:
    page = BeautifulSoup(client.get(reverse("cases:forms", args=[case.pk])).content, "html.parser")
    return page.select_one("main table").text


def test_the_notification_brings_forms_about(panel, manager):
    young = {"born_on": today() - timedelta(days=100)}
    notification = scenarios.notified(panel, confirmed_place="ed", jar_triggered="yes", child=young)
    case = scenarios.open_case(panel, by=manager, notification=notification)
    assert {"reporting", "care_pathway", "sudden_unexpected"} <= needed(case)


def test_a_report_counts_once_it_is_sent(case, manager):
    draft = scenarios_forms.filled(case, manager, "reporting", **EVERYTHING)
    assert "drowning" not in needed(case)
    responses.submit(response_id=draft.pk, version=draft.version, by=manager)
    assert "drowning" in needed(case)


def test_the_analysis_brings_forms_about(case, manager):
    assert "congenital_anomalies" not in needed(case)
    scenarios_casework.with_analysis(case, by=manager, categories=[7])
    assert "congenital_anomalies" in needed(case)


def test_the_manager_adds_and_waives_with_a_reason(case, manager, doctor):
    decide = {"case_id": case.pk, "form": "falls"}
    with pytest.raises(Refused):
        form_decisions.decide(**decide, choice="added", reason="Seen in the notes", by=doctor)
    with pytest.raises(NotNow, match="reason"):
        form_decisions.decide(**decide, choice="added", reason="  ", by=manager)
    with pytest.raises(NotNow, match="supplementary"):
        form_decisions.decide(case_id=case.pk, form="reporting", choice="waived", reason="x", by=manager)
    for _ in range(2):
        form_decisions.decide(**decide, choice="added", reason="Seen in the notes", by=manager)
    assert "falls" in needed(case)
    assert FormDecision.objects.count() == Event.objects.filter(verb="form_decided").count() == 1
    form_decisions.decide(**decide, choice="waived", reason="It was no fall", by=manager)
    assert "falls" not in needed(case)
    form_decisions.decide(**decide, choice="by_rule", reason="Asked again", by=manager)
    assert "falls" not in needed(case)


def test_the_page_shows_why_and_takes_the_decision(case, manager, signed_in):
    client = signed_in(manager)
    assert "Falls" not in table(client, case)
    decide = reverse("cases:form_decide", args=[case.pk, "falls"])
    assert decide in client.get(reverse("cases:forms", args=[case.pk])).content.decode()
    assert client.post(decide, {"choice": "added"}).status_code == 200
    assert client.post(decide, {"choice": "added", "reason": "Seen in the notes"}).status_code == 302
    assert "Seen in the notes" in table(client, case)
    assert "Added" in table(client, case)
    assert client.get(reverse("cases:form_decide", args=[case.pk, "reporting"])).status_code == 404


def test_a_waived_form_stays_on_the_page_with_its_reason(panel, manager, signed_in):
    notification = scenarios.notified(panel, confirmed_place="ed")
    case = scenarios.open_case(panel, by=manager, notification=notification)
    form_decisions.decide(case_id=case.pk, form="care_pathway", choice="waived", reason="Dead on arrival", by=manager)
    page = signed_in(manager).get(reverse("cases:forms", args=[case.pk])).content.decode()
    assert "waived: Dead on arrival" in page


@pytest.mark.parametrize("role", [Role.MANAGER, Role.DOCTOR, Role.CHAIR])
def test_people_who_work_with_cases_read_what_the_forms_ask(panel, role, signed_in):
    client = signed_in(factories.person(panel, role))
    page = client.get(reverse("cases:form_catalogue")).content.decode()
    for definition in dictionary.every():
        assert reverse("cases:form_definition", args=[definition.form, definition.version]) in page


def test_every_version_has_a_page_of_fields_and_codes(manager, signed_in):
    client = signed_in(manager)
    for definition in dictionary.every():
        answer = client.get(reverse("cases:form_definition", args=[definition.form, definition.version]))
        page = BeautifulSoup(answer.content, "html.parser").text
        assert all(field.key in page for field in dictionary.fields(definition)), definition.form
    assert client.get(reverse("cases:form_definition", args=["reporting", "1999-1"])).status_code == 404


def test_the_file_has_a_line_for_every_code(manager, signed_in):
    answer = signed_in(manager).get(reverse("cases:form_fields"))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert {row["form"] for row in rows} == set(catalogue.forms())
    codes = {(row["field"], row["code"]) for row in rows if row["form"] == "reporting"}
    for question in catalogue.versions("reporting")[-1].questions():
        assert {(question.key, code) for code in question.labels or [""]} <= codes
    assert {row["check_locally"] for row in rows} == {"yes", "no"}
