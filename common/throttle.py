"""Counts how often something is done, per source and overall, in windows of fixed length.

The counters hold a keyed hash of the address, never the address. With the cache out of reach nothing is counted and
nothing is refused: these limits spare the machine, they do not guard a secret that could be guessed.
"""

import hashlib
import hmac
import ipaddress
import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from common.broker import away

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limit:
    """``per_source`` and ``overall`` times in ``seconds``."""

    name: str
    per_source: int
    overall: int
    seconds: int


def client_address(request: HttpRequest) -> str:
    """Where the request comes from. Of a forwarded list only what our own proxies wrote is believed."""
    trusted = settings.TRUSTED_PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
    if trusted and len(hops) >= trusted and _is_address(hops[-trusted]):
        return hops[-trusted]
    return request.META.get("REMOTE_ADDR", "")


def over(request: HttpRequest, limit: Limit) -> int:
    """Counts this request. Returns 0 while it may go on, else the seconds until the window ends."""
    window, into = divmod(int(time.time()), limit.seconds)
    source = hmac.new(settings.SECRET_KEY.encode(), _network(client_address(request)).encode(), hashlib.sha256)
    try:
        here = _count(f"throttle:{limit.name}:{window}:{source.hexdigest()[:32]}", limit.seconds)
        everywhere = _count(f"throttle:{limit.name}:{window}:all", limit.seconds)
    except away() as error:
        log.warning("limits are not counted: %s", type(error).__name__)
        return 0
    exceeded = here > limit.per_source or everywhere > limit.overall
    return limit.seconds - into if exceeded else 0


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # the window ended between the two calls
        return 1


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _network(address: str) -> str:
    """One IPv6 customer has a whole /64; counting single addresses would count nothing."""
    if ":" in address and _is_address(address):
        return str(ipaddress.ip_network(f"{address.split('%')[0]}/64", strict=False))
    return address
