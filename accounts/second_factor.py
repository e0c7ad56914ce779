"""Who has a second factor, and that codes of an authenticator app are good once."""

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.cache import cache

from accounts.models import User

KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
"""Recovery codes stand in for one of these; alone they are none."""


def has_one(user: User) -> bool:
    """Whether this person has set up a second factor."""
    return is_mfa_enabled(user, KINDS)


def first_use(user: User, code: str) -> bool:
    """Whether ``code`` is used for the first time, remembering it for as long as it could be valid.

    The library remembers for one period only and not at all when an app is set up, but a code is valid for a period
    before and after its own too.
    """
    seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 2)
    return cache.add(f"accounts:code-used:{user.pk}:{code.strip()}", True, seconds)
