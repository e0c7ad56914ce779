"""Sessions end: idle, and after a day's work at the latest. Nobody works without a second factor."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import JsonResponse
from django.shortcuts import redirect

from accounts import locking, second_factor, step_up
from accounts.actions import signing_in
from common import wall
from common.errors import Refused

STARTED, SEEN, SECOND_FACTOR = "session_started", "session_seen", "session_second_factor"
ENDED = {
    "idle": "You were signed out because nothing was done for 15 minutes",
    "long": "You were signed out because you had been signed in for 8 hours",
}
WATCHING = "X-Watching"
"""Sent by a page that looks for news by itself: nobody is there because of that, so the time of idling goes on."""
SAFE = {"GET", "HEAD", "OPTIONS"}
WITHOUT_SECOND_FACTOR = {
    "account_logout", "account_stay", "account_lock", "account_reauthenticate", "mfa_activate_totp", "mfa_app_picture",
    "mfa_view_recovery_codes",
}  # fmt: skip
"""All that a person can reach who gave a password but has no second factor yet."""


class SessionLimits:
    """Ends a session that was idle too long or is too old, before any view runs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        watching = request.headers.get(WATCHING) == "1"
        why = self._why_over(request.session, watching) if request.user.is_authenticated else ""
        if not why:
            return self.get_response(request)
        signing_in.note_sign_out(why=why, by=request.user)
        logout(request)
        messages.info(request, ENDED[why])
        # What only shows a page goes on, signed out; what would have changed something must not.
        return self.get_response(request) if request.method in SAFE else redirect("account_ended")

    @staticmethod
    def _why_over(session, watching: bool) -> str:
        now = int(time.time())
        started, seen = session.setdefault(STARTED, now), session.get(SEEN, now)
        if now - started > settings.SESSION_ABSOLUTE_SECONDS:
            return "long"
        if now - seen > settings.SESSION_IDLE_SECONDS:
            return "idle"
        if now - session.get(SEEN, 0) > 30 and not watching:
            session[SEEN] = now
        return ""

    @staticmethod
    def touch(session) -> None:
        """The person is there."""
        session[SEEN] = int(time.time())

    @staticmethod
    def left(session) -> dict:
        """The seconds until the session ends by itself, and whether the person can put that off."""
        now = int(time.time())
        idle = session.get(SEEN, now) + settings.SESSION_IDLE_SECONDS - now
        whole = session.get(STARTED, now) + settings.SESSION_ABSOLUTE_SECONDS - now
        return {"left": min(idle, whole), "can_stay": idle < whole}


class OwnPanels:
    """Opens the database to the panels on which the person holds a role today, and to nothing where nobody is known.

    Nearest to the pages of all that a request goes through, but behind what ends a session that is over.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        panels = {m.panel_id for m in request.user.current_memberships} if request.user.is_authenticated else ()
        with wall.only(panels):
            return self.get_response(request)


class ScreenLock:
    """A locked screen shows and does nothing; what is sent meanwhile waits, encrypted, until it is opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Asks for the second step before anything else."""
        if not request.user.is_authenticated or not locking.is_locked(request):
            return None
        if request.resolver_match.view_name in locking.OPEN or not getattr(view, "login_required", True):
            return None
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"reason": locking.SENTENCE, "words": locking.SENTENCE}, status=Refused.status)
        return step_up.suspend(request)


class SecondFactorRequired:
    """Without a second factor there is only the page that sets one up.

    Somebody who has one and gave only the password is not signed in at all yet: the sign-in library keeps them at
    the page that asks for the code. Setting one up ends every other session, so none is left that was opened before.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Sends a person without a second factor to set one up."""
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if request.resolver_match.view_name in WITHOUT_SECOND_FACTOR or _has_second_factor(request):
            return None
        return redirect("mfa_activate_totp")


class FreshProof:
    """What the table in ``step_up`` names waits until the person has proved again who they are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Asks for the proof where the last one is too old; a script is told in words."""
        if not request.user.is_authenticated or not step_up.is_due(request, request.resolver_match.view_name):
            return None
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"reason": step_up.SENTENCE}, status=Refused.status)
        return step_up.suspend(request)


def _has_second_factor(request) -> bool:
    # Asked once per session: taking the second factor away ends the person's sessions.
    if not request.session.get(SECOND_FACTOR):
        request.session[SECOND_FACTOR] = second_factor.has_one(request.user)
    return request.session[SECOND_FACTOR]
