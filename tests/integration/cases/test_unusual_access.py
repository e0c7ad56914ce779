"""The auditor's review of unusual access: who shares a surname with a family, and nothing of the family itself."""

import pytest
from django.urls import reverse

from accounts.roles import Role
from audit.models import Event
from audit.recording import record
from cases.selectors.unusual import unusual
from tests import factories, scenarios

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(db):
    """A case whose child is called Canary-Smythe."""
    return scenarios.open_case(factories.panel(), child={"surname": "Canary-Smythe"})


def _person(case, name: str, role=Role.MANAGER):
    someone = factories.user(full_name=name)
    factories.membership(case.panel, someone, role)
    return someone


def _looks(case, person) -> None:
    record("identity_viewed", by=person, subject=case, case=case, purpose="Case work")


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Sam Smythe", True),
        ("Sam canary-smythe", True),
        ("Sam Canary", True),
        ("Sam Smýthe", True),
        ("Sam Smith", False),
        ("Smythe Jones", False),
    ],
)
def test_own_surname(case, name, own):
    person = _person(case, name)
    _looks(case, person)
    found = [remark for remark in unusual(case.panel) if remark.kind == "own_name"]
    assert [remark.references for remark in found] == ([(case.reference,)] if own else [])


def test_the_page_says_who_and_never_the_familys_name(case, client, settings):
    person = _person(case, "Sam Smythe")
    auditor = factories.person(case.panel, Role.AUDITOR)
    _looks(case, person)
    client.force_login(auditor)
    page = client.get(reverse("cases:unusual_access")).content.decode()
    assert "Sam Smythe" in page
    assert "surname" in page
    assert "Canary" not in page
    assert Event.objects.filter(verb="access_reviewed", actor_id=str(auditor.pk)).count() == 1


def test_the_number_of_queries_does_not_grow_with_the_looks(case, django_assert_num_queries):
    person = _person(case, "Sam Smythe")
    for _ in range(5):
        _looks(case, person)
    with django_assert_num_queries(4):
        unusual(case.panel)
