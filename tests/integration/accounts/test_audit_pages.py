"""What an auditor finds, that looking leaves an entry, and that it costs no more further down."""

import uuid

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from audit.presenters import details, sentence
from audit.recording import SYSTEM, VISITOR, record
from audit.verbs import GROUP_OF, GROUPS, SENTENCES
from tests import factories, scenarios

pytestmark = pytest.mark.django_db
PAGE = "accounts:audit"


@pytest.fixture
def auditor(client, person):
    """A client in an auditor's session."""
    client.force_login(person(Role.AUDITOR))
    return client


def rows(client, name=PAGE, *args, **query) -> list[str]:
    page = BeautifulSoup(client.get(reverse(name, args=args), query).content, "html.parser")
    return [" ".join(row.get_text(" ").split()) for row in page.select("tbody tr")]


def test_looking_is_an_entry_that_keeps_no_typed_name(auditor, panel):
    rows(auditor, person="Secret Surname", verb="case_viewed")
    event = Event.objects.filter(verb="audit_searched").latest("id")
    assert event.chain == str(panel.pk)
    assert event.details == {"about": "looks", "verb": "case_viewed", "person": True}


def test_search_by_person_verb_reference_and_dates(auditor, panel, manager, member):
    case = scenarios.open_case(panel, by=manager)
    record("case_viewed", by=manager, subject=case, case=case)
    record("case_viewed", by=member, subject=case, case=case)
    record("user_changed", by=manager, subject=member, panel=panel, label=member.audit_label)

    found = rows(auditor, person=member.email.upper())
    assert any("looked at a case" in row for row in found)
    assert any("changed a person's details" in row for row in found)
    assert len(rows(auditor, verb="case_viewed")) == 2
    assert all(case.reference in row for row in rows(auditor, reference=case.reference.lower()))
    assert rows(auditor, reference="nothing-like-it") == []
    assert rows(auditor, last_day="1", last_month="1", last_year="2020") == []
    assert rows(auditor, first_day="1", first_month="1", first_year="2020", verb="case_viewed")


def test_what_was_done_is_chosen_among_what_it_is_about(auditor, manager):
    record("signed_in", by=manager, subject=manager)
    record("case_viewed", by=manager, subject=manager)
    page = auditor.get(reverse(PAGE)).content.decode()
    assert 'name="about"' in page
    assert 'name="verb"' not in page

    page = auditor.get(reverse(PAGE), {"about": "looks"}).content.decode()
    assert 'value="case_viewed"' in page
    assert 'value="signed_in"' not in page
    assert not any("signed in" in row for row in rows(auditor, about="looks"))
    assert any("looked at a case" in row for row in rows(auditor, about="looks"))


def test_a_deed_of_something_else_is_let_go(auditor, manager):
    record("signed_in", by=manager, subject=manager)
    assert any("signed in" in row for row in rows(auditor, about="signing_in", verb="case_viewed"))


def test_every_verb_is_about_one_thing():
    assert sum(len(group.sentences) for group in GROUPS.values()) == len(SENTENCES) == len(GROUP_OF)


def test_wrong_dates_are_told_and_find_everything(auditor):
    page = auditor.get(reverse(PAGE), {"first_day": "31", "first_month": "2", "first_year": "2026"})
    assert page.status_code == 200
    assert "must be a real date" in page.content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "0", "9" * 40, ""])
def test_a_made_up_page_is_the_first_page(auditor, before):
    rows(auditor)
    assert len(rows(auditor, before=before)) == 1


def test_everybody_who_looked_at_a_case(auditor, panel, manager, doctor):
    case, other = scenarios.open_case(panel, by=manager), scenarios.open_case(panel, by=manager)
    record("identity_viewed", by=doctor, subject=case, case=case, purpose="Preparing the meeting")
    record("case_viewed", by=manager, subject=other, case=other)

    found = rows(auditor, "accounts:audit_case", case.pk)

    assert any(doctor.full_name in row and "Preparing the meeting" in row for row in found)
    assert not any(other.reference in row for row in found)
    assert Event.objects.filter(verb="audit_searched", details__case=str(case.pk)).exists()


def test_no_name_of_a_child_is_shown(auditor, panel, manager):
    case = scenarios.open_case(panel, by=manager, child={"first_names": "Zzfirst", "surname": "Zzsurname"})
    shown = " ".join(rows(auditor) + rows(auditor, "accounts:audit_case", case.pk))
    assert case.reference in shown
    assert "Zzfirst" not in shown
    assert "Zzsurname" not in shown


def test_another_panel_s_entries_are_not_there(auditor, other_panel, panel, member):
    stranger = factories.person(other_panel, Role.MANAGER)
    case = scenarios.open_case(other_panel, by=stranger)
    record("signed_in", by=stranger, subject=stranger)
    record("sign_in_failed", by=VISITOR, subject=stranger, label=stranger.audit_label)
    record("signed_in", by=member, subject=member)
    record("reference_loaded", by=SYSTEM, subject="areas")

    shown = rows(auditor)

    assert not any(stranger.full_name in row or case.reference in row for row in shown)
    assert any(member.full_name in row for row in shown)
    assert any("loaded reference data" in row for row in shown)
    assert auditor.get(reverse("accounts:audit_case", args=[case.pk])).status_code == 404
    assert auditor.get(reverse("accounts:audit_case", args=[uuid.uuid4()])).status_code == 404


def test_pages_follow_each_other_without_gap_or_repeat(auditor, panel, manager):
    for number in range(120):
        record("user_changed", by=manager, subject=manager, panel=panel, details={"number": number})
    seen, before = [], ""
    while True:
        page = auditor.get(reverse(PAGE), {"verb": "user_changed", "before": before}).context["page"]
        seen += [event.details["number"] for event in page.events]
        if not page.older:
            break
        before = page.older
        record("user_changed", by=manager, subject=manager, panel=panel, details={"number": 999})  # moves nothing
    assert seen == list(range(119, -1, -1))


def test_the_cost_does_not_grow(auditor, panel, manager):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            rows(auditor)
        return len(caught)

    queries()
    few = queries()
    case = scenarios.open_case(panel, by=manager)
    for _ in range(60):
        record("case_viewed", by=manager, subject=case, case=case)
    assert queries() == few


@pytest.mark.parametrize("verb", SENTENCES)
def test_every_verb_reads_as_a_sentence(verb):
    event = Event(
        verb=verb, subject_label="CDR-1", case_reference="CDR-1", details={"fields": ["a", "b"], "again": True}
    )
    assert sentence(event) == SENTENCES[verb]
    assert details(event) == "fields: a, b; again: yes"


def test_an_entry_of_an_older_version_still_reads():
    assert sentence(Event(verb="long_gone_deed", subject_label="Somebody")) == "long gone deed: Somebody"
