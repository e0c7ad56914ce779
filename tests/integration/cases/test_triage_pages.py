"""The CDR manager's list and pages of notifications."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import Event
from cases.actions import triage
from cases.duplicates import similarity, suspects
from cases.identity.models import Child
from cases.models import Case, Notification
from common.dates import today
from tests import scenarios
from tests.integration.cases.form_answers import dated

pytestmark = pytest.mark.django_db
LIST = "cases:triage"

FORWARDED = {"kind": "forwarded", "other_panel": "Sampleshire North CDOP", "new_id": str(uuid.uuid4())}


def url(name: str, notification) -> str:
    return reverse(f"cases:triage_{name}", kwargs={"notification": notification.pk})


def text(response) -> str:
    return response.content.decode()


def facts(notification, **changed) -> dict:
    return {
        "version": notification.version, **dated("born_on", today() - timedelta(days=4000)),
        **dated("died_on", notification.died_on), "sex": "female", "ethnicity": "A", "local_authority": "E06000055",
        "place_of_death": "hospital", "expectedness": "unexpected", **changed,
    }  # fmt: skip


def test_waiting_ones_come_first_and_the_filter_narrows(signed_in, manager, panel):
    opened, waiting = scenarios.notified(panel), scenarios.notified(panel)
    scenarios.open_case(panel, by=manager, notification=opened)
    client = signed_in(manager)

    page = text(client.get(reverse(LIST)))
    assert page.index(waiting.reference) < page.index(opened.reference)
    assert opened.reference not in text(client.get(reverse(LIST), {"state": "waiting"}))
    assert waiting.reference not in text(client.get(reverse(LIST), {"state": "accepted"}))
    assert waiting.reference in text(client.get(reverse(LIST), {"state": "nonsense"}))
    assert 'value="all"' in page


def test_names_of_a_list_are_one_entry_in_the_trail(signed_in, manager, panel):
    found = [scenarios.notified(panel) for _ in range(3)]
    signed_in(manager).get(reverse(LIST))
    event = Event.objects.get(verb="names_listed")
    assert event.details["notifications"] == sorted(one.reference for one in found)


def test_the_list_takes_the_same_queries_for_one_and_for_many(signed_in, manager, panel):
    client = signed_in(manager)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(LIST))
        return len(captured)

    scenarios.notified(panel)
    queries()
    few = queries()
    for _ in range(6):
        scenarios.notified(panel)
    assert queries() == few


def test_flags_in_the_list(signed_in, manager, panel):
    scenarios.notified(panel, child={"nhs_number": "9990000018"})
    scenarios.notified(panel, child={"nhs_number": "9990000018"}, local_authority=None, resident_elsewhere="Abroad")
    page = text(signed_in(manager).get(reverse(LIST)))
    assert page.count("Possible duplicate") == 2
    assert page.count("Scope question") == 1


def test_the_page_shows_all_and_leaves_an_entry(signed_in, manager, panel):
    notification = scenarios.notified(
        panel,
        child={"surname": "Sample-Shown", "nhs_number": "9990000018", "address": "1 Sample Street"},
        relatives=[{"relationship": "Mother", "name": "Test Mother", "at_risk": True}],
        professionals=[{"role": "GP", "name": "Test Doctor", "organisation": "Sample Surgery"}],
        jar_triggered="yes", jar_lead="Sample Lead", other_reviews=["psii"], social_care_status=["cin"],
        signs_of_life="no", national_alert=True, national_alert_reason="Sample reason",
    )  # fmt: skip
    page = text(signed_in(manager).get(url("one", notification)))
    for shown in (
        "Sample-Shown", "999 000 0018", "1 Sample Street", "Test Mother", "May be at risk", "Test Doctor",
        "Sample Lead", "Patient safety incident investigation", "Child in need", "No sign of life", "Sample reason",
        "Invented circumstances.",
    ):  # fmt: skip
        assert shown in page
    assert Event.objects.get(verb="notification_viewed").subject_id == str(notification.pk)


def test_a_possible_duplicate_says_why(signed_in, manager, panel):
    case = scenarios.open_case(panel, by=manager, child={"nhs_number": "9990000018"})
    again = scenarios.notified(panel, child={"nhs_number": "9990000018"})
    page = text(signed_in(manager).get(url("one", again)))
    assert case.reference in page
    assert "The same NHS number" in page


def test_whose_name_stands_beside_a_notification_is_in_the_trail(signed_in, manager, panel):
    """Each of them was looked at, whichever page it was on."""
    case = scenarios.open_case(panel, by=manager, child={"nhs_number": "9990000018"})
    again = scenarios.notified(panel, child={"nhs_number": "9990000018"})
    third = scenarios.notified(panel, child={"nhs_number": "9990000018"})
    client, seen = signed_in(manager), Event.objects.filter(verb="names_listed", purpose="Possible duplicates")
    client.get(url("one", again))
    assert [one.details for one in seen] == [{"cases": [case.reference], "notifications": [third.reference]}]
    client.get(reverse("cases:duplicates", args=[case.pk]))
    beside = {"cases": [], "notifications": sorted([again.reference, third.reference])}
    assert beside in [one.details for one in seen.all()]
    client.get(reverse(LIST))
    assert seen.all().count() == 2  # the list says only that there is one


def test_duplicates_stay_within_the_panel(panel, other_panel, manager):
    scenarios.open_case(other_panel, child={"nhs_number": "9990000018"})
    again = scenarios.notified(panel, child={"nhs_number": "9990000018"})
    assert suspects(again, Child.objects.get(notification=again), by=manager) == []


def test_a_case_closed_by_a_conflict_is_not_hinted_at(panel, manager):
    from cases.actions import access

    case = scenarios.open_case(panel, by=manager, child={"nhs_number": "9990000018"})
    access.exclude(case=case, user=manager, by=manager, reason="Knows the family")
    again = scenarios.notified(panel, child={"nhs_number": "9990000018"})
    assert suspects(again, Child.objects.get(notification=again), by=manager) == []


@pytest.mark.parametrize("how", ["opened as", "a duplicate of"])
def test_what_was_notified_of_a_case_is_closed_with_it(signed_in, manager, person, panel, how):
    """The name would stand in the list, and the whole notification behind it."""
    from cases.actions import access

    notification = scenarios.notified(panel, child={"surname": "Zqclosed"})
    if how == "opened as":
        case = scenarios.open_case(panel, by=manager, notification=notification)
    else:
        case = scenarios.open_case(panel, by=manager)
        triage.mark_duplicate(notification_id=notification.pk, version=notification.version, case_id=case.pk,
                              by=manager, reason="The same death")  # fmt: skip
    access.exclude(case=case, user=manager, by=manager, reason="Knows the family")
    client = signed_in(manager)
    assert "Zqclosed" not in text(client.get(reverse(LIST)))
    assert [client.get(url(name, notification)).status_code for name in ("one", "put_back")] == [404, 404]
    assert "Zqclosed" in text(signed_in(person("manager")).get(url("one", notification)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("abcDE -'1", max_size=12), st.text("abcDE -'1", max_size=12))
def test_similarity_is_the_database_s(db, one, two):
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [one, two])
        assert similarity(one, two) == pytest.approx(cursor.fetchone()[0], abs=1e-5)


def test_a_case_is_opened_with_corrected_facts(signed_in, manager, panel):
    notification = scenarios.notified(panel)
    response = signed_in(manager).post(url("accept", notification), facts(notification))
    assert response.status_code == 302
    case = Case.objects.get()
    assert (case.local_authority_id, case.age_years) == ("E06000055", 10)


def test_a_case_may_be_of_a_child_who_lived_elsewhere(signed_in, manager, panel):
    notification, client = scenarios.notified(panel), signed_in(manager)
    assert 'value="elsewhere"' in text(client.get(url("accept", notification)))
    client.post(url("accept", notification), facts(notification, local_authority="elsewhere"))
    assert Case.objects.get().local_authority is None


BAD = [
    ({"version": ""}, "Enter version"),
    ({"born_on_year": "1990"}, "before the 18th birthday"),
    (dated("born_on", today() - timedelta(days=1)) | dated("died_on", today() - timedelta(days=9)), "on or after"),
    (dated("died_on", today() + timedelta(days=1)), "today or in the past"),
    ({"local_authority": "E06000042"}, "from the list"),
    ({"gestation_weeks": "99"}, "45 or less"),
]


@pytest.mark.parametrize(("change", "sentence"), BAD)
def test_bad_facts_are_explained(signed_in, manager, panel, change, sentence):
    notification = scenarios.notified(panel)
    response = signed_in(manager).post(url("accept", notification), facts(notification, **change))
    assert response.status_code == 200
    if sentence != "Enter version":
        assert sentence in text(response)
    assert not Case.objects.exists()


DECISIONS = [
    ("out_of_scope", {"reason": "Sample reason"}, "out_of_scope"),
    ("transfer", {"reason": "Sample reason", **FORWARDED}, "transferred"),
]


@pytest.mark.parametrize(("name", "answers", "state"), DECISIONS)
def test_decisions_from_the_page(signed_in, manager, panel, name, answers, state):
    notification, client = scenarios.notified(panel), signed_in(manager)
    assert client.get(url(name, notification)).status_code == 200
    assert "There is a problem" in text(client.post(url(name, notification), {"version": 1}))

    client.post(url(name, notification), {**answers, "version": 1})

    notification.refresh_from_db()
    assert notification.state == state
    assert "Sample reason" in text(client.get(url("one", notification)))
    client.post(url("put_back", notification), {"version": 2, "reason": "Too early"})
    notification.refresh_from_db()
    assert notification.state == "received"


def test_a_duplicate_is_chosen_or_typed(signed_in, manager, panel):
    case = scenarios.open_case(panel, by=manager, child={"nhs_number": "9990000018"})
    one, two = (scenarios.notified(panel, child={"nhs_number": "9990000018"}) for _ in range(2))
    client = signed_in(manager)
    client.post(url("duplicate", one), {"version": 1, "case": str(case.pk), "reason": "Same number"})
    typed = {"version": 1, "case": "another", "reference": case.reference.lower(), "reason": "Same number"}
    wrong = text(client.post(url("duplicate", two), {**typed, "reference": "NOTHERE-1"}))
    assert "Enter the reference of a case of this panel" in wrong
    client.post(url("duplicate", two), typed)
    assert set(Notification.objects.filter(duplicate_of=case)) == {one, two}


def test_an_old_page_is_answered_with_what_happened(signed_in, manager, panel):
    notification, client = scenarios.notified(panel), signed_in(manager)
    client.post(url("out_of_scope", notification), {"version": 1, "reason": "x"})
    assert client.post(url("transfer", notification), {"version": 1, "reason": "x", **FORWARDED}).status_code == 409


@pytest.mark.parametrize("name", ["one", "accept", "duplicate", "out_of_scope", "transfer", "put_back"])
@pytest.mark.parametrize("role", ["doctor", "chair", "member", "auditor", "administrator"])
def test_nobody_else_finds_a_notification(signed_in, person, panel, name, role):
    notification = scenarios.notified(panel)
    client = signed_in(person(role))
    assert client.get(url(name, notification)).status_code == 404
    assert client.get(reverse(LIST)).status_code == 403


def test_another_panels_manager_finds_nothing(signed_in, other_panel, panel):
    notification = scenarios.notified(panel)
    client = signed_in(scenarios.some_manager(other_panel))
    assert client.get(url("one", notification)).status_code == 404
    assert notification.reference not in text(client.get(reverse(LIST)))
