"""When sessions end, and that nobody works without a second factor."""

import time

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.actions import passwords, people, second_factor
from accounts.roles import Role
from accounts.tasks import forget_ended_sessions
from audit.models import Event
from tests import factories
from tests.integration.accounts.signing_in import give_password

pytestmark = pytest.mark.django_db
MINUTE, HOUR = 60, 3600
PAGE = "accounts:profile"


@pytest.fixture
def clock(monkeypatch):
    """``clock(seconds)``: that much later."""
    now = [time.time()]
    monkeypatch.setattr("accounts.middleware.time.time", lambda: now[0])

    def later(seconds: int) -> None:
        now[0] += seconds

    return later


def answer(client) -> int:
    return client.get(reverse(PAGE)).status_code


@pytest.mark.parametrize(("steps", "why"), [
    ([14 * MINUTE], ""),
    ([16 * MINUTE], "idle"),
    ([14 * MINUTE, 14 * MINUTE], ""),
    ([14 * MINUTE] * 34, ""),
    ([14 * MINUTE] * 35, "long"),
    ([9 * HOUR], "long"),
])  # fmt: skip
def test_sessions_end_idle_and_after_a_day(signed_in, member, clock, steps, why):
    client = signed_in(member)
    assert answer(client) == 200
    for step in steps:
        clock(step)
        last = client.get(reverse(PAGE))
    assert last.status_code == (302 if why else 200)
    assert [e.details for e in Event.objects.filter(verb="signed_out")] == ([{"why": why}] if why else [])
    assert answer(client) == last.status_code


def test_an_ended_session_leads_back_after_sign_in_and_says_why(signed_in, member, clock):
    client = signed_in(member)
    answer(client)
    clock(HOUR)
    response = client.get(reverse(PAGE))
    assert response.url == f"{reverse('account_login')}?next={reverse(PAGE)}"
    assert "nothing was done for 15 minutes" in str(list(get_messages(response.wsgi_request))[0])


def test_an_ended_session_changes_nothing_more(signed_in, manager, clock, panel):
    client = signed_in(manager)
    answer(client)
    clock(HOUR)
    assert client.post(reverse("accounts:invite"), {"email": "x@example.org"}).url == reverse("account_ended")


def test_public_pages_stay_open_to_an_ended_session(signed_in, member, clock):
    client = signed_in(member)
    answer(client)
    clock(HOUR)
    assert client.get(reverse("account_login")).status_code == 200


OPEN_WITHOUT = {"account_logout": 200, "account_reauthenticate": 200, "mfa_view_recovery_codes": 404}
CLOSED_WITHOUT = ["home", "accounts:profile", "accounts:switch_panel", "account_change_password", "accounts:people",
                  "mfa_generate_recovery_codes", "mfa_reauthenticate"]  # fmt: skip


def test_without_a_second_factor_there_is_only_its_set_up(client, panel):
    user = factories.user(second_factor=False)
    factories.membership(panel, user, Role.MANAGER)
    give_password(user)
    client.force_login(user)
    for name in CLOSED_WITHOUT:
        assert client.get(reverse(name)).url == reverse("mfa_activate_totp"), name
    for name, status in OPEN_WITHOUT.items():
        assert client.get(reverse(name)).status_code == status, name


def test_recovery_codes_alone_are_no_second_factor(client, member):
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    RecoveryCodes.activate(member)
    Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).delete()
    client.force_login(member)
    assert client.get(reverse(PAGE)).url == reverse("mfa_activate_totp")


def test_a_session_opened_before_the_second_factor_does_not_outlive_its_set_up(client, panel):
    user = factories.user(second_factor=False)
    client.force_login(user)  # somebody with the password alone
    second_factor.set_up(user=user, secret=factories.SECRET, by=user)
    assert client.get(reverse(PAGE)).url.startswith(reverse("account_login"))


ENDINGS = {
    "switched off": lambda user, panel, by: people.switch_off(
        user_id=user.pk, version=user.version, panel=panel, reason="Left", by=by
    ),
    "new address": lambda user, panel, by: people.change(
        user_id=user.pk, version=user.version, panel=panel, full_name=user.full_name, email="new@example.org", by=by
    ),
    "second step reset": lambda user, panel, by: second_factor.take_away(
        user_id=user.pk, panel=panel, reason="Lost phone", by=by
    ),
    "new password": lambda user, panel, by: passwords.set_password(user=user, password="x" * 20, by=by),
}


@pytest.mark.parametrize("how", ENDINGS)
def test_what_ends_every_session_at_once(client, panel, member, person, how):
    client.force_login(member)
    other = Client()
    other.force_login(member)
    assert (answer(client), answer(other)) == (200, 200)

    ENDINGS[how](member, panel, person(Role.ADMINISTRATOR))

    assert (answer(client), answer(other)) == (302, 302)


def test_a_role_counts_no_more_from_the_moment_it_is_ended(client, panel, person):
    from accounts.actions import memberships
    from common.dates import today

    manager = person(Role.MANAGER)
    client.force_login(manager)
    assert client.get(reverse("accounts:people")).status_code == 200
    held = manager.memberships.get()

    memberships.end(membership_id=held.pk, version=held.version, on=today(), by=person(Role.ADMINISTRATOR))

    assert client.get(reverse("accounts:people")).status_code == 404


def test_what_is_left_of_ended_sessions_goes_and_the_others_stay(client):
    client.force_login(factories.user())
    kept = client.session.session_key
    ended = SessionStore()
    ended.set_expiry(-1)
    ended.create()
    assert forget_ended_sessions() == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == [kept]
