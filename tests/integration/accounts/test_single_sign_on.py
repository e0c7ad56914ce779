"""Signing in with a work account, against a real OpenID Connect provider on the loopback."""

import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from accounts.actions import second_factor
from accounts.roles import Role
from accounts.single_sign_on import NOT_HERE
from audit.models import Event
from cdop import env
from tests.functional.running import free_port
from tests.integration.accounts.signing_in import code_step, enter, give_password

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provider():
    """In a process of its own: its libraries warn about themselves."""
    address, command = f"http://127.0.0.1:{(port := free_port())}", [sys.executable, "-m", "oidc_provider_mock"]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(f"{address}/.well-known/openid-configuration")
    yield address
    server.terminate()
    server.wait(timeout=10)


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            return requests.get(address, timeout=5).raise_for_status()
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the provider did not start")


@pytest.fixture
def configured(provider, settings, monkeypatch):
    """The installation knows the provider."""
    for name, value in {"OIDC_ISSUER": provider, "OIDC_CLIENT_ID": "panel", "OIDC_CLIENT_SECRET": "invented"}.items():
        monkeypatch.setenv(name, value)
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.single_sign_on("work", "Sample NHS login")}}
    return provider


@pytest.fixture
def robin(person):
    found = person("doctor", email="robin@example.org")
    give_password(found)
    return found


def _knows(provider: str, sub: str, email: str, verified: bool = True) -> None:
    claims = {"email": email, "email_verified": verified, "name": "Robin Longname"}
    answer = requests.put(f"{provider}/users/{sub}", json=claims, timeout=5)
    assert answer.ok, answer.text


def _come_back(client, provider: str, sub: str):
    """To the provider, through its page as ``sub``, and back to us; our answer."""
    there = client.get(reverse("openid_connect_login"))
    assert there.status_code == 302
    assert there["Location"].startswith(provider)
    asked = parse_qs(urlsplit(there["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["state"]
    back = requests.post(there["Location"], data={"sub": sub}, allow_redirects=False, timeout=5)
    assert back.status_code == 302, back.text
    parts = urlsplit(back.headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


def _signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_the_work_account_takes_the_place_of_the_password_and_the_code_is_asked_for(client, configured, robin):
    _knows(configured, "robin-1", "Robin@Example.org")
    answer = _come_back(client, configured, "robin-1")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not _signed_in(client)
    code_step(client)
    assert _signed_in(client)
    kept = SocialAccount.objects.get(user=robin)
    assert (kept.uid, kept.extra_data) == ("robin-1", {})
    assert Event.objects.filter(verb="work_account_tied", actor_id=str(robin.pk)).count() == 1


def test_the_second_time_the_providers_key_counts_and_nothing_more_is_kept(client, configured, robin):
    _knows(configured, "robin-2", robin.email)
    _come_back(client, configured, "robin-2")
    _knows(configured, "robin-2", "married@example.org")
    answer = _come_back(client, configured, "robin-2")
    assert answer["Location"] == reverse("mfa_authenticate")
    assert SocialAccount.objects.get(user=robin).extra_data == {}


def _nobody(robin):
    return "stranger@example.org", True


def _not_verified(robin):
    return robin.email, False


def _switched_off(robin):
    robin.is_active = False
    robin.save()
    return robin.email, True


def _never_took_up(robin):
    robin.set_unusable_password()
    robin.save()
    return robin.email, True


def _other_key(robin):
    SocialAccount.objects.create(user=robin, provider="work", uid="earlier")
    return robin.email, True


@pytest.mark.parametrize("why", [_nobody, _not_verified, _switched_off, _never_took_up, _other_key])
def test_whoever_is_not_here_is_turned_away_with_one_answer(client, configured, robin, why):
    email, verified = why(robin)
    _knows(configured, f"sub{why.__name__}", email, verified)
    answer = _come_back(client, configured, f"sub{why.__name__}")
    assert answer["Location"] == reverse("account_login")
    assert NOT_HERE in client.get(answer["Location"]).content.decode()
    assert not _signed_in(client)
    assert not SocialAccount.objects.filter(uid=f"sub{why.__name__}").exists()


def test_somebody_switched_off_later_is_turned_away_too(client, configured, robin):
    _knows(configured, "robin-3", robin.email)
    _come_back(client, configured, "robin-3")
    _switched_off(robin)
    assert _come_back(client, configured, "robin-3")["Location"] == reverse("account_login")


@pytest.mark.parametrize("query", ["", "?error=access_denied&state=x", "?code=guessed&state=guessed"])
def test_an_answer_that_nobody_asked_for_opens_nothing(client, configured, robin, query):
    answer = client.get(reverse("openid_connect_callback") + query)
    assert answer["Location"] == reverse("account_login")
    assert not _signed_in(client)


def test_a_reset_of_the_second_step_forgets_the_work_account(client, configured, robin, person, panel):
    _knows(configured, "robin-4", robin.email)
    _come_back(client, configured, "robin-4")
    admin = person(Role.ADMINISTRATOR)
    second_factor.take_away(user_id=robin.pk, panel=panel, reason="New phone (invented)", by=admin)
    assert not SocialAccount.objects.filter(user=robin).exists()


def test_it_cannot_be_used_to_tie_somebody_who_is_signed_in(client, configured, robin, person):
    """The library's way of connecting a further account is closed: the provider's account decides who is in."""
    other = person("doctor", email="other@example.org")
    give_password(other)
    enter(client, other)
    _knows(configured, "robin-5", robin.email)
    client.get(reverse("openid_connect_login") + "?process=connect")
    _come_back(client, configured, "robin-5")
    assert not SocialAccount.objects.filter(user=other).exists()


def test_the_button_is_there_only_where_a_provider_is(client, configured, settings):
    assert "Sign in with Sample NHS login" in client.get(reverse("account_login")).content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with Sample" not in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("openid_connect_login")).status_code == 404


@pytest.mark.parametrize(("issuer", "taken"), [
    ("", True), ("https://login.example.org", True), ("http://127.0.0.1:9", True), ("http://login.example.org", False),
])  # fmt: skip
def test_the_provider_is_asked_over_tls(monkeypatch, issuer, taken):
    for name, value in {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "a", "OIDC_CLIENT_SECRET": "b"}.items():
        monkeypatch.setenv(name, value)
    if taken:
        assert len(env.single_sign_on("work", "x")) == bool(issuer)
    else:
        with pytest.raises(ImproperlyConfigured):
            env.single_sign_on("work", "x")
