"""The work list: scope, order, filters, search, cost; and due dates in SQL equal to those in Python."""

import uuid
from datetime import date, timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Area
from audit.models import Event
from cases import clocks
from cases.actions import access, processes, requests, steps
from cases.models import Case
from cases.selectors.worklist import ORDERS, Filters, worklist
from cases.workflow import Step
from common import asked
from common.dates import today
from tests import factories, scenarios
from tests import scenarios_casework as casework

LIST, SEARCH = "/cases/", "/cases/search/"


def _ago(days):
    return today() - timedelta(days=days)


def _ask(case, manager, asked_on=None):
    return requests.ask(
        case_id=case.pk,
        new_id=uuid.uuid4(),
        by=manager,
        organisation=factories.organisation(),
        respondent_name="Sample Respondent",
        respondent_email="somebody@example.org",
        asked_on=asked_on,
    )


@pytest.fixture
def mixed(panel, manager):
    """Cases at several stages, by name."""
    made = {
        "fresh": casework.open_case(panel, died_on=_ago(1), notified_on=_ago(1)),
        "asked": casework.open_case(panel, died_on=_ago(60)),
        "late": casework.open_case(panel, died_on=_ago(200)),
        "arranged": casework.open_case(panel, died_on=_ago(90)),
        "held": casework.open_case(panel, died_on=_ago(90)),
        "imported": casework.open_case(panel, died_on=_ago(45), imported=True, reference="OLD-1"),
        "prepared": casework.open_case(panel, died_on=_ago(30)),
        "out": casework.open_case(panel, died_on=_ago(30)),
    }
    for name in ("asked", "late", "arranged", "held", "prepared"):
        one = made[name]
        steps.tell_national_database(case_id=one.pk, version=one.version, by=manager, on=one.notified_on)
    _ask(made["asked"], manager, asked_on=_ago(50))
    _ask(made["imported"], manager)
    processes.add(
        case_id=made["late"].pk, new_id=uuid.uuid4(), by=manager, kind="coroner", blocks_review=True, status="open"
    )
    made["asked"].refresh_from_db()
    steps.assign(case_id=made["asked"].pk, version=made["asked"].version, by=manager, worker=manager)
    future = today() + timedelta(days=9)
    steps.take(case_id=made["arranged"].pk, step=Step.ARRANGE_CDRM, by=manager, on=future)
    steps.take(case_id=made["held"].pk, step=Step.HOLD_CDRM, by=manager, on=_ago(10))
    steps.take(case_id=made["prepared"].pk, step=Step.PREPARE, by=manager)
    steps.take(case_id=made["out"].pk, step=Step.MARK_OUT_OF_SCOPE, by=manager, reason="Stillbirth")
    return made


def _found(mixed, user, panel, **filters):
    names = {case.pk: name for name, case in mixed.items()}
    return {names[case.pk] for case in worklist(user, panel, Filters(**filters))}


def test_sql_and_python_agree_on_what_is_due(mixed):
    for case in Case.objects.all().with_next_due():
        action = clocks.next_action(clocks.of_case(case, case.request_due_on))
        assert case.next_due_on == (action.due_on if action else None), case.reference


def test_months_end_alike_in_sql_and_python(panel):
    for day in (date(2025, 11, 30), date(2025, 8, 31), date(2024, 11, 30), date(2026, 3, 31)):
        casework.open_case(panel, died_on=day, imported=True, reference=f"OLD-{day}")
    test_sql_and_python_agree_on_what_is_due({})


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, {"fresh", "asked", "late", "arranged", "held", "imported", "prepared"}),
        ({"stage": "finished"}, {"out"}),
        ({"statuses": ["cdrm_held", "out_of_scope"]}, {"held", "out"}),
        ({"overdue": True}, {"asked", "late"}),
        ({"worker": "me"}, {"asked"}),
        ({"worker": "nobody", "statuses": ["cdrm_held"]}, {"held"}),
        ({"waiting": "information"}, {"asked", "imported"}),
        ({"waiting": "process"}, {"late"}),
        ({"waiting": "meeting"}, {"fresh", "asked", "late", "arranged", "imported"}),
        ({"waiting": "panel"}, {"held", "prepared"}),
    ],
)
def test_filters(mixed, manager, panel, filters, names):
    assert _found(mixed, manager, panel, **filters) == names


def test_a_doctor_sees_the_named_areas_only(mixed, person, panel):
    here = mixed["late"].local_authority
    elsewhere = casework.open_case(panel, local_authority=Area.objects.exclude(pk=here.pk).first())
    doctor = person("doctor", areas=[here])
    found = set(worklist(doctor, panel, Filters(stage="all")))
    assert found == set(mixed.values())
    assert elsewhere not in found


def test_a_case_in_conflict_is_not_in_the_list_nor_found(mixed, manager, panel, signed_in):
    access.exclude(case=mixed["late"], user=manager, by=manager, reason="Cared for the child")
    assert "late" not in _found(mixed, manager, panel, stage="all")
    answer = signed_in(manager).post(SEARCH, {"words": mixed["late"].reference}, follow=True)
    assert mixed["late"].reference not in answer.content.decode().replace(f'value="{mixed["late"].reference}"', "")


@pytest.mark.parametrize("sort", [*ORDERS, *(f"-{name}" for name in ORDERS), "nonsense"])
def test_every_order_draws(mixed, manager, signed_in, sort):
    answer = signed_in(manager).get(LIST, {"sort": sort})
    assert answer.status_code == 200
    assert b"7 cases" in answer.content


