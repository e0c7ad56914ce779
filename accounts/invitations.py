"""One-time links for new people: made, hashed, found again."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from accounts.models import SignInInvitation

LIFE = timedelta(days=7)


def new_token() -> str:
    """What goes into the link; only its hash is kept."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """How a token is kept."""
    return hashlib.sha256(token.encode()).hexdigest()


def find(token: str) -> SignInInvitation | None:
    """The invitation of a link that still works, for somebody who may sign in."""
    found = SignInInvitation.objects.select_related("user").filter(token_hash=hashed(token)).first()
    return found if found and found.is_open and found.user.is_active else None


def expiry():
    """When a link made now runs out."""
    return timezone.now() + LIFE
