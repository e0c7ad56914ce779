"""What the session of somebody who answers by link holds: first which link was pressed, then what it has opened."""

import functools
import time

from django.shortcuts import redirect, render

from cases import respondents
from common.throttle import Limit, over

PRESSED, OPENED = "respond_pressed", "respond_opened"
PRESSED_SECONDS = 15 * 60
IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 4 * 3600

PRESS = Limit("respond-link", per_source=40, overall=1200, seconds=900)
CODE = Limit("respond-code", per_source=20, overall=600, seconds=900)
AUTOSAVE = Limit("respond-autosave", per_source=2000, overall=60_000, seconds=3600)
SAVE = Limit("respond-save", per_source=300, overall=10_000, seconds=3600)


def _now() -> int:
    return int(time.time())


def press(request, link) -> None:
    """The link was pressed; the code comes next. Whatever this browser had open before is closed."""
    leave(request)
    request.session.cycle_key()
    request.session[PRESSED] = {"link": str(link.pk), "at": _now()}


def pressed(request):
    """The link whose code is asked for, while it waits."""
    held = request.session.get(PRESSED) or {}
    if _now() - held.get("at", 0) > PRESSED_SECONDS:
        return None
    return respondents.pending_link(held["link"])


def enter(request, link) -> None:
    """Link and code were right: from here on this browser works on that one request, for a while."""
    leave(request)
    request.session.cycle_key()
    request.session[OPENED] = {"link": str(link.pk), "at": _now(), "seen": _now()}


def leave(request) -> None:
    """This browser no longer knows of any request."""
    request.session.pop(PRESSED, None)
    request.session.pop(OPENED, None)


def _held(request):
    held = request.session.get(OPENED) or {}
    if _now() - held.get("at", 0) > LONGEST_SECONDS or _now() - held.get("seen", 0) > IDLE_SECONDS:
        return None
    if _now() - held["seen"] > 60:
        request.session[OPENED] = {**held, "seen": _now()}
    return respondents.held_by(held["link"])


def with_request(view):
    """Gives the view the link that opened this session; without one, the page that says so."""

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        link = _held(request)
        return view(request, link, *args, **kwargs) if link else redirect("cases:respond_over")

    return wrapped


def limited(limit: Limit):
    """Refuses a POST that comes too often."""

    def decorate(view):
        @functools.wraps(view)
        def wrapped(request, *args, **kwargs):
            seconds = over(request, limit) if request.method == "POST" else 0
            if not seconds:
                return view(request, *args, **kwargs)
            response = render(request, "cases/respond/too_many.html", {"minutes": seconds // 60 + 1}, status=429)
            response["Retry-After"] = str(seconds)
            return response

        return wrapped

    return decorate
