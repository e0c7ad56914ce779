"""A person's own passkeys."""

from allauth.mfa.models import Authenticator

from accounts.models import User


def passkeys(user: User) -> list[Authenticator]:
    """All of them, the oldest first."""
    return list(_of(user).order_by("created_at", "pk"))


def passkey(*, user: User, key: int) -> Authenticator:
    """One of them."""
    return _of(user).get(pk=key)


def _of(user: User):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
