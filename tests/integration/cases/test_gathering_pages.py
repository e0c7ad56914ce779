"""Asking everybody at once, the board, how agencies answer, the wording of emails, contacts: through the pages."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation, OrganisationContact, OutgoingMessage
from audit.models import Event
from cases.actions import letters as letter_actions
from cases.actions import requests
from cases.models import InformationRequest, Letter
from cases.selectors.evidence import evidence_of
from cases.selectors.performance import agency_performance
from cdop.demo import clock
from common.dates import FinancialYear, today
from common.errors import NotNow, Refused, Stale
from tests import factories, scenarios
from tests.scenarios_requests import ask, contact, letters, token_for

PEOPLE = [
    {"role": "General practitioner", "name": "Dr Uma Unreal", "organisation": "Sample Surgery",
     "email": "gp@example.org"},
    {"role": "Head teacher", "name": "Vic Unreal", "organisation": "Sample School", "email": "school@example.org"},
]  # fmt: skip


@pytest.fixture
def agencies(db):
    kinds = {"Sample Surgery": "gp", "Sample School": "education", "Sample Police": "police"}
    return {name: factories.organisation(name, kind) for name, kind in kinds.items()}


@pytest.fixture
def case(panel, agencies):
    return scenarios.open_case(panel, professionals=PEOPLE)


def _fields(page: str) -> dict:
    """What a browser would post from the page's own form."""
    from bs4 import BeautifulSoup

    form = next(one for one in BeautifulSoup(page, "html.parser").select("main form") if one.select("[name*=TOTAL]"))
    data = {}
    for field in form.select("input, select, textarea"):
        if field.get("type") in {"checkbox", "radio"} and not field.has_attr("checked"):
            continue
        if field.name == "select":
            chosen = field.select_one("option[selected]") or field.select_one("option")
            data[field["name"]] = chosen["value"] if chosen else ""
        elif field.get("name"):
            data[field["name"]] = field.get("value", "on" if field.get("type") == "checkbox" else "")
    data.pop("csrfmiddlewaretoken", None)
    return data


def test_everybody_is_asked_in_one_go_and_once(case, manager, signed_in):
    client, url = signed_in(manager), reverse("cases:propose", args=[case.pk])
    data = _fields(client.get(url).content.decode())
    ticked = [name for name in data if name.endswith("-ask")]
    assert len(ticked) == 2
    review = client.post(url, data).content.decode()
    assert InformationRequest.objects.count() == 0
    assert "Send 2 requests" in review
    for wanted in ("Dr Uma Unreal", "school@example.org", "Sample School"):
        assert wanted in review
    sending = _fields(review) | {"send": "1"}
    for _ in range(2):
        assert client.post(url, sending).status_code == 302
    made = {one.respondent_email: one for one in InformationRequest.objects.all()}
    assert {one.source for one in made.values()} == {"gp", "school"}
    assert len(letters("gp@example.org")) == 1
    assert token_for("gp@example.org") != token_for("school@example.org")
    again = _fields(client.get(url).content.decode())
    assert "gp@example.org" not in again.values()


def test_going_back_loses_nothing_and_a_half_filled_row_is_told(case, manager, signed_in):
    client, url = signed_in(manager), reverse("cases:propose", args=[case.pk])
    data = _fields(client.get(url).content.decode())
    data["agencies-0-respondent_name"] = "Dr Somebody Else"
    back = client.post(url, _fields(client.post(url, data).content.decode()) | {"back": "1"}).content.decode()
    assert "Dr Somebody Else" in back
    row = next(n for n in range(20) if data.get(f"agencies-{n}-source") == "police")
    page = client.post(url, {**data, f"agencies-{row}-ask": "on"}).content.decode()
    assert "Enter who is asked" in page
    assert "Dr Somebody Else" in page
    nobody = {name: value for name, value in data.items() if not name.endswith("-ask")}
    assert "Tick whom to ask" in client.post(url, nobody).content.decode()
    assert InformationRequest.objects.count() == 0


def test_a_row_can_be_added_and_nobody_asked_twice_for_one_form(case, manager, signed_in):
    client, url = signed_in(manager), reverse("cases:propose", args=[case.pk])
    data = _fields(client.get(url).content.decode())
    more = _fields(client.post(url, {**data, "add_agencies": "1"}).content.decode())
    total = int(more["agencies-TOTAL_FORMS"])
    assert total == int(data["agencies-TOTAL_FORMS"]) + 1
    row = f"agencies-{total - 1}-"
    twin = {
        f"{row}ask": "on", f"{row}organisation": more["agencies-0-organisation"], f"{row}respondent_name": "Twin",
        f"{row}respondent_email": "GP@example.org",
    }  # fmt: skip
    assert "asked twice for the same form" in client.post(url, {**more, **twin}).content.decode()


