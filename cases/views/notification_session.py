"""What the session of a notifier holds: the key of the draft, and afterwards the way to the copy."""

import functools
import time

from django.shortcuts import redirect, render

from audit.recording import PUBLIC
from cases import drafts
from cases.forms.notification import Notice
from common.throttle import Limit, over

DRAFT, CODE, SENT = "notification", "notification_code", "notification_sent"
IDLE_SECONDS = 60 * 60

BEGIN = Limit("notify-begin", per_source=30, overall=600, seconds=3600)
RETURN = Limit("notify-return", per_source=10, overall=200, seconds=900)
SAVE = Limit("notify-save", per_source=600, overall=20_000, seconds=3600)
SEND = Limit("notify-send", per_source=30, overall=300, seconds=3600)


def author(request):
    """Who notifies: the person signed in, else the public."""
    return request.user if request.user.is_authenticated else PUBLIC


def enter(request, draft) -> None:
    """From here on this browser works on ``draft``."""
    request.session[DRAFT] = {"key": str(draft.pk), "seen": int(time.time())}
    request.session.pop(SENT, None)


def leave(request) -> None:
    """This browser no longer knows of the draft."""
    request.session.pop(DRAFT, None)
    request.session.pop(CODE, None)


def key_of(request) -> str:
    """The key of the draft, unless this browser was left alone for an hour."""
    held = request.session.get(DRAFT) or {}
    if int(time.time()) - held.get("seen", 0) > IDLE_SECONDS:
        return ""
    return held.get("key", "")


def with_draft(view):
    """Gives the view the draft of this session; without one, the way to come back to it."""

    @functools.wraps(view)
    def wrapped(request, *args, **kwargs):
        key = key_of(request)
        draft = drafts.with_key(key) if key else None
        if draft is not None:
            if int(time.time()) - request.session[DRAFT]["seen"] > 60:
                request.session[DRAFT] = {"key": key, "seen": int(time.time())}
            return view(request, draft, *args, **kwargs)
        if SENT in request.session:
            return redirect("cases:notify_sent")
        return redirect("cases:notify_return" if DRAFT in request.session else "cases:notify")

    return wrapped


def limited(limit: Limit):
    """Refuses a POST that comes too often, and says whom to ring instead."""

    def decorate(view):
        @functools.wraps(view)
        def wrapped(request, *args, **kwargs):
            seconds = over(request, limit) if request.method == "POST" else 0
            if not seconds:
                return view(request, *args, **kwargs)
            context = {"panels": drafts.panels(), "minutes": seconds // 60 + 1}
            response = render(request, "cases/notification/too_many.html", context, status=429)
            response["Retry-After"] = str(seconds)
            return response

        return wrapped

    return decorate


def notice_of(request, draft) -> Notice:
    """The answers so far."""
    return Notice(drafts.answers(draft), drafts.areas_of(draft.panel), for_somebody=request.user.is_authenticated)
