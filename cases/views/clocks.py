"""Time limits: across the open cases, and the days that are noted by hand."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.actions import marks
from cases.forms.clocks import ClockFilter, MarksForm
from cases.identity.selectors import names_for
from cases.presenters import clocks as presenter
from cases.selectors import clocks
from cases.selectors.worklist import PAGE
from cases.views.frame import find, form_page
from common.dates import today
from common.paging import page_of


@require_safe
def listing(request):
    """The time limits of the open cases in this person's scope."""
    panel = current_panel(request)
    policy.work_list(panel, request.user)
    form = ClockFilter(request.GET)
    found = clocks.narrowed(clocks.of_open_cases(request.user, panel, today()), *form.chosen())
    page = page_of(request, found, PAGE)
    names = names_for({case for case, _ in page.object_list}, by=request.user, purpose="Time limits")
    context = {"filter_form": form, "page": page, "table": presenter.table(page.object_list, names)}
    return render(request, "cases/clocks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request, case):
    """Days that no other record holds."""
    row = find(request, case)
    saved = {mark.code: mark.on for mark in row.marks.all()}
    return form_page(
        request,
        row,
        MarksForm(request.POST or None, died_on=row.died_on, initial={**saved, "version": row.version}),
        tab="case",
        heading="Record when the first steps were taken",
        act=lambda data: marks.note(case_id=row.pk, by=request.user, **data),
        done="The dates have been saved",
    )
