"""The notifier's copy of what was just sent: sealed, in the cache, for half an hour, found only by the session."""

import logging
import secrets

from django.core.cache import cache

from common.broker import away
from common.sealing import seal, unseal

KEPT_SECONDS = 30 * 60
log = logging.getLogger(__name__)


def keep(copy: dict) -> str:
    """Stores a copy; returns its token, empty where the cache is out of reach: the notification counts all the same."""
    token = secrets.token_urlsafe(32)
    try:
        cache.set(_key(token), seal(copy), KEPT_SECONDS)
    except away() as error:
        log.warning("no copy was kept: %s", type(error).__name__)
        return ""
    return token


def read(token: str) -> dict | None:
    """The copy, while it is kept."""
    try:
        found = cache.get(_key(token)) if token else None
    except away():
        return None
    return unseal(found) if found else None


def forget(token: str) -> None:
    """Deletes the copy at once."""
    try:
        cache.delete(_key(token))
    except away() as error:
        log.warning("a copy will run out by itself: %s", type(error).__name__)


def _key(token: str) -> str:
    return f"notification-copy:{token}"
