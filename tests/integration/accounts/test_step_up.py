"""What the table of acts that need a fresh proof names, needs one; nothing that was typed is lost over it."""

import time
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import resolve, reverse

from accounts import step_up
from accounts.actions import second_factor
from accounts.models import Membership, User
from accounts.roles import Role
from tests import factories
from tests.conftest import prove
from tests.integration.accounts.signing_in import PASSWORD, code_at, give_password
from tests.integration.accounts.test_pages import form_of
from tests.sweep import routes

pytestmark = pytest.mark.django_db
CODE = "mfa_reauthenticate"
NAMED = [(route, method) for route, (_, methods) in step_up.NEEDS_PROOF.items() for method in sorted(methods)]


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def admin(person):
    """An administrator whose last proof is six minutes old."""
    return person(Role.ADMINISTRATOR)


def grow_old(client, user, seconds: int = 301) -> None:
    """The proof was given longer ago."""
    prove(client, user, time.time() - seconds)


def address(route: str) -> str:
    """An address of ``route``, with keys of nothing."""
    return reverse(route, args=[0 if one == "passkey" else uuid4() for one in dict(routes())[route]])


def test_every_route_of_the_table_is_there():
    known = {name for name, _ in routes()}
    assert set(step_up.NEEDS_PROOF) <= known


@pytest.mark.parametrize(("route", "method"), NAMED)
def test_what_the_table_names_waits_for_a_fresh_proof_and_goes_on_with_one(client, admin, route, method):
    client.force_login(admin)
    url = address(route)
    assert resolve(url).view_name == route
    ask = getattr(client, method.lower())

    assert not ask(url).headers.get("Location", "").startswith(reverse(CODE))

    grow_old(client, admin)
    assert ask(url).url.startswith(reverse(CODE))
    script = ask(url, headers={"Accept": "application/json"})
    assert (script.status_code, script.json()) == (403, {"reason": step_up.SENTENCE})


@pytest.mark.parametrize(("seconds", "due"), [(290, False), (301, True)])
def test_a_proof_is_good_for_five_minutes(client, admin, seconds, due):
    client.force_login(admin)
    grow_old(client, admin, seconds)
    asked = client.get(reverse("mfa_activate_totp")).headers.get("Location", "")
    assert asked.startswith(reverse(CODE)) == due


def test_somebody_with_a_second_factor_cannot_prove_it_with_the_password(client, admin):
    give_password(admin)
    client.force_login(admin)
    grow_old(client, admin)
    page = reverse("account_reauthenticate")
    assert client.post(page, {"password": PASSWORD}).url == reverse(CODE)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse(CODE))


def test_what_was_typed_waits_encrypted_and_goes_on_after_the_proof(client, admin):
    client.force_login(admin)
    url = reverse("accounts:invite")
    data = form_of(client, url, full_name="Test Newcomer", email="new@example.org", role="chair")
    grow_old(client, admin)

    asked = client.post(url, data)
    assert not User.objects.filter(email="new@example.org").exists()
    assert "Newcomer" not in str(Session.objects.get(pk=client.session.session_key).get_decoded())

    assert client.post(asked.url, {"code": "000000"}).status_code == 200
    done = client.post(asked.url, {"code": code_at()})
    held = Membership.objects.get(user__email="new@example.org")
    assert done.url == reverse("accounts:person", args=[held.user_id])


def test_a_page_that_was_given_up_does_not_go_on_later(client, admin):
    client.force_login(admin)
    url = reverse("accounts:invite")
    data = form_of(client, url, full_name="Test Newcomer", email="new@example.org", role="chair")
    grow_old(client, admin)
    client.post(url, data)

    asked = client.get(reverse("mfa_activate_totp"))
    client.post(asked.url, {"code": code_at()})
    client.get(url)

    assert not User.objects.filter(email="new@example.org").exists()


def test_a_code_counts_once_for_the_proof_too(client, admin):
    client.force_login(admin)
    grow_old(client, admin)
    code = code_at()
    assert client.post(reverse(CODE), {"code": code}).status_code == 302
    grow_old(client, admin)
    assert client.post(reverse(CODE), {"code": code}).status_code == 200


def test_recovery_codes_are_looked_at_after_the_proof(client, admin):
    second_factor.renew_recovery_codes(user=admin, by=admin)
    client.force_login(admin)
    grow_old(client, admin)
    page = reverse("mfa_view_recovery_codes")
    asked = client.get(page)
    assert client.post(asked.url, {"code": code_at()}).url == page
    assert client.get(page).status_code == 200


def test_the_password_is_the_proof_of_somebody_without_a_second_factor(client, panel):
    newcomer = factories.user(second_factor=False)
    factories.membership(panel, newcomer, Role.MEMBER)
    give_password(newcomer)
    client.force_login(newcomer)
    grow_old(client, newcomer)
    page = reverse("mfa_activate_totp")
    asked = client.get(page)
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert client.post(asked.url, {"password": PASSWORD}).url == page
    assert client.get(page).status_code == 200
