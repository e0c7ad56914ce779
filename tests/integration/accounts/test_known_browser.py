"""Wrong passwords from elsewhere shut nobody out of a browser in which they have signed in with both steps."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import devices
from accounts.roles import Role
from tests.integration.accounts.signing_in import PASSWORD, code_at, code_step, enter, give_password, password_step
from tests.integration.accounts.test_passkeys import SIGN_IN, answer, question
from tests.passkeys import given

pytestmark = pytest.mark.django_db
SECOND_STEP = "mfa_authenticate"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def someone(member):
    give_password(member)
    return member


@pytest.fixture
def known(someone):
    """A browser in which somebody signed in and out again."""
    browser = Client()
    enter(browser, someone)
    browser.post(reverse("account_logout"))
    return browser


def flood(email: str, browser: Client | None = None) -> None:
    for _ in range(8):
        password_step(browser or Client(), email, "wrong", REMOTE_ADDR="203.0.113.9")


def passes(browser: Client, user) -> bool:
    """Whether the right password leads to the second step."""
    return getattr(password_step(browser, user.email), "url", "") == reverse(SECOND_STEP)


def test_a_flood_from_elsewhere_shuts_others_out_and_not_the_person(someone, known):
    flood(someone.email)
    assert not passes(Client(), someone)
    assert passes(known, someone)
    assert code_step(known, code_at(time.time() + 30)).status_code == 302  # the present one was used


def test_guesses_from_the_known_browser_are_counted_too(someone, known):
    answers = [password_step(known, someone.email, "wrong").content.decode() for _ in range(7)]
    assert sum("Too many attempts" in one for one in answers) == 2
    assert not passes(known, someone)


def test_a_mark_is_good_for_its_own_account_alone(someone, known, person):
    other = person(Role.CHAIR)
    give_password(other)
    flood(other.email)
    assert not passes(known, other)


@pytest.mark.parametrize("spoilt", ["altered", "old", "before the new password", "of another site"])
def test_a_mark_that_does_not_hold_is_none(someone, known, spoilt, monkeypatch, settings):
    flood(someone.email)
    if spoilt == "altered":
        known.cookies["device"] = known.cookies["device"].value[:-1] + "~"
    elif spoilt == "old":
        later = timezone.now() + timedelta(days=61)
        monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    elif spoilt == "of another site":
        settings.SECRET_KEY = "another secret of fifty letters or more, which nobody knows"
    else:
        give_password(someone, "another horse battery 9")
    request = known.get(reverse("account_login")).wsgi_request
    assert not devices.is_known(request, someone.email)


def test_it_is_given_after_both_steps_only_and_says_nothing(someone):
    browser = Client()
    password_step(browser, someone.email)
    assert settings.DEVICE_COOKIE_NAME not in browser.cookies
    code_step(browser)
    mark = browser.cookies[settings.DEVICE_COOKIE_NAME]
    assert (mark["httponly"], mark["samesite"], mark["max-age"]) == (True, "Strict", 60 * 24 * 3600)
    assert str(someone.pk) not in mark.value
    assert someone.email not in mark.value
    stranger = Client()
    stranger.cookies[settings.DEVICE_COOKIE_NAME] = mark.value
    assert stranger.get(reverse("accounts:profile")).status_code == 302


def test_wrong_codes_of_somebody_with_the_password_do_not_shut_a_passkey_out(someone, known):
    key, _ = given(someone)
    thief = Client()
    password_step(thief, someone.email, PASSWORD, REMOTE_ADDR="203.0.113.9")
    for _ in range(8):
        thief.post(reverse(SECOND_STEP), {"code": "000000"}, REMOTE_ADDR="203.0.113.9")
    assert passes(known, someone)
    assert code_step(known).status_code == 200
    assert answer(known, SIGN_IN, key.get(question(known, SIGN_IN))).status_code == 302
    assert known.get(reverse("accounts:profile")).status_code == 200
