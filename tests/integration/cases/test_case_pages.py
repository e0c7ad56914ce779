"""Changing a case through its pages: what is saved, shown, refused; two editors; a button pressed twice."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from cases import reference
from cases.actions import cases as case_actions
from cases.actions import processes
from cases.models import Analysis, CaseNote, InformationRequest, KeyWorker, ParallelProcess, Recommendation
from common.dates import today
from tests import factories, scenarios
from tests import scenarios_casework as casework


@pytest.fixture
def case(panel):
    reference.load()
    return scenarios.open_case(panel, child={"first_names": "Zebulon", "surname": "Quillfeather"})


def _to(name, case, *keys):
    return reverse(f"cases:{name}", args=[case.pk, *keys])


def _date(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_the_summary_says_what_to_do_next(case, manager, signed_in):
    page = signed_in(manager).get(_to("case", case)).content.decode()
    for words in (
        "Record when the national database was told",
        "Name a key worker for the family",
        "Ask agencies for information",
        "Arrange the child death review meeting",
    ):
        assert words in page


def test_a_step_that_waits_says_why(case, manager, signed_in):
    processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="coroner", blocks_review=True)
    page = signed_in(manager).get(_to("case", case)).content.decode()
    assert "Not yet. Still missing: Every process that the review waits for has ended." in page
    assert _to("step", case, "prepare") not in page


def test_the_doctor_sees_the_case_without_the_managers_buttons(case, doctor, signed_in):
    page = signed_in(doctor).get(_to("case", case)).content.decode()
    assert "Only the CDR manager moves a case on." in page
    assert _to("step", case, "prepare") not in page
    assert signed_in(doctor).get(_to("step", case, "prepare")).status_code == 403


MANAGERS = [
    "identity_edit", "facts", "national", "assign", "ask", "process_new", "delay_new", "key_worker_new", "meeting",
]  # fmt: skip


@pytest.mark.parametrize("name", MANAGERS)
def test_the_managers_forms_are_refused_to_the_doctor_with_a_reason(case, doctor, signed_in, name):
    answer = signed_in(doctor).get(_to(name, case))
    assert answer.status_code == 403
    assert "Only the CDR manager may change this case." in answer.content.decode()


@pytest.mark.parametrize("role", ["chair", "member", "respondent", "key_worker", "analyst", "auditor", "administrator"])
@pytest.mark.parametrize("name", ["case", "identity", "analysis_edit", "documents"])
def test_the_case_is_not_there_for_other_roles(case, person, signed_in, role, name):
    assert signed_in(person(role)).get(_to(name, case)).status_code == 404


def test_another_panels_case_and_no_case_look_alike(case, other_panel, signed_in):
    client = signed_in(factories.person(other_panel, "manager"))
    there, nowhere = client.get(_to("case", case)), client.get(f"/cases/{uuid.uuid4()}/")
    assert there.status_code == nowhere.status_code == 404
    assert len(there.content) == len(nowhere.content)


def test_no_case_leaves_for_another_panel_without_what_was_agreed(case, manager, signed_in):
    answer = signed_in(manager).post(_to("step", case, "transfer"), {"reason": "Lives elsewhere"})
    assert answer.status_code == 409
    assert "what is agreed with the other panel" in answer.content.decode()
    case.refresh_from_db()
    assert case.status == "gathering"


@pytest.mark.parametrize("step", ["list", "finalise", "no_such_step"])
def test_steps_of_the_panel_have_no_page_here(case, manager, signed_in, step):
    assert signed_in(manager).get(_to("step", case, step)).status_code == 404


def test_a_step_with_its_reason(case, manager, signed_in):
    client = signed_in(manager)
    assert b"Enter reason" in client.post(_to("step", case, "mark_out_of_scope"), {"reason": ""}).content
    assert client.post(_to("step", case, "mark_out_of_scope"), {"reason": "Stillborn"}).status_code == 302
    case.refresh_from_db()
    assert case.status == "out_of_scope"
    assert "Stillborn" in client.get(_to("timeline", case)).content.decode()


def test_a_meeting_is_arranged_by_its_date(case, manager, signed_in):
    client, page = signed_in(manager), _to("step", case, "arrange_cdrm")
    assert b"must include a day" in client.post(page, {"on_day": "", "on_month": 1, "on_year": 2027}).content
    assert b"cannot be before the death" in client.post(page, _date("on", today() - timedelta(days=400))).content
    assert client.post(page, _date("on", today() + timedelta(days=20))).status_code == 302
    case.refresh_from_db()
    assert case.cdrm_on == today() + timedelta(days=20)


def _asking(**fields):
    agency = factories.organisation()
    return {
        "new_id": uuid.uuid4(),
        "organisation": agency.pk,
        "respondent_name": "Sample",
        "respondent_email": "sample@example.org",
        "form": "reporting",
        **_date("due_on", today() + timedelta(days=14)),
        **fields,
    }


def test_asking_twice_with_one_page_is_one_request(case, manager, signed_in):
    client, data = signed_in(manager), _asking()
    for _ in range(2):
        assert client.post(_to("ask", case), data).status_code == 302
    assert InformationRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"respondent_email": "nobody"}, "Enter an email address in the correct format"),
        ({"organisation": uuid.uuid4()}, "Choose the organisation from the list"),
        ({"form": "made_up"}, "from the list"),
        ({"due_on_year": 2020}, "must be today or later"),
        ({"new_id": "x"}, "valid UUID"),
    ],
)
def test_a_bad_request_is_explained_and_keeps_what_was_typed(case, manager, signed_in, fields, words):
    page = signed_in(manager).post(_to("ask", case), _asking(**fields)).content.decode()
    assert words in page
    assert 'value="Sample"' in page
    assert not InformationRequest.objects.exists()


def test_a_professional_of_the_notification_is_taken_over(panel, manager, signed_in):
    from cases.identity.models import Professional

    case = scenarios.open_case(
        panel, professionals=[{"role": "Health visitor", "name": "Vic Sample", "email": "vic@example.org"}]
    )
    person = Professional.objects.get()
    assert f"?professional={person.pk}" in signed_in(manager).get(_to("identity", case)).content.decode()
    page = signed_in(manager).get(_to("ask", case), {"professional": person.pk}).content.decode()
    assert 'value="vic@example.org"' in page
    other = signed_in(manager).get(_to("ask", scenarios.open_case(panel)), {"professional": person.pk})
    assert "vic@example.org" not in other.content.decode()


def _facts(case, **fields):
    return {
        "version": case.version,
        **_date("died_on", case.died_on),
        **_date("notified_on", case.notified_on),
        "age_days": "12",
        "age_years": "0",
        "sex": "male",
        "ethnicity": "H",
        "local_authority": case.local_authority_id,
        "imd_decile": "3",
        "gestation_weeks": "",
        "birth_weight_grams": "",
        "place_of_death": "home",
        "expectedness": "expected",
        **fields,
    }


def test_facts_are_changed(case, manager, signed_in):
    assert signed_in(manager).post(_to("facts", case), _facts(case)).status_code == 302
    case.refresh_from_db()
    assert (case.sex, case.ethnicity, case.imd_decile, case.gestation_weeks) == ("male", "H", 3, None)


def test_a_second_editor_of_the_facts_sees_both(case, manager, signed_in):
    data = _facts(case)
    case_actions.change_facts(case_id=case.pk, version=case.version, by=manager, sex="indeterminate")
    answer = signed_in(manager).post(_to("facts", case), data)
    assert answer.status_code == 409
    for words in ("indeterminate", "male"):
        assert words in answer.content.decode()
    case.refresh_from_db()
    assert case.sex == "indeterminate"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"age_days": "7000"}, "must be 6575 or less"),
        ({"age_years": "9"}, "does not agree with the age in days"),
        ({"imd_decile": "11"}, "must be 10 or less"),
        ({"died_on_year": "2999"}, "must be today or in the past"),
        ({"gestation_weeks": "ten"}, "whole number"),
    ],
)
def test_facts_that_cannot_be_are_explained(case, manager, signed_in, fields, words):
    answer = signed_in(manager).post(_to("facts", case), _facts(case, **fields))
    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_identity_is_changed_with_its_version(case, manager, signed_in):
    data = {"version": 2, "first_names": "Ezra", "surname": "Quillfeather", "nhs_number": "999 000 0018"}
    client = signed_in(manager)
    page = client.get(_to("identity_edit", case)).content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]
    assert client.post(_to("identity_edit", case), {**data, "version": version}).status_code == 302
    assert "Ezra Quillfeather" in client.get(_to("identity", case)).content.decode()
    assert client.post(_to("identity_edit", case), {**data, "version": version}).status_code == 409


def test_an_imported_case_without_a_child_gets_one(panel, manager, signed_in):
    case = casework.open_case(panel, imported=True, reference="OLD-1")
    client = signed_in(manager)
    assert "Name not recorded" in client.get(_to("case", case)).content.decode()
    assert client.post(_to("identity_edit", case), {"version": 0, "surname": "Sample"}).status_code == 302
    assert "Sample" in client.get(_to("identity", case)).content.decode()


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "{% now %}", "Ünï ‘quoted’\n\nlines"])
def test_words_are_shown_as_they_were_written(case, manager, signed_in, words):
    client = signed_in(manager)
    client.post(_to("note", case), {"new_id": uuid.uuid4(), "text": words, **_date("happened_on", today())})
    assert CaseNote.objects.get().text == words
    page = client.get(_to("timeline", case)).content.decode()
    assert "<script>alert" not in page


def test_a_process_and_a_key_worker_through_their_pages(case, manager, signed_in):
    client = signed_in(manager)
    data = {"new_id": uuid.uuid4(), "kind": "coroner", "status": "open", "blocks_review": "on"}
    assert client.post(_to("process_new", case), data).status_code == 302
    made = ParallelProcess.objects.get()
    changed = {"version": 1, "status": "open", **_date("ended_on", today())}
    assert b"is complete or not needed" in client.post(_to("process", case, made.pk), changed).content
    assert client.post(_to("process", case, made.pk), {**changed, "status": "complete"}).status_code == 302
    worker = {
        "new_id": uuid.uuid4(),
        "name": "Kit",
        "organisation": factories.organisation().pk,
        "contact": "01632 960002",
        **_date("starts_on", today()),
    }
    assert client.post(_to("key_worker_new", case), worker).status_code == 302
    assert KeyWorker.objects.get().name == "Kit"


def _analysis(**fields):
    data = {"version": 0, "certificate": "standard", "standard_1": "Sepsis", "modifiability": "undecided"}
    for prefix in ("factors", "learning_points", "recommendations"):
        data |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
    return {**data, **fields}


FACTOR = {"factors-0-code": "smoking_in_pregnancy", "factors-0-relevance": "2", "factors-0-modifiable": "on"}


def test_the_doctor_writes_the_whole_form(case, doctor, signed_in):
    client = signed_in(doctor)
    data = _analysis(
        categories=["8", "9"],
        modifiability="modifiable",
        issues="Good care.",
        **FACTOR,
        **{"learning_points-0-text": "Ask about smoking."},
        **{"recommendations-0-text": "Audit", "recommendations-0-owner": "Trust", "recommendations-0-level": "local"},
        **_date("recommendations-0-due_on", today()),
    )
    assert client.post(_to("analysis_edit", case), data).status_code == 302
    saved = Analysis.objects.get(case=case)
    assert (saved.cause_1, saved.modifiability, saved.factors.get().domain) == ("Sepsis", "modifiable", "social")
    assert Recommendation.objects.get().owner == "Trust"
    page = client.get(_to("analysis", case)).content.decode()
    for words in ("8. Perinatal or neonatal event", "It stands highest", "Smoking in pregnancy", "Ask about smoking."):
        assert words in page
    again = client.get(_to("analysis_edit", case)).content.decode()
    assert "Primary category as saved: 8." in again
    assert f'value="{Recommendation.objects.get().pk}"' in again


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"modifiability": "modifiable"}, "Mark at least one factor as modifiable"),
        ({"modifiability": "none", **FACTOR}, "A factor is marked as modifiable"),
        ({"modifiability": "inadequate_information"}, "Say why modifiability cannot be judged"),
        ({**FACTOR, "factors-0-relevance": "1"}, "only where its relevance is 2"),
        ({"factors-0-text": "Something", "factors-0-relevance": "2"}, "Select the domain"),
        ({"categories": ["7", "8"], "primary_override": "8"}, "Say why the primary category is not the highest"),
        ({"categories": ["7"], "primary_override": "8", "override_reason": "x"}, "among those that apply"),
        ({"recommendations-0-text": "Do it"}, "Enter who owns it"),
        ({"categories": ["12"]}, "Choose categories from the list"),
    ],
)
def test_a_contradiction_is_explained_and_keeps_what_was_typed(case, doctor, signed_in, fields, words):
    answer = signed_in(doctor).post(_to("analysis_edit", case), _analysis(**fields))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert 'value="Sepsis"' in answer.content.decode()
    assert not Analysis.objects.exists()


def test_another_row_comes_without_complaints(case, doctor, signed_in):
    data = _analysis(**FACTOR, add_factors="1", modifiability="none")
    page = signed_in(doctor).post(_to("analysis_edit", case), data).content.decode()
    assert 'name="factors-1-code"' in page
    assert "There is a problem" not in page
    fewer = {**data, "factors-TOTAL_FORMS": 2, "remove_factors": "0"}
    fewer.pop("add_factors")
    assert 'name="factors-1-code"' not in signed_in(doctor).post(_to("analysis_edit", case), fewer).content.decode()


def test_a_key_that_belongs_to_another_case_is_refused_and_not_a_crash(case, panel, manager, signed_in):
    other = scenarios.open_case(panel, by=manager)
    sent = {"new_id": uuid.uuid4(), "text": "Sample", **_date("happened_on", today())}
    client = signed_in(manager)
    assert client.post(_to("note", case), sent).status_code == 302
    again = client.post(_to("note", other), sent)
    assert again.status_code == 409
    assert "sent before, for something else" in again.content.decode()
    assert not other.notes.exists()


def test_an_old_page_of_the_form_shows_both(case, doctor, signed_in):
    casework.with_analysis(case, cause_1="Meningitis")
    answer = signed_in(doctor).post(_to("analysis_edit", case), _analysis())
    assert answer.status_code == 409
    for words in ("Meningitis", "Sepsis"):
        assert words in answer.content.decode()


def test_the_summary_costs_the_same_whatever_hangs_on_the_case(case, manager, signed_in, django_assert_max_num_queries):
    client = signed_in(manager)
    client.get(_to("case", case))
    for n in range(12):
        processes.add(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="other", outcome=str(n))
        client.post(_to("ask", case), _asking())
    for name in ("case", "timeline", "around", "case_requests", "documents"):
        with django_assert_max_num_queries(45):
            client.get(_to(name, case))
