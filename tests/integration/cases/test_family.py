"""The thread with a family, by the office and by its key worker; other deaths in the family."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Event
from cases.actions import access, family, key_workers
from cases.identity import actions as identity
from cases.identity import families
from cases.identity.models import FamilyLink
from cases.models import FamilyContact, FamilyQuestion
from common.dates import today
from common.errors import NotNow, Refused, Stale
from tests import factories, scenarios

YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)
MOTHER = {"relationship": "mother", "name": "Parenta Sample", "born_on": today() - timedelta(days=11_000)}


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel, died_on=today() - timedelta(days=30), relatives=[MOTHER])


@pytest.fixture
def supporter(case, manager, person):
    """The family's key worker, with an account."""
    user = person("key_worker")
    return key_workers.name(
        case_id=case.pk, new_id=uuid.uuid4(), by=manager, name="Kit", contact="01632 960002",
        organisation=factories.organisation(), starts_on=YESTERDAY, user=user, cover="Sam, 01632 960003",
    )  # fmt: skip


def _ask(case, by, **fields):
    values = {"asked_on": YESTERDAY, "text": "Why was nobody told?", **fields}
    return family.ask(case_id=case.pk, new_id=uuid.uuid4(), by=by, **values)


def _answer(question, by, version=1, **fields):
    values = {"answer": "The ward rang.", "answered_on": today(), "answered_in": "letter", **fields}
    return family.answer(question_id=question.pk, version=version, by=by, **values)


def test_office_and_key_worker_write_in_one_thread(case, manager, doctor, supporter):
    for by in (manager, doctor, supporter.user):
        key = uuid.uuid4()
        for _ in range(2):
            family.add_contact(case_id=case.pk, new_id=key, by=by, kind="leaflet", on=today())
        _answer(_ask(case, by), by)
    assert FamilyContact.objects.count() == FamilyQuestion.objects.count() == 3
    assert set(FamilyQuestion.objects.values_list("answered_in", flat=True)) == {"letter"}


@pytest.mark.parametrize("role", ["chair", "member", "respondent", "key_worker", "analyst", "administrator"])
def test_nobody_else_writes_not_even_another_familys_key_worker(case, person, supporter, role):
    by = person(role)
    for act in (
        lambda: family.add_contact(case_id=case.pk, new_id=uuid.uuid4(), by=by, kind="call", on=today()),
        lambda: _ask(case, by),
        lambda: _answer(_ask(case, supporter.user), by),
    ):
        with pytest.raises(Refused):
            act()
    assert not FamilyContact.objects.exists()


def test_an_ended_key_worker_no_longer_writes(case, manager, supporter):
    key_workers.end(key_worker_id=supporter.pk, version=1, by=manager, on=YESTERDAY)
    with pytest.raises(Refused):
        _ask(case, supporter.user)


@pytest.mark.parametrize("on", [TOMORROW, today() - timedelta(days=31)])
def test_dates_lie_between_the_death_and_today(case, manager, on):
    with pytest.raises(NotNow):
        family.add_contact(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="call", on=on)
    with pytest.raises(NotNow):
        _ask(case, manager, asked_on=on)


@pytest.mark.parametrize(
    "fields", [{"answer": " "}, {"answered_on": TOMORROW}, {"answered_on": YESTERDAY - timedelta(days=1)}]
)
def test_an_answer_has_words_and_a_day(case, manager, fields):
    with pytest.raises(NotNow):
        _answer(_ask(case, manager), manager, **fields)


def test_a_later_answer_takes_the_place_of_the_first_once_a_version(case, manager):
    asked = _ask(case, manager)
    _answer(asked, manager)
    _answer(asked, manager, version=2, answer="More is known.", answered_in="panel")
    with pytest.raises(Stale):
        _answer(asked, manager, version=2)
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_in) == ("More is known.", "panel")


def test_the_trail_says_that_and_not_what(case, manager):
    _answer(_ask(case, manager, text="Zebulon asks"), manager, answer="Zebulon answer")
    events = Event.objects.filter(case_id=str(case.pk))
    assert {"family_question_added", "family_question_answered"} <= set(events.values_list("verb", flat=True))
    assert "Zebulon" not in str(list(events.values()))


