"""What a person could do a moment ago and may no more: the very next request of the same session is denied."""

import pytest
from django.urls import reverse

from accounts.actions import memberships, people
from accounts.roles import Role
from cases.actions import access, urgent
from cases.models import Attachment, UrgentAccess
from common.dates import today
from tests import factories, scenarios

pytestmark = pytest.mark.django_db
GONE, SIGN_IN = 404, 302


@pytest.fixture
def admin(person):
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def case(panel):
    return scenarios.open_case(panel)


def _end_role(user, case, admin):
    held = user.memberships.get(ends_on=None)
    memberships.end(membership_id=held.pk, version=held.version, on=today(), by=admin)


def _move_to_another_panel(user, case, admin):
    _end_role(user, case, admin)
    elsewhere = factories.panel(code="elsewhere", name="Elsewhere CDOP", areas=("E06000042",))
    factories.membership(elsewhere, user, Role.MANAGER)


def _change_areas(user, case, admin):
    _end_role(user, case, admin)
    others = case.panel.areas.exclude(pk=case.local_authority_id)
    factories.membership(case.panel, user, Role.DOCTOR, areas=others)


def _switch_off(user, case, admin):
    people.switch_off(user_id=user.pk, version=user.version, panel=case.panel, reason="Left", by=admin)


def _declare_conflict(user, case, admin):
    access.exclude(case=case, user=user, by=user, reason="Knew the family")


def _merely_another(user, case, admin):
    _declare_conflict(admin, case, admin)


MANAGER, DOCTOR = Role.MANAGER, Role.DOCTOR
CHANGES = [
    (MANAGER, _end_role, GONE),
    (MANAGER, _move_to_another_panel, GONE),
    (MANAGER, _switch_off, SIGN_IN),
    (MANAGER, _declare_conflict, GONE),
    (MANAGER, _merely_another, 200),
    (DOCTOR, _end_role, GONE),
    (DOCTOR, _change_areas, GONE),
    (DOCTOR, _switch_off, SIGN_IN),
    (DOCTOR, _declare_conflict, GONE),
]


@pytest.mark.parametrize(("role", "change", "status"), CHANGES, ids=lambda v: getattr(v, "__name__", str(v)))
def test_the_next_request_is_denied(panel, case, admin, person, signed_in, role, change, status):
    user = person(role, areas=panel.areas.all() if role == DOCTOR else ())
    browser = signed_in(user)
    pages = [reverse(f"cases:{name}", args=[case.pk]) for name in ("case", "documents", "document_new")]
    assert {browser.get(page).status_code for page in pages} == {200}
    change(user, case, admin)
    assert {browser.get(page).status_code for page in pages} == {status}
    browser.post(pages[-1], {"title": "Report"})
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("change", [_end_role, _switch_off, _declare_conflict])
def test_urgent_access_is_denied_too(panel, case, admin, chair, signed_in, change):
    opened = urgent.open_case(case_id=case.pk, new_id=case.pk, reason="The ward asks", by=chair)
    browser = signed_in(chair)
    page = reverse("cases:urgent_case", args=[opened.pk])
    assert browser.get(page).status_code == 200
    change(chair, case, admin)
    assert browser.get(page).status_code in (GONE, SIGN_IN)
    assert UrgentAccess.objects.get().ended_at is None
