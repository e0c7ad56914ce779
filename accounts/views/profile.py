"""A person's own page, and which panel they work in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import panels
from accounts.forms.messages import SwitchPanelForm
from accounts.presenters.people import role_rows
from accounts.roles import DECIDES_RETENTION, OPENS_URGENTLY, OVERSEES_URGENT


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """Who I am here, and my ways of signing in."""
    urgent = bool(request.user.panels_as(*OPENS_URGENTLY, *OVERSEES_URGENT))
    kept = bool(request.user.panels_as(*DECIDES_RETENTION))
    context = {"roles": role_rows(request.user.current_memberships), "urgent": urgent, "kept": kept}
    return render(request, "accounts/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def switch_panel(request: HttpRequest) -> HttpResponse:
    """Works in another panel from now on, in this session."""
    present = panels.current_panel(request)
    initial = {"panel": str(present.pk) if present else ""}
    form = SwitchPanelForm(request.POST or None, panels=panels.panels_of(request.user), initial=initial)
    if request.method == "POST" and form.is_valid():
        panels.choose(request, form.cleaned_data["panel"])
        return redirect("home")
    return render(request, "accounts/switch_panel.html", {"form": form})