def test_the_most_urgent_stand_first(mixed, manager, panel):
    dues = [case.next_due_on for case in worklist(manager, panel, Filters())]
    assert dues == sorted(dues)
    falling = [case.next_due_on for case in worklist(manager, panel, Filters(sort="-due"))]
    assert falling == dues[::-1]


@pytest.mark.parametrize(
    "query", ["?area=nowhere", "?status=made_up", "?page=99", "?page=x", "?waiting=%00", "?stage=x"]
)
def test_a_strange_address_draws_all_the_same(mixed, manager, signed_in, query):
    assert signed_in(manager).get(LIST + query).status_code == 200


def test_chosen_filters_can_be_taken_away_one_by_one(mixed, manager, signed_in):
    page = signed_in(manager).get(LIST, {"status": ["cdrm_held", "gathering"], "overdue": "on"}).content.decode()
    assert 'href="?status=gathering&amp;overdue=on"' in page
    assert 'href="?status=cdrm_held&amp;status=gathering"' in page


@pytest.mark.parametrize("role", ["chair", "member", "respondent", "key_worker", "analyst", "auditor", "administrator"])
def test_other_roles_have_no_work_list(person, signed_in, role):
    client = signed_in(person(role))
    assert client.get(LIST).status_code == 403
    assert (client.get(SEARCH).status_code, client.post(SEARCH, {"words": "x"}).status_code) == (403, 403)


def test_the_list_costs_the_same_for_ten_cases_and_a_full_page(panel, manager, signed_in):
    client = signed_in(manager)
    counts = []
    for more in (10, 15):  # a page holds 25
        for _ in range(more):
            case = scenarios.open_case(panel, by=manager)
            _ask(case, manager)
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_look_at_the_list_is_recorded_once(mixed, manager, signed_in):
    signed_in(manager).get(LIST)
    event = Event.objects.get(verb="names_listed")
    assert len(event.details["cases"]) == 7


@pytest.fixture
def named(panel):
    return scenarios.open_case(
        panel, child={"first_names": "Zebulon Ash", "surname": "Quillfeather", "nhs_number": "9990000018"}
    )


@pytest.mark.parametrize("words", ["quillfeather", "ZEBULON", "ash quill", "999 000 0018", "999-000-0018", "reference"])
def test_search_finds_by_name_number_and_reference(named, manager, signed_in, words):
    words = named.reference.lower() if words == "reference" else words
    page = signed_in(manager).post(SEARCH, {"words": words}, follow=True).content.decode()
    assert f'href="/cases/{named.pk}/"' in page
    assert "1 case found" in page


@pytest.mark.parametrize("words", ["quillfeathers", "zebulon smith", "9990000026", "%", "_"])
def test_search_finds_nothing_else(named, manager, signed_in, words):
    assert "0 cases found" in signed_in(manager).post(SEARCH, {"words": words}, follow=True).content.decode()


def test_search_keeps_its_words_out_of_address_and_trail(named, manager, signed_in, caplog):
    client = signed_in(manager)
    answer = client.post(SEARCH, {"words": "quillfeather"})
    assert (answer.status_code, answer.url, answer.content) == (302, SEARCH, b"")
    assert not Event.objects.filter(verb="names_searched").exists()
    assert b'value="quillfeather"' in client.get(SEARCH).content
    event = Event.objects.get(verb="names_searched")
    assert event.details == {"cases": [named.reference]}
    assert "quill" not in str(list(Event.objects.values())).lower()
    assert "quill" not in caplog.text.lower()
    assert "quill" not in str(dict(client.session)).lower()


def test_each_look_at_what_was_found_is_recorded(named, manager, signed_in):
    client = signed_in(manager)
    client.post(SEARCH, {"words": "quillfeather"})
    for looks in (1, 2):
        assert b"1 case found" in client.get(SEARCH).content
        assert Event.objects.filter(verb="names_searched").count() == looks


@pytest.mark.parametrize("before", ["nothing", "too long ago", "unreadable", "by address"])
def test_without_words_of_the_last_minutes_there_is_an_empty_search(
    named, manager, signed_in, settings, monkeypatch, before
):
    client = signed_in(manager)
    if before in ("too long ago", "unreadable"):
        monkeypatch.setattr(asked, "SECONDS", -1 if before == "too long ago" else 60)
        client.post(SEARCH, {"words": "quillfeather"})
    if before == "unreadable":
        settings.FIELD_KEY = Fernet.generate_key().decode()
    page = client.get(SEARCH, {"words": "quillfeather"} if before == "by address" else {})
    assert page.status_code == 200
    assert not any(
        word in page.content for word in (b'value="quillfeather"', b'role="status"', named.reference.encode())
    )
    assert not Event.objects.filter(verb="names_searched").exists()


def test_an_empty_search_says_what_to_enter(manager, signed_in):
    assert (
        b"Enter a reference, a name or an NHS number"
        in signed_in(manager).post(SEARCH, {"words": ""}, follow=True).content
    )


def test_another_panels_child_is_not_found(named, other_panel, signed_in):
    outsider = factories.person(other_panel, "manager")
    assert b"0 cases found" in signed_in(outsider).post(SEARCH, {"words": "quillfeather"}, follow=True).content


def test_the_list_links_to_the_case(mixed, manager, signed_in):
    page = signed_in(manager).get(LIST).content.decode()
    assert reverse("cases:case", args=[mixed["late"].pk]) in page
