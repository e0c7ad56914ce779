"""Browsers in which somebody signed in with both steps. Wrong passwords from elsewhere do not shut them out.

The mark names nobody: a random word, when it was given, and a seal that fits one account only, until its password
changes. It opens nothing. Attempts from such a browser are counted apart from all others, and no less strictly.
"""

import secrets

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from accounts.models import User


def _signer(user: User) -> TimestampSigner:
    return TimestampSigner(salt=f"device:{user.pk}:{user.get_session_auth_hash()}")


def mark(response: HttpResponse, user: User) -> None:
    """Gives the browser its mark."""
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        _signer(user).sign(secrets.token_urlsafe(16)),
        max_age=settings.DEVICE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def is_known(request: HttpRequest, email: str) -> bool:
    """Whether the person of this address has signed in here before."""
    shown = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    user = User.objects.filter(email__iexact=email).first() if shown else None
    return user is not None and _fits(user, shown)


def _fits(user: User, shown: str) -> bool:
    try:
        _signer(user).unsign(shown, max_age=settings.DEVICE_COOKIE_AGE)
    except BadSignature:
        return False
    return True
