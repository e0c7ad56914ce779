"""Staying signed in, and a screen that is locked: nothing is shown or done, nothing is lost, until it is opened."""

import time

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts import locking
from accounts.models import Membership
from accounts.roles import Role
from audit.models import Event
from tests.integration.accounts.signing_in import code_at
from tests.integration.accounts.test_pages import form_of, text

pytestmark = pytest.mark.django_db
STAY, LOCK, CODE, PAGE = map(reverse, ("account_stay", "account_lock", "mfa_reauthenticate", "accounts:profile"))
SCRIPT = {"Accept": "application/json", "X-Watching": "1"}


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def clock(monkeypatch):
    """``clock(seconds)``: that much later, for the limits of sessions."""
    now = [int(time.time())]
    monkeypatch.setattr("accounts.middleware.time.time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


def left(client) -> dict:
    return client.get(STAY, headers=SCRIPT).json()


def test_asking_how_long_is_left_does_not_prolong_and_staying_does(signed_in, member, clock):
    client = signed_in(member)
    client.get(PAGE)
    assert left(client) == {"left": 900, "can_stay": True}
    clock(800)
    assert left(client)["left"] == 100
    assert client.post(STAY, headers=SCRIPT).json() == {"left": 900, "can_stay": True}
    clock(800)
    assert left(client)["left"] == 100
    clock(101)
    assert client.get(STAY, headers=SCRIPT).status_code == 302
    assert client.get(reverse("account_ended")).status_code == 200


def test_nobody_stays_beyond_eight_hours(signed_in, member, clock):
    client = signed_in(member)
    client.get(PAGE)
    for _ in range(32):
        clock(890)
        client.post(STAY, headers=SCRIPT)
    assert left(client) == {"left": 8 * 3600 - 32 * 890, "can_stay": False}
    clock(321)
    assert client.get(PAGE).status_code == 302


def test_the_page_says_how_long_and_the_plain_page_what_is_kept(signed_in, member, clock):
    client = signed_in(member)
    assert 'data-left="900"' in client.get(PAGE).content.decode()
    clock(901)
    gone = client.post(reverse("accounts:switch_panel"), {})
    assert gone.url == reverse("account_ended")
    assert "save what you type by themselves" in text(client.get(gone.url))


@pytest.fixture
def locked(signed_in, person):
    """An administrator's browser that was locked on the page of their account."""
    client = signed_in(person(Role.ADMINISTRATOR))
    client.get(PAGE)
    client.asked = client.post(LOCK, {"next": PAGE})
    return client


def test_a_locked_screen_shows_nothing_but_what_opens_it(locked):
    assert locked.asked.url == f"{CODE}?next=%2Fpeople%2Fme%2F"
    for name in ("home", "accounts:people", "accounts:profile", "account_change_password"):
        assert locked.get(reverse(name)).url.startswith(CODE), name
    page = text(locked.get(locked.asked.url))
    assert "Your screen is locked" in page
    assert "Sign out" in page
    assert "People" not in page
    refused = locked.post(reverse("accounts:panel_settings"), headers=SCRIPT)
    assert (refused.status_code, refused.json()["words"]) == (403, locking.SENTENCE)


def test_a_wrong_code_opens_nothing_and_a_right_one_leads_back(locked):
    key = locked.session.session_key
    assert locked.post(locked.asked.url, {"code": "000000"}).status_code == 200
    assert locked.get(PAGE).status_code == 302
    assert locked.post(locked.asked.url, {"code": code_at()}).url == PAGE
    assert locked.get(PAGE).status_code == 200
    assert locked.session.session_key != key
    assert [e.verb for e in Event.objects.filter(verb__startswith="session_").order_by("pk")] == [
        "session_locked",
        "session_unlocked",
    ]


def test_what_is_sent_from_another_window_waits_and_goes_on(signed_in, person, panel):
    client = signed_in(person(Role.ADMINISTRATOR))
    url = reverse("accounts:invite")
    data = form_of(client, url, full_name="Test Newcomer", email="new@example.org", role="chair")
    client.post(LOCK)
    asked = client.post(url, data)
    assert not Membership.objects.filter(user__email="new@example.org").exists()
    client.post(asked.url, {"code": code_at()})
    assert Membership.objects.filter(user__email="new@example.org").exists()


def test_an_earlier_proof_does_not_open(locked):
    assert locked.get(CODE).status_code == 200
    assert locked.get(reverse("mfa_activate_totp")).url.startswith(CODE)


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_the_way_back_stays_on_this_site(signed_in, member, elsewhere):
    assert "example.org" not in signed_in(member).post(LOCK, {"next": elsewhere}).url


def test_one_can_sign_out_of_a_locked_screen(locked):
    locked.post(reverse("account_logout"))
    assert locked.get(PAGE).url.startswith(reverse("account_login"))


def test_locking_is_no_matter_of_a_link(signed_in, member):
    assert signed_in(member).get(LOCK).status_code == 405
