"""Password and code, in this order, and nothing before both were right."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.actions import people
from accounts.models import OutgoingMessage
from audit.models import Event
from tests import factories
from tests.integration.accounts.signing_in import (
    PASSWORD,
    code_at,
    code_step,
    enter,
    give_password,
    password_step,
)

pytestmark = pytest.mark.django_db
HOME = "/"
BEHIND_THE_CODE = (
    "home", "accounts:profile", "mfa_activate_totp", "mfa_view_recovery_codes", "account_change_password",
    "mfa_app_picture", "mfa_generate_recovery_codes", "account_reauthenticate", "mfa_reauthenticate",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def someone(member):
    """A panel member with password and app."""
    give_password(member)
    return member


def is_in(client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def test_password_then_code(client, someone):
    first = password_step(client, someone.email.upper())
    assert first.url == reverse("mfa_authenticate")
    assert not is_in(client)

    second = code_step(client)

    assert second.url == HOME
    assert is_in(client)
    event = Event.objects.get(verb="signed_in")
    assert (event.actor_id, event.details) == (str(someone.pk), {"second_factor": True})


def test_between_the_steps_there_is_only_the_code_page(client, someone):
    password_step(client, someone.email)
    for name in BEHIND_THE_CODE:
        response = client.get(reverse(name))
        assert response.status_code == 302, name
        assert response.url.startswith(reverse("account_login")), name
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_the_session_key_changes_at_each_step(client, someone):
    client.get(reverse("account_login"))
    client.session["planted"] = "yes"
    keys = [client.session.session_key]
    password_step(client, someone.email)
    keys.append(client.cookies["session"].value)
    code_step(client)
    keys.append(client.cookies["session"].value)
    assert len(set(keys)) == 3
    assert not Session.objects.filter(session_key__in=keys[:2]).exists()


def test_a_planted_session_is_not_adopted(client, someone):
    client.cookies["session"] = "a" * 32
    enter(client, someone)
    assert client.cookies["session"].value != "a" * 32


def test_a_code_works_once_even_within_its_time(client, someone):
    code = code_at()
    enter(client, someone)
    remembered = [key.split(":", 2)[2] for key in cache._cache if "allauth.mfa.totp.used" in key]
    assert remembered
    cache.delete_many(remembered)  # the library forgets after 30 seconds
    again = Client()
    password_step(again, someone.email)
    response = code_step(again, code)
    assert response.status_code == 200
    assert "was used before" in response.content.decode()
    assert not is_in(again)


@pytest.mark.parametrize(("off", "right"), [(-30, True), (0, True), (30, True), (-90, False), (90, False)])
def test_one_step_of_the_clock_is_forgiven(client, someone, off, right):
    password_step(client, someone.email)
    code_step(client, code_at(time.time() + off))
    assert is_in(client) is right


def test_somebody_elses_code_is_refused(client, someone, person):
    other = person("member")
    Authenticator.objects.filter(user=other).delete()
    factories.enrol(other, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    password_step(client, someone.email)
    code_step(client, code_at(secret="KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"))
    assert not is_in(client)


def test_failures_are_recorded_without_what_was_typed(client, someone):
    password_step(client, someone.email, "wrong secret words")
    password_step(client, "hunter2-typed-as-address@example.org")
    password_step(client, someone.email)
    code_step(client, "000000")

    events = Event.objects.filter(verb="sign_in_failed").order_by("id")

    assert [(e.details["step"], e.details["known"], e.subject_id) for e in events] == [
        ("password", True, str(someone.pk)),
        ("password", False, ""),
        ("code", True, str(someone.pk)),
    ]
    kept = str(list(Event.objects.values()))
    assert "hunter2" not in kept
    assert "wrong secret" not in kept
    assert PASSWORD not in kept


@pytest.mark.parametrize("who", ["absent", "disabled", "wrong"])
def test_no_answer_tells_whether_an_address_has_an_account(client, someone, manager, panel, person, who):
    """The same page for no account, one that is switched off (with its right password) and a wrong password."""
    admin = person("administrator")
    if who == "disabled":
        people.switch_off(user_id=someone.pk, version=someone.version, panel=panel, reason="Left", by=admin)
    email = "nobody@example.org" if who == "absent" else someone.email
    response = password_step(client, email, "wrong" if who == "wrong" else PASSWORD)
    assert response.status_code == 200
    assert "The email address or the password is wrong" in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("who", ["wrong", "absent", "disabled", "invited"])
def test_no_answer_takes_less_work_than_another(client, someone, person, monkeypatch, who):
    """A password is hashed once, whoever asks: otherwise the time would tell what the page does not."""
    email = {"absent": "nobody@example.org", "invited": person("chair").email}.get(who, someone.email)
    if who == "disabled":
        type(someone).objects.filter(pk=someone.pk).update(is_active=False)
    encode, hashed = MD5PasswordHasher.encode, []
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(1) or encode(*given))
    password_step(client, email, "wrong")
    assert len(hashed) == 1


def test_an_account_is_throttled_and_says_so_to_the_unknown_too(someone):
    for email in (someone.email, "nobody@example.org"):
        client = Client()
        answers = [password_step(client, email, "wrong").content.decode() for _ in range(7)]
        assert sum("Too many attempts" in answer for answer in answers) == 2, email


def test_a_right_password_does_not_pass_the_throttle(client, someone):
    for _ in range(5):
        password_step(client, someone.email, "wrong")
    assert password_step(client, someone.email).status_code == 200
    assert not is_in(client)


def test_codes_are_throttled(client, someone):
    password_step(client, someone.email)
    for _ in range(5):
        code_step(client, "000000")
    code_step(client)
    assert not is_in(client)


def test_one_source_is_throttled_over_many_accounts(db):
    client = Client()
    answers = [password_step(client, f"nobody{n}@example.org", "wrong").content.decode() for n in range(25)]
    assert sum("Too many attempts" in answer for answer in answers) == 5
    assert (
        password_step(Client(REMOTE_ADDR="10.0.0.9"), "x@example.org", "wrong").content.decode().count("Too many") == 0
    )


def test_signing_out_ends_the_session_on_the_server(client, someone):
    enter(client, someone)
    key = client.cookies["session"].value
    assert client.get(reverse("account_logout")).status_code == 200
    assert is_in(client)  # asking alone does nothing

    client.post(reverse("account_logout"))

    assert not Session.objects.filter(session_key=key).exists()
    stale = Client()
    stale.cookies["session"] = key
    assert not is_in(stale)
    assert Event.objects.get(verb="signed_out").details == {"why": "asked"}


def test_the_way_on_stays_on_this_site(client, someone):
    password_step(client, someone.email, QUERY_STRING="next=https://evil.example/")
    assert code_step(client).url == HOME


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_inactive", "mfa_index", "mfa_deactivate_totp"]
)
def test_unwanted_pages_of_the_library_are_not_there(name):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_secrets_are_not_readable_in_the_database(someone):
    stored = Authenticator.objects.get(user=someone, type=Authenticator.Type.TOTP).data["secret"]
    assert factories.SECRET not in stored
    assert stored.startswith("gAAAA")


def test_a_reset_link_asks_for_the_code_still(client, someone, mailed_path):
    client.post(reverse("account_reset_password"), {"email": someone.email}, HTTP_HOST="localhost")
    path = mailed_path("account_password_reset")
    form = client.get(path, follow=True)
    new = "another invented password"
    client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})

    assert password_step(client, someone.email, new).url == reverse("mfa_authenticate")
    assert Event.objects.filter(verb="password_changed", subject_id=str(someone.pk)).exists()
    assert "no longer works" in Client().get(path, follow=True).content.decode()


def test_asking_for_a_reset_tells_nothing_and_always_writes_one_mail(client, someone, person):
    never = factories.user()
    pages = []
    for email in (someone.email, "nobody@example.org", never.email):
        response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
        pages.append(re.sub(r'nonce="[^"]+"', "", response.content.decode()))
    assert len(set(pages)) == 1
    events = list(OutgoingMessage.objects.order_by("created_at").values_list("event", flat=True))
    assert events == ["account_password_reset", "account_no_password", "account_no_password"]


def test_a_link_never_follows_the_request_s_host(client, someone, settings, mailed_body):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(reverse("account_reset_password"), {"email": someone.email}, HTTP_HOST="evil.example")
    body = mailed_body("account_password_reset")
    assert "evil.example" not in body
    assert settings.SITE_URL in body


def test_changing_the_password_ends_other_sessions(client, someone):
    other = Client()
    enter(other, someone)
    cache.clear()
    enter(client, someone)
    new = "another invented password"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(client)
    assert not is_in(other)
    assert OutgoingMessage.objects.filter(event="account_password_changed", recipient=someone.email).exists()


@pytest.mark.parametrize("password", ["short", "passwordpassword"[:14], "111111111111111"])
def test_weak_passwords_are_refused(client, someone, password):
    enter(client, someone)
    answer = client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )
    assert answer.status_code == 200
    assert "password1_error" in answer.content.decode()
