"""What reviewed cases taught: the library, and one page about a theme for others to read."""

from django.http import Http404, HttpResponse
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
    made = pages.briefing(panel, request.user, BY_CODE[theme])
    return render(request, "panels/briefing.html", {"briefing": made, "theme": BY_CODE[theme]})


KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The files of a briefing and their media types."""


@require_safe
def briefing_file(request, theme, kind):
    """The same page as a file, made in a process of its own."""
    panel = scope.panel_or_404(current_panel(request))
    policy.attend(panel.pk, request.user)
    if theme not in BY_CODE or kind not in KINDS:
        raise Http404
    content = pages.briefing_file(panel, request.user, BY_CODE[theme], kind)
    response = HttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="briefing-{theme}.{kind}"'
    return response
