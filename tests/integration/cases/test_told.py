"""What a form says about who the child is: compared with the record, and brought over only as somebody chose."""

import uuid

import pytest
from django.urls import reverse

from audit.models import Event
from cases.actions import responses
from cases.identity import actions as identity
from cases.identity import settling, told
from cases.identity.models import Child
from cases.merging import KEPT, TAKEN
from common.errors import NotNow, Refused, Stale
from tests import scenarios
from tests.scenarios_forms import REPORT

pytestmark = pytest.mark.django_db
SAID = {"first_names": "Qzsaid", "nhs_number": "999 000 0026", "born_on": "2026-01-02", "school_name": "Sample School",
        "postcode": "lu1 2aa"}  # fmt: skip


@pytest.fixture
def case(panel, manager):
    return scenarios.open_case(panel, by=manager)


def sent(case, by, **said):
    row = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="reporting", by=by)
    saved = responses.save(response_id=row.pk, version=row.version, by=by, values={**REPORT, **said}).response
    return responses.submit(response_id=row.pk, version=saved.version, by=by)


def child_of(case) -> Child:
    return Child.objects.get(case=case)


def said_by(response) -> told.Told:
    return next((one for one in told.waiting(response.case, child_of(response.case)) if one.response == response), None)


def settle(response, by, **choices):
    found = said_by(response)
    wanted = {f"identity.{name}": choice for name, choice in choices.items()}
    every = {field.key: KEPT for field in found.fields} | wanted
    return settling.settle(
        case_id=response.case_id, response_id=response.pk, digest=found.comparison.digest, by=by, choices=every
    )


def test_sending_a_form_changes_nothing_about_the_child(case, manager):
    before = Child.objects.filter(case=case).values().get()
    sent(case, manager, **SAID)
    assert Child.objects.filter(case=case).values().get() == before


def test_what_is_taken_comes_over_and_the_rest_stays(case, manager):
    response = sent(case, manager, **SAID)
    surname = child_of(case).surname
    was = child_of(case).first_names
    taken = settle(response, manager, nhs_number=TAKEN, school=TAKEN, postcode=TAKEN)
    child = child_of(case)
    assert (child.nhs_number, child.school, child.postcode) == ("9990000026", "Sample School", "LU1 2AA")
    assert (child.first_names, child.surname) == (was, surname)
    assert {"nhs_number", "school"} <= set(taken)
    assert said_by(response) is None


def test_the_trail_says_which_form_and_which_fields_but_not_what(case, manager):
    response = sent(case, manager, **SAID)
    settle(response, manager, first_names=TAKEN)
    event = Event.objects.get(verb="told_settled")
    assert event.subject_id == str(response.pk)
    assert event.details["taken"] == ["first_names"]
    assert "nhs_number" in event.details["kept"]
    assert "Qzsaid" not in str(list(Event.objects.values()))


def test_a_form_that_says_something_new_is_asked_again(case, manager):
    response = sent(case, manager, **SAID)
    settle(response, manager)
    opened = responses.reopen(response_id=response.pk, version=response.version, by=manager, reason="A slip")
    changed = {"first_names": "Qzother"}
    saved = responses.save(response_id=response.pk, version=opened.version, by=manager, values=changed).response
    again = responses.submit(response_id=response.pk, version=saved.version, by=manager)
    assert [field.name for field in said_by(again).fields] == ["first_names"]


def test_nobody_settles_what_they_have_not_seen(case, manager):
    response = sent(case, manager, **SAID)
    digest = said_by(response).comparison.digest
    child = child_of(case)
    identity.change_child(case_id=case.pk, version=child.version, by=manager, first_names="Qzcorrected")
    with pytest.raises(Stale):
        settling.settle(case_id=case.pk, response_id=response.pk, digest=digest, by=manager, choices={})
    assert child_of(case).first_names == "Qzcorrected"


def test_a_draft_and_another_person_are_refused(case, manager, doctor):
    draft = responses.begin(case_id=case.pk, new_id=uuid.uuid4(), form="reporting", by=manager)
    common = {"case_id": case.pk, "response_id": draft.pk, "digest": "", "choices": {}}
    with pytest.raises(NotNow, match="sent"):
        settling.settle(**common, by=manager)
    with pytest.raises(Refused):
        settling.settle(**common, by=doctor)


@pytest.mark.parametrize(
    ("answers", "unreadable"),
    [
        ({"nhs_number": "999 000 0027"}, "NHS number"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"born_on": {"typed": {"_day": "31"}}}, "date of birth"),
        ({"surname": "x" * 151}, "surname"),
    ],
)
def test_what_the_record_cannot_hold_is_named_and_not_cut(answers, unreadable):
    assert told.read(answers) == ({}, [unreadable])


def test_the_manager_compares_and_decides_on_a_page(signed_in, case, manager):
    response = sent(case, manager, **SAID)
    client, url = signed_in(manager), reverse("cases:form_child", args=[case.pk, response.pk])
    assert url in client.get(reverse("cases:forms", args=[case.pk])).content.decode()
    page = client.get(url).content.decode()
    assert "Form says: Qzsaid" in page
    assert "Record says: " in page
    found = said_by(response)
    missing = client.post(url, {"digest": found.comparison.digest})
    assert "Select what holds: first names" in missing.content.decode()
    answers = {field.name: TAKEN for field in found.fields}
    done = client.post(url, {"digest": found.comparison.digest, **answers}, follow=True).content.decode()
    assert "The record has been changed" in done
    assert child_of(case).first_names == "Qzsaid"
    assert "Nothing in this form differs" in client.get(url).content.decode()