def test_all_or_none(case, manager, agencies):
    good = {"new_id": uuid.uuid4(), "organisation": agencies["Sample Surgery"], "respondent_name": "A",
            "respondent_email": "a@example.org"}  # fmt: skip
    with pytest.raises(TypeError):
        requests.ask_all(case_id=case.pk, by=manager, due_on=today(), agencies=[good, {"new_id": uuid.uuid4()}])
    assert InformationRequest.objects.count() == OutgoingMessage.objects.filter(event="request_made").count() == 0


def _many(panel, manager, count: int):
    agencies = [factories.organisation() for _ in range(min(count, 30))]
    for number in range(count):
        case = scenarios.open_case(panel, by=manager)
        ask(case, manager, f"n{number}@example.org", organisation=agencies[number % len(agencies)])


def _queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


BOARDS = ("/board/", "/board/?by=agency", "/board/?by=case", "/board/?age=ahead", "/board/agencies/")


def test_board_and_work_list_cost_the_same_with_10_and_100_cases(panel, manager, signed_in):
    client, urls = signed_in(manager), (*BOARDS, "/cases/")
    _many(panel, manager, 10)
    case = scenarios.open_case(panel, by=manager)
    ask(case, manager)
    one = [reverse(f"cases:{name}", args=[case.pk]) for name in ("case", "case_requests")]
    few = {url: _queries(client, url) for url in (*urls, *one)}
    _many(panel, manager, 90)
    many = {url: _queries(client, url) for url in (*urls, *one)}
    # a page holds 25 rows, so that names are read for more cases, in as many queries
    assert few == many


@pytest.mark.slow
def test_board_and_work_list_cost_the_same_with_300_cases(panel, manager, signed_in):
    case = scenarios.open_case(panel, by=manager)
    ask(case, manager)
    one = [reverse(f"cases:{name}", args=[case.pk]) for name in ("case", "case_requests", "timeline", "around")]
    client, urls = signed_in(manager), (*BOARDS, "/cases/", *one)
    _many(panel, manager, 30)
    few = {url: _queries(client, url) for url in urls}
    _many(panel, manager, 270)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # what the database does by itself when a table has grown
    assert few == {url: _queries(client, url) for url in urls}


def test_the_board_shows_what_is_awaited_and_nobody_elses(case, manager, signed_in, other_panel, agencies):
    ask(case, manager, organisation=agencies["Sample Surgery"])
    theirs = factories.person(other_panel, "manager")
    other = scenarios.open_case(other_panel, by=theirs)
    ask(other, theirs, organisation=agencies["Sample Police"])
    client = signed_in(manager)
    for url in BOARDS[:3]:
        page = client.get(url).content.decode()
        assert other.reference not in page
        assert "Sample Police" not in page
    assert "Sample Surgery" in client.get("/board/?by=agency").content.decode()
    assert case.reference in client.get("/board/?by=case").content.decode()
    key = agencies["Sample Surgery"].pk
    assert case.reference in client.get(f"/board/?by=requests&agency={key}").content.decode()
    assert case.reference not in client.get("/board/?age=longer").content.decode()
    with clock.on(today() + timedelta(days=80)):
        assert case.reference in signed_in(manager).get("/board/?age=longer").content.decode()


@pytest.mark.parametrize("url", ["/board/?by=nonsense", "/board/?age=x&agency=y", "/board/agencies/?year=zzz"])
def test_nonsense_in_an_address_shows_the_usual_board(manager, signed_in, url):
    assert signed_in(manager).get(url).status_code == 200


def test_how_agencies_answer_is_counted_with_what_it_is_of(case, panel, manager, agencies):
    surgery, day = agencies["Sample Surgery"], today()
    asked = [ask(case, manager, f"a{n}@example.org", organisation=surgery, asked_on=day - timedelta(days=40))
             for n in range(4)]  # fmt: skip
    for request, days, knew in zip(asked, (10, 15, 39), (True, True, False), strict=False):
        requests.receive(
            request_id=request.pk, version=1, by=manager, on=request.asked_on + timedelta(days=days), via="post",
            text="See document", knew_child=knew,
        )  # fmt: skip
    waits = ask(case, manager, "w@example.org", organisation=agencies["Sample Police"])
    gone = ask(case, manager, "g@example.org", organisation=agencies["Sample School"])
    requests.cancel(request_id=gone.pk, version=1, by=manager, reason="Asked twice")
    years = {FinancialYear.of(request.asked_on) for request in (*asked, waits)}
    lines = {line.organisation: line for year in years for line in agency_performance(panel, year)}
    assert set(lines) == {"Sample Surgery", "Sample Police"}
    surgery_line = lines["Sample Surgery"]
    assert (surgery_line.asked, surgery_line.returned, surgery_line.not_known) == (4, 3, 1)
    assert surgery_line.median_days == 15
    assert (surgery_line.in_time, surgery_line.due) == (2, 4)
    assert surgery_line.in_time_share == 0.5
    assert (lines["Sample Police"].median_days, lines["Sample Police"].due) == (None, 0)
    assert lines["Sample Police"].in_time_share is None


