"""What reviewed cases taught: the library, and one page about a theme for others to read."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.panels import current_panel
from panels import policy
from panels.pages import learning as pages
from panels.selectors import scope
from panels.selectors.learning import BY_CODE


@require_safe
def library(request):
    """Learning by theme and by words."""
    panel = scope.panel_or_404(current_panel(request))
    policy.attend(panel.pk, request.user)
    return render(request, "panels/learning.html", pages.library(panel, request.user, request.GET))


@require_safe
def briefing(request, theme):
    """One page, for the screen and for printing."""
    panel = scope.panel_or_404(current_panel(request))
    policy.attend(panel.pk, request.user)
    if theme not in BY_CODE:
        raise Http404
    return render(request, "panels/briefing.html", {"briefing": pages.briefing(panel, request.user, BY_CODE[theme])})
