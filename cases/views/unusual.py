"""The auditor's page of looks that are out of the ordinary."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.views.mixins import panel_of
from cases.actions import reviewing_access
from cases.presenters.unusual import table

PAGE = 50


@require_safe
def listing(request):
    """Own surname, many cases, out of hours: the newest first."""
    found = reviewing_access.review(panel=panel_of(request), by=request.user)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "cases/unusual.html", {"page": page, "table": table(page.object_list)})