def _url(name, case, *keys):
    return reverse(f"cases:{name}", args=[case.pk, *keys])


def _date(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_the_office_keeps_the_thread_on_the_case(case, manager, doctor, supporter, signed_in):
    client = signed_in(manager)
    page = client.get(_url("case_family", case)).content.decode()
    for words in ("Sam, 01632 960003", "No contact is recorded.", "The family has asked nothing yet"):
        assert words in page
    contact = {"new_id": uuid.uuid4(), "kind": "leaflet", **_date("on", today())}
    assert client.post(_url("family_contact_new", case), contact).status_code == 302
    early = {**contact, **_date("on", today() - timedelta(days=40))}
    assert b"cannot be before the death" in client.post(_url("family_contact_new", case), early).content
    asked = {"new_id": uuid.uuid4(), "text": "Why?", "asked_by": "mother", **_date("asked_on", YESTERDAY)}
    assert client.post(_url("family_question_new", case), asked).status_code == 302
    question = FamilyQuestion.objects.get()
    answered = {"version": 1, "answer": "Because", "answered_in": "review_meeting", **_date("answered_on", today())}
    early = {**answered, **_date("answered_on", today() - timedelta(days=9))}
    assert b"cannot be before the question" in client.post(_url("family_answer", case, question.pk), early).content
    assert signed_in(doctor).post(_url("family_answer", case, question.pk), answered).status_code == 302
    page = client.get(_url("case_family", case)).content.decode()
    for words in ("Leaflet given", "mother", "Because", "At the child death review meeting"):
        assert words in page


def test_the_key_worker_sees_and_adds_for_the_own_family_only(case, supporter, person, signed_in):
    _ask(case, supporter.user)
    client = signed_in(supporter.user)
    assert reverse("cases:family_thread", args=[supporter.pk]) in client.get("/families/").content.decode()
    thread = client.get(reverse("cases:family_thread", args=[supporter.pk])).content.decode()
    assert "Why was nobody told?" in thread
    asked = {"new_id": uuid.uuid4(), "text": "And then?", **_date("asked_on", today())}
    assert client.post(reverse("cases:own_question_new", args=[supporter.pk]), asked).status_code == 302
    contact = {"new_id": uuid.uuid4(), "kind": "call", **_date("on", today())}
    assert client.post(reverse("cases:own_contact_new", args=[supporter.pk]), contact).status_code == 302
    question = FamilyQuestion.objects.get(text="And then?")
    page = reverse("cases:own_answer", args=[supporter.pk, question.pk])
    assert "And then?" in client.get(page).content.decode()
    answered = {"version": 1, "answer": "So", "answered_in": "key_worker", **_date("answered_on", today())}
    assert client.post(page, answered).status_code == 302
    stranger = signed_in(person("key_worker"))
    for address in (page, reverse("cases:family_thread", args=[supporter.pk])):
        assert stranger.get(address).status_code == 404
    assert stranger.get(_url("case_family", case)).status_code == 404


def test_a_question_of_another_family_is_not_there(case, panel, manager, supporter, signed_in):
    other = scenarios.open_case(panel, died_on=today() - timedelta(days=30))
    question = _ask(other, manager)
    page = reverse("cases:own_answer", args=[supporter.pk, question.pk])
    assert signed_in(supporter.user).get(page).status_code == 404


NUMBER = scenarios.test_nhs_number(7_700)
HOME = {"postcode": "LU1 2AA", "address": "1 Sample Street"}
BORN = today() - timedelta(days=4000)


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        ([{"relationship": "mother", "nhs_number": NUMBER}], [{"relationship": "mum", "nhs_number": NUMBER}], "NHS"),
        ([MOTHER], [{**MOTHER, "name": "parenta SAMPLE"}], "name and date of birth"),
        ([MOTHER], [{**MOTHER, "born_on": None}], None),
        ([{"relationship": "mother", "name": "Parenta Sample"}], [MOTHER], None),
        ([], [], None),
    ],
)
def test_who_is_proposed(panel, manager, mine, theirs, why):
    case = scenarios.open_case(panel, relatives=mine)
    other = scenarios.open_case(panel, relatives=theirs)
    found = families.proposed(case, by=manager)
    assert [one.case for one in found] == ([other] if why else [])
    assert not why or why in " ".join(found[0].why)


