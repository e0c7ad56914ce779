"""The auditor's page of looks that are out of the ordinary."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.mixins import panel_of
from cases.actions import reviewing_access
from cases.presenters.unusual import table
from common.paging import page_of

PAGE = 50


@require_safe
def listing(request):
    """Own surname, many cases, out of hours: the newest first."""
    found = reviewing_access.review(panel=panel_of(request), by=request.user)
    page = page_of(request, found, PAGE)
    return render(request, "cases/unusual.html", {"page": page, "table": table(page.object_list)})