def test_a_panels_own_words_are_sent(case, panel, manager, signed_in):
    client, url = signed_in(manager), reverse("cases:letter", args=["made"])
    assert "What can be filled in" in client.get(url).content.decode()
    words = {"version": 0, "subject": "Please help: {reference}", "body": "Dear colleague at {agency}, open {link}"}
    preview = client.post(url, {**words, "preview": "1"}).content.decode()
    assert "Please help: SAMPLE-2026-0001" in preview
    assert not Letter.objects.exists()
    bad = client.post(url, {**words, "body": "About {child_name}: {link}"}).content.decode()
    assert "{child_name} is not a mark" in bad
    assert "About {child_name}" in bad
    assert client.post(url, words).status_code == 302
    asked = ask(case, manager)
    assert OutgoingMessage.objects.get(event="request_made").subject == f"Please help: {case.reference}"
    assert letters(asked.respondent_email)[0].startswith(f"Dear colleague at {asked.organisation}, open http")
    with pytest.raises(Stale):
        letter_actions.save(panel=panel, kind="made", version=0, by=manager, subject="Other", body="{link}")
    assert client.post(reverse("cases:letter_restore", args=["made"])).status_code == 302
    assert not Letter.objects.exists()
    assert client.get(reverse("cases:letter", args=["nothing"])).status_code == 404


def test_unknown_marks_and_other_people_are_refused_in_the_action_too(panel, manager, doctor, other_panel):
    with pytest.raises(NotNow):
        letter_actions.save(panel=panel, kind="made", version=0, by=manager, subject="{name}", body="{link}")
    for by, where in ((doctor, panel), (manager, other_panel)):
        with pytest.raises(Refused):
            letter_actions.save(panel=where, kind="made", version=0, by=by, subject="x", body="{link}")


def test_contacts_of_an_agency_are_kept(manager, signed_in, agencies, person):
    agency = agencies["Sample Surgery"]
    client, url = signed_in(manager), reverse("accounts:organisation_contacts", args=[agency.pk])
    data = {"version": 1, "lead_name": "Lee Lead", "lead_email": "lee@example.org", "second_email": "s@example.org"}
    assert "Enter the name of the second contact" in client.post(url, data).content.decode()
    data["second_name"] = "Sam Second"
    assert client.post(url, data).status_code == 302
    assert OrganisationContact.objects.count() == 2
    assert Event.objects.filter(verb="organisation_contact_saved").count() == 2
    assert client.post(url, data).status_code == 409
    without = {"version": 2, "lead_name": "Lee Lead", "lead_email": "lee@example.org"}
    assert client.post(url, without).status_code == 302
    assert OrganisationContact.objects.get().kind == "safeguarding_lead"
    assert "Lee Lead" not in str(list(Event.objects.values()))
    assert signed_in(person("member")).get(url).status_code == 403
    assert Organisation.objects.get(pk=agency.pk).version == 3


def test_the_case_says_what_its_review_still_needs(case, manager, signed_in, agencies):
    asked = ask(case, manager, organisation=agencies["Sample Surgery"])
    assert asked.source == "gp"
    page = signed_in(manager).get(reverse("cases:case_requests", args=[case.pk])).content.decode()
    assert re.search(r"General practice.*?Awaited", page, re.DOTALL)
    assert "Not asked" in page
    requests.receive(request_id=asked.pk, version=1, by=manager, on=today(), via="post", text="See document")
    assert {need.source: need.state for need in evidence_of(case)}["gp"] == "came"


def test_a_safeguarding_lead_stands_in_where_nobody_is_named(case, manager, signed_in, agencies):
    contact(agencies["Sample Police"], "safeguarding_lead", "lead@example.org", "Lee Lead")
    data = _fields(signed_in(manager).get(reverse("cases:propose", args=[case.pk])).content.decode())
    row = next(n for n in range(20) if data.get(f"agencies-{n}-source") == "police")
    assert data[f"agencies-{row}-respondent_email"] == "lead@example.org"
    assert data[f"agencies-{row}-ask"] == "on"
