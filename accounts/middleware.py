"""Sessions end: idle, and after a day's work at the latest. Nobody works without a second factor."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect

STARTED, SEEN = "session_started", "session_seen"
OPEN_NAMES = {"account_logout", "account_reauthenticate", "mfa_reauthenticate", "health"}


class SessionLimits:
    """Signs out a session that was idle too long or is too old, before any view runs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and self._over(request.session):
            logout(request)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return self.get_response(request)

    @staticmethod
    def _over(session) -> bool:
        now = int(time.time())
        started, seen = session.setdefault(STARTED, now), session.get(SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_ABSOLUTE_SECONDS:
            return True
        if now - session.get(SEEN, 0) > 30:
            session[SEEN] = now
        return False


class SecondFactorRequired:
    """Without a second factor there is only the page that sets one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Sends a person without a second factor to set one up."""
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        name = request.resolver_match.view_name
        if name in OPEN_NAMES or name.startswith("mfa_") or is_mfa_enabled(request.user):
            return None
        return redirect("mfa_activate_totp")
