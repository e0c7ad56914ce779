"""The notifications of a panel and what becomes of each."""

from django.shortcuts import render

from accounts.panels import current_panel


def waiting(request):
    """The list of notifications, those that wait first."""
    return render(request, "cases/triage/list.html", {"panel": current_panel(request)})
