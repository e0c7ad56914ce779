"""Urgent access: opening one case for three hours, the case as it is then shown, and the end of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.mixins import panel_of
from cases import policy
from cases.actions import urgent as actions
from cases.forms.urgent import EndForm, OpenUrgentlyForm
from cases.identity.selectors import child_in_emergency
from cases.presenters import around, processes
from cases.presenters import case as case_presenter
from cases.presenters import identity as identity_presenter
from cases.presenters import urgent as presenter
from cases.selectors import case_page
from cases.selectors import urgent as selectors
from common.paging import walk
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


@FORM
def listing(request):
    """What was opened, and the form for whoever may open."""
    panel = panel_of(request)
    policy.know_of_urgent_access(panel, request.user)
    form = OpenUrgentlyForm(request.POST or None) if allowed(policy.may_open_urgently, panel, request.user) else None
    if request.method == "POST":
        policy.may_open_urgently(panel, request.user)
        made = _open(request, panel, form)
        if made:
            return redirect("cases:urgent_case", made.pk)
    page = walk(request, selectors.listed(request.user, panel), PAGE)
    ends = {row.pk for row in page.object_list if allowed(policy.end_urgent_access, row, request.user)}
    table = presenter.table(page.object_list, request.user, ends)
    return render(request, "cases/urgent/list.html", {"form": form, "page": page, "table": table})


def _open(request, panel, form):
    if not form.is_valid():
        return None
    case = selectors.to_open(form.cleaned_data["reference"], panel, request.user)
    if case is None:
        form.not_found()
        return None
    data = {name: form.cleaned_data[name] for name in ("new_id", "reason")}
    return actions.open_case(case_id=case.pk, by=request.user, **data)


@require_safe
def case(request, urgent):
    """Who the child is and where the case stands, to be read only."""
    found = selectors.holding(urgent, request.user)
    actions.look(access=found, by=request.user)
    child, row = child_in_emergency(found, by=request.user), found.case
    context = {
        "urgent": found,
        "case": row,
        "child_rows": identity_presenter.child_rows(child) if child else None,
        "relatives": identity_presenter.relatives(child) if child else None,
        "professionals": identity_presenter.professionals(child, "") if child else None,
        "facts": case_presenter.facts(row, ""),
        "workers": around.key_workers(row, case_page.key_workers_of(row), False),
        "processes": processes.boxes(row, case_page.around(row).processes, False),
    }
    return render(request, "cases/urgent/case.html", context)


@FORM
def end(request, urgent):
    """Before the three hours are over."""
    found = selectors.one(urgent, request.user)
    policy.end_urgent_access(found, request.user)
    form = EndForm(request.POST or None)
    form.cancel_url = reverse("cases:urgent_access")
    if request.method == "POST":
        actions.end(access_id=found.pk, by=request.user)
        messages.success(request, "The urgent access has been ended")
        return redirect("cases:urgent_access")
    words = "The case is closed again at once. What was looked at stays in the audit trail."
    context = {"form": form, "heading": "End urgent access", "caption": found.case.reference, "introduction": words}
    return render(request, "cases/urgent/end.html", context)
