"""The session itself: how long it lasts, staying, locking, and the page that is left when it has ended."""

from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import locking
from accounts.adapters import AccountAdapter
from accounts.middleware import SessionLimits


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay(request: HttpRequest) -> HttpResponse:
    """For the script of the page: the seconds that are left. By POST the person stays."""
    if request.method == "POST":
        SessionLimits.touch(request.session)
    return JsonResponse(SessionLimits.left(request.session))


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """Locks the screen, and asks at once for what opens it."""
    locking.lock(request)
    way = AccountAdapter(request).get_reauthentication_methods(request.user)[0]["url"]
    back = get_next_redirect_url(request) or reverse("home")
    return redirect(f"{way}?{urlencode({'next': back})}")


@login_not_required
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Where somebody is led whose session ended while they were away."""
    return redirect("home") if request.user.is_authenticated else render(request, "account/ended.html")