def test_the_same_address_is_proposed_and_twins_are_guessed_by_birth(panel, manager):
    case = scenarios.open_case(panel, child={**HOME, "born_on": BORN})
    scenarios.open_case(panel, child={**HOME, "address": "1 SAMPLE STREET", "born_on": BORN + timedelta(days=1)})
    scenarios.open_case(panel, child={**HOME, "born_on": BORN - timedelta(days=900)})
    scenarios.open_case(panel, child={**HOME, "address": "2 Sample Street"})
    found = families.proposed(case, by=manager)
    assert sorted(one.relation for one in found) == ["sibling", "twin"]
    assert {one.why for one in found} == {("the same address",)}


def test_what_was_settled_is_shown_both_ways_and_not_proposed_again(panel, case, manager):
    other = scenarios.open_case(panel, relatives=[MOTHER])
    identity.settle_family(case_id=case.pk, other_id=other.pk, version=0, by=manager, relation="twin", note="Born 2nd")
    for here, there in ((case, other), (other, case)):
        assert families.proposed(here, by=manager) == []
        (one,) = families.settled(here, by=manager)
        assert (one.case, one.relation, one.note) == (there, "twin", "Born 2nd")
    identity.settle_family(case_id=other.pk, other_id=case.pk, version=1, by=manager, relation="none")
    assert families.settled(case, by=manager) == families.proposed(case, by=manager) == []
    with pytest.raises(Stale):
        identity.settle_family(case_id=case.pk, other_id=other.pk, version=1, by=manager, relation="twin")
    assert FamilyLink.objects.count() == 1


def test_a_case_out_of_scope_is_neither_proposed_nor_shown(panel, case, manager, person, other_panel):
    elsewhere = factories.area("E06000055")
    other = scenarios.open_case(panel, relatives=[MOTHER], local_authority=elsewhere)
    scenarios.open_case(other_panel, relatives=[MOTHER])
    doctor = person("doctor", areas=[case.local_authority])
    assert [one.case for one in families.proposed(case, by=manager)] == [other]
    assert families.proposed(case, by=doctor) == []
    identity.settle_family(case_id=case.pk, other_id=other.pk, version=0, by=manager, relation="twin")
    assert families.settled(case, by=doctor) == []
    access.exclude(case=other, user=manager, by=manager, reason="Cared for the child")
    assert families.settled(case, by=manager) == []
    with pytest.raises(Refused):
        identity.settle_family(case_id=case.pk, other_id=other.pk, version=1, by=manager, relation="none")


def test_the_doctor_does_not_settle(panel, case, doctor):
    other = scenarios.open_case(panel, relatives=[MOTHER])
    with pytest.raises(Refused):
        identity.settle_family(case_id=case.pk, other_id=other.pk, version=0, by=doctor, relation="twin")


def test_settling_on_the_page(panel, case, manager, signed_in):
    other = scenarios.open_case(panel, relatives=[MOTHER], child={"first_names": "Zebulon", "surname": "Quillfeather"})
    client, page = signed_in(manager), _url("family_link", case, other.pk)
    shown = client.get(_url("case_family", case)).content.decode()
    assert "Zebulon Quillfeather" in shown
    assert page in shown
    assert b"Select what they are to each other" in client.post(page, {"version": 0}).content
    assert client.post(page, {"version": 0, "relation": "sibling"}).status_code == 302
    assert "Brothers or sisters" in client.get(_url("case_family", case)).content.decode()
    assert client.get(_url("family_link", case, case.pk)).status_code == 404
    assert Event.objects.filter(verb="family_settled", case_id=str(case.pk)).count() == 1


def test_the_page_takes_the_same_queries_for_a_long_thread(case, manager, supporter, signed_in):
    def counted():
        with CaptureQueriesContext(connection) as captured:
            assert signed_in(manager).get(_url("case_family", case)).status_code == 200
        return len(captured)

    _ask(case, manager)
    counted()
    few = counted()
    for _ in range(5):
        _answer(_ask(case, manager), manager)
        family.add_contact(case_id=case.pk, new_id=uuid.uuid4(), by=manager, kind="call", on=today())
    assert counted() <= few
