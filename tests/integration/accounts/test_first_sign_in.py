"""From the invitation to the first page, and what the links and codes on the way are good for."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import invitations, memberships, people
from accounts.models import OutgoingMessage, SignInInvitation, User
from accounts.roles import Role
from audit.models import Event
from common.errors import NotNow
from tests import factories
from tests.integration.accounts.signing_in import PASSWORD, code_at, code_step, enter, give_password, password_step

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def admin(person):
    """An administrator."""
    return person(Role.ADMINISTRATOR)


@pytest.fixture
def newcomer(panel, admin):
    """Somebody who was just invited."""
    held = memberships.invite(
        key="11111111-1111-4111-8111-111111111111", panel=panel, email="New@Example.org", full_name="Test Newcomer",
        role=Role.MEMBER, by=admin, seat="core",
    )  # fmt: skip
    return held.user


def choose(client, path, password=PASSWORD, again=None):
    return client.post(path, {"password1": password, "password2": again or password})


def session_secret(client) -> str:
    return client.session["mfa.totp.secret"]


def test_the_whole_way(client, newcomer, mailed_path):
    path = mailed_path("account_invitation")
    assert client.get(path).status_code == 200
    assert choose(client, path).url == reverse("account_login")

    assert password_step(client, "new@example.org").url == "/"
    assert client.get("/").url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200  # the password was given a moment ago
    secret = session_secret(client)
    assert secret[:4] in page.content.decode()
    picture = client.get(reverse("mfa_app_picture"))
    assert (picture["Content-Type"], picture.status_code) == ("image/svg+xml", 200)
    code = code_at(secret=secret)
    assert client.post(reverse("mfa_activate_totp"), {"code": code}).url == reverse("mfa_view_recovery_codes")
    codes = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(codes) == 10
    assert client.get(reverse("accounts:profile")).status_code == 200

    other = Client()
    password_step(other, "new@example.org")
    code_step(other, code)  # the code that set the app up is spent
    assert other.get(reverse("accounts:profile")).status_code == 302
    code_step(other, codes[0])
    assert other.get(reverse("accounts:profile")).status_code == 200
    third = Client()
    password_step(third, "new@example.org")
    code_step(third, codes[0])  # so is the recovery code
    assert third.get(reverse("accounts:profile")).status_code == 302

    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"user_invited", "membership_given", "invitation_accepted", "password_changed", "second_factor_set"} <= verbs


def test_only_a_hash_of_the_link_is_kept_and_the_mail_is_emptied(newcomer, mailed_path, mailoutbox):
    from accounts import mail

    token = mailed_path("account_invitation").rstrip("/").rpartition("/")[2]
    message = OutgoingMessage.objects.get(event="account_invitation")
    assert token not in message.body
    assert token not in SignInInvitation.objects.get().token_hash
    assert len(token) >= 43

    mail.send_due()

    message.refresh_from_db()
    assert message.body == ""
    assert token in mailoutbox[0].body


def test_opening_the_link_changes_nothing(client, newcomer, mailed_path):
    for _ in range(3):
        client.get(mailed_path("account_invitation"))
        client.head(mailed_path("account_invitation"))
    assert SignInInvitation.objects.get().is_open
    assert not User.objects.get(pk=newcomer.pk).has_usable_password()


@pytest.mark.parametrize("how", ["used", "replaced", "run out", "switched off", "address corrected", "invented"])
def test_a_link_that_is_over(client, newcomer, panel, admin, mailed_path, how):
    path = mailed_path("account_invitation")
    link = SignInInvitation.objects.get()
    if how == "used":
        choose(client, path)
    elif how == "replaced":
        invitations.send_again(user_id=newcomer.pk, panel=panel, by=admin)
    elif how == "run out":
        SignInInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "switched off":
        User.objects.filter(pk=newcomer.pk).update(is_active=False)
    elif how == "address corrected":  # whoever has the wrong mailbox has the link
        person = {"version": newcomer.version, "full_name": newcomer.full_name, "email": "right@example.org"}
        people.change(user_id=newcomer.pk, panel=panel, by=admin, **person)
    else:
        path = reverse("accounts:accept_invitation", args=["x" * 43])
    before = User.objects.get(pk=newcomer.pk).password
    assert client.get(path).status_code == 404
    assert choose(client, path, "some other invented words").status_code == 404
    assert User.objects.get(pk=newcomer.pk).password == before
    assert link.expires_at - link.created_at > timedelta(days=6, hours=23)


@pytest.mark.parametrize(("password", "again", "field"), [
    ("too short", None, "password1"),
    ("child death review 24", None, "password1"),
    ("Luton-Bedfordshire-CDOP-2026", None, "password1"),
    ("Test Newcomer 12", None, "password1"),
    (PASSWORD, "different words here", "password2"),
    ("", "", "password1"),
])  # fmt: skip
def test_what_is_no_password(client, newcomer, mailed_path, password, again, field):
    response = choose(client, mailed_path("account_invitation"), password, again)
    assert field in response.context["form"].errors
    assert SignInInvitation.objects.get().is_open


@pytest.mark.parametrize("password", ["correct häst 電池 ✓ staple", "x y" * 42 + "zz", " leading and trailing "])
def test_long_and_foreign_passwords_are_welcome(client, newcomer, mailed_path, password):
    choose(client, mailed_path("account_invitation"), password)
    assert User.objects.get(pk=newcomer.pk).check_password(password)


def test_a_link_is_not_sent_to_somebody_with_a_password(panel, admin, member):
    give_password(member)
    with pytest.raises(NotNow) as refusal:
        invitations.send_again(user_id=member.pk, panel=panel, by=admin)
    assert refusal.value.code == "has_password"


def test_a_new_app_takes_the_old_one_s_place(client, member):
    give_password(member)
    enter(client, member)
    client.get(reverse("mfa_activate_totp"))
    secret = session_secret(client)
    client.post(reverse("mfa_activate_totp"), {"code": code_at(secret=secret)})
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert Authenticator.objects.filter(user=member, type=Authenticator.Type.TOTP).count() == 1

    other = Client()
    password_step(other, member.email)
    code_step(other, code_at(secret=factories.SECRET))
    assert other.get(reverse("accounts:profile")).status_code == 302


def test_new_recovery_codes_void_the_old(client, member):
    give_password(member)
    enter(client, member)
    client.post(reverse("mfa_generate_recovery_codes"))
    first = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    client.post(reverse("mfa_generate_recovery_codes"))
    second = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert not set(first) & set(second)
    assert Event.objects.filter(verb="recovery_codes_made").count() == 2
