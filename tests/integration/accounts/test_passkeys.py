"""Passkeys with a security key in software: added, used for signing in and as proof, renamed, removed, refused."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.actions import passkeys as actions
from accounts.actions import second_factor
from accounts.models import OutgoingMessage
from audit.models import Event
from common.errors import NotNow
from tests import factories
from tests.conftest import prove
from tests.integration.accounts.signing_in import code_step, give_password, password_step
from tests.passkeys import SoftKey, given

pytestmark = pytest.mark.django_db
ADD, SIGN_IN, CONFIRM = "mfa_add_webauthn", "mfa_authenticate", "mfa_reauthenticate_webauthn"
PROFILE = "accounts:profile"


@pytest.fixture(autouse=True)
def _fresh_limits(settings):
    settings.SECURE_SSL_REDIRECT = False
    cache.clear()


@pytest.fixture
def someone(member):
    """A panel member with password and app."""
    give_password(member)
    return member


def question(client, name: str) -> dict:
    """What the page asks the browser for."""
    return asked_at(client, reverse(name))


def asked_at(client, url: str) -> dict:
    """As above, of an address."""
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return json.loads(page.select_one("[data-passkey]")["data-options"])


def answer(client, page: str, credential, **more):
    """Sends what the browser gave."""
    return client.post(reverse(page), {"credential": json.dumps(credential), **more})


def is_in(client) -> bool:
    return client.get(reverse(PROFILE)).status_code == 200


def test_adding_one_and_signing_in_with_it(client, someone):
    client.force_login(someone)
    key = SoftKey()
    assert answer(client, ADD, key.create(question(client, ADD)), name="Blue key").url == reverse("mfa_list_webauthn")
    assert "Blue key" in client.get(reverse("mfa_list_webauthn")).content.decode()
    assert Event.objects.filter(verb="passkey_added").count() == 1
    assert OutgoingMessage.objects.filter(event="account_passkey_added", recipient=someone.email).exists()

    other = Client()
    password_step(other, someone.email)
    assert not is_in(other)
    assert answer(other, SIGN_IN, key.get(question(other, SIGN_IN))).url == "/"
    assert is_in(other)
    assert Event.objects.filter(verb="signed_in").latest("pk").details == {"second_factor": True}


def test_the_code_still_works_beside_it(client, someone):
    given(someone)
    password_step(client, someone.email)
    code_step(client)
    assert is_in(client)


def test_who_has_none_is_not_asked_for_one(client, someone):
    password_step(client, someone.email)
    assert b"data-passkey" not in client.get(reverse(SIGN_IN)).content


REFUSED = {
    "another site": lambda key, asked: key.get(asked, origin="https://testserver.example.org"),
    "no TLS": lambda key, asked: key.get(asked, origin="http://testserver"),
    "an earlier question": lambda key, asked: key.get({"publicKey": {**asked["publicKey"], "challenge": "b2xk"}}),
    "another's key": lambda key, asked: SoftKey(name=key.name).get(asked),
    "a key never added": lambda key, asked: SoftKey().get(asked),
    "another site's name": lambda key, asked: key.get({"publicKey": {**asked["publicKey"], "rpId": "example.org"}}),
    "nothing of a passkey": lambda key, asked: {"id": "1"},
    "a list": lambda key, asked: ["x"],
    "a number": lambda key, asked: 7,
    "parts of a passkey": lambda key, asked: {**key.get(asked), "response": {}},
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_does_not_hold_is_refused_and_recorded(client, someone, why):
    key, _ = given(someone)
    password_step(client, someone.email)
    refused = answer(client, SIGN_IN, REFUSED[why](key, question(client, SIGN_IN)))
    assert (refused.status_code, is_in(client)) == (200, False)
    assert "The passkey was not accepted" in refused.content.decode()
    assert Event.objects.filter(verb="sign_in_failed", details__step="passkey").count() == 1


def test_an_answer_counts_once(client, someone):
    key, _ = given(someone)
    client.force_login(someone)
    used = key.get(question(client, CONFIRM))
    assert answer(client, CONFIRM, used).status_code == 302
    question(client, CONFIRM)
    assert "not accepted" in answer(client, CONFIRM, used).content.decode()


def test_without_a_script_the_page_says_what_to_do(client, someone):
    given(someone)
    password_step(client, someone.email)
    page = client.post(reverse(SIGN_IN), {"credential": ""}).content.decode()
    assert "Passkeys need JavaScript" in page
    client.force_login(someone)
    page = client.post(reverse(ADD), {"credential": "", "name": "Mine to keep"}).content.decode()
    assert "Passkeys need JavaScript" in page
    assert "Mine to keep" in page


NOT_MADE = {
    "another site": lambda asked: SoftKey().create(asked, origin="https://example.org"),
    "no TLS": lambda asked: SoftKey().create(asked, origin="http://testserver"),
    "an earlier question": lambda asked: SoftKey().create({"publicKey": {**asked["publicKey"], "challenge": "b2xk"}}),
    "nothing of a passkey": lambda asked: {"id": 1},
    "a list": lambda asked: ["x"],
}


@pytest.mark.parametrize("why", NOT_MADE)
def test_none_is_made_of_what_does_not_hold(client, someone, why):
    client.force_login(someone)
    page = answer(client, ADD, NOT_MADE[why](question(client, ADD)), name="X")
    assert "The passkey was not accepted" in page.content.decode()
    assert not Authenticator.objects.filter(type="webauthn").exists()


def test_it_is_a_fresh_proof_and_what_waited_goes_on(client, someone):
    key, row = given(someone)
    client.force_login(someone)
    prove(client, someone, time.time() - 301)
    asked = client.post(reverse("mfa_edit_webauthn", args=[row]), {"name": "Red key"})
    page = BeautifulSoup(client.get(asked.url).content, "html.parser")
    way = page.find("a", string="Use a passkey instead")["href"]
    used = key.get(asked_at(client, way))
    assert client.post(way, {"credential": json.dumps(used)}).url == reverse("mfa_list_webauthn")
    assert Authenticator.objects.get(pk=row).wrap().name == "Red key"


def test_removing_one_ends_the_other_sessions(client, someone):
    key, row = given(someone)
    other = Client()
    for one in (client, other):
        one.force_login(someone)
    assert client.post(reverse("mfa_remove_webauthn", args=[row])).url == reverse("mfa_list_webauthn")
    assert (is_in(client), is_in(other)) == (True, False)
    assert OutgoingMessage.objects.filter(event="account_passkey_removed").exists()


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_another_person_s_is_not_there(client, someone, manager, name):
    _, row = given(manager)
    client.force_login(someone)
    assert client.get(reverse(name, args=[row])).status_code == 404
    assert client.post(reverse(name, args=[row]), {"name": "Mine"}).status_code == 404
    assert Authenticator.objects.filter(pk=row).exists()


def test_a_new_phone_leaves_them_and_the_administrator_s_reset_does_not(someone, person, panel):
    given(someone)
    second_factor.set_up(user=someone, secret=factories.SECRET, by=someone)
    assert Authenticator.objects.filter(user=someone, type="webauthn").count() == 1
    second_factor.take_away(user_id=someone.pk, panel=panel, reason="Lost", by=person("administrator"))
    assert not Authenticator.objects.filter(user=someone).exists()


def test_ten_are_enough(someone):
    for _ in range(actions.MOST):
        given(someone)
    with pytest.raises(NotNow):
        actions.add(user=someone, name="One more", credential={}, by=someone)
