"""Signing in as a person does, step by step."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from tests.factories import SECRET

PASSWORD = "invented horse battery 7"


def code_at(moment: float | None = None, secret: str = SECRET) -> str:
    """What the app shows at ``moment``."""
    return format_hotp_value(hotp_value(secret, int(time.time() if moment is None else moment) // 30))


def give_password(user, password: str = PASSWORD) -> None:
    """A password, without the sign-in pages."""
    user.set_password(password)
    user.save()


def password_step(client, email: str, password: str = PASSWORD, **extra):
    """The first page."""
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def code_step(client, code: str | None = None):
    """The second page."""
    return client.post(reverse("mfa_authenticate"), {"code": code or code_at()})


def enter(client, user):
    """Both."""
    password_step(client, user.email)
    return code_step(client)
