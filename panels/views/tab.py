"""The panel tab of a case: its summary, and the meetings it was on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import policy as case_policy
from panels.actions import live, summaries
from panels.forms.cases import FinaliseCaseForm
from panels.pages import cases as pages
from panels.selectors import scope

NOT_CHECKED = (
    "Saved, but not marked as checked: decide about the words found, and read the returns and answers that you chose."
)


@require_safe
def case_panel(request, case):
    """Where the case stands with the panel."""
    found = scope.case_for(case, request.user)
    return render(request, "panels/case_panel.html", pages.tab(found, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def summary(request, case):
    """Writing and checking the anonymised summary."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    context = pages.summary_editor(found, request.user, request.POST or None)
    form = context["form"]
    if request.method == "POST" and form.is_valid():
        saved = summaries.save(case_id=found.pk, by=request.user, **form.values())
        if form.cleaned_data["checked"] and not saved.checked:
            messages.warning(request, NOT_CHECKED)
            return redirect("panels:check", found.pk)
        messages.success(request, "The summary is saved.")
        return redirect("panels:case_panel", found.pk)
    return render(request, "panels/summary.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def finalise_case(request, case):
    """A case the panel reviewed and that waited for one item."""
    found = scope.case_for(case, request.user)
    case_policy.decide(found, request.user)
    form = FinaliseCaseForm(request.POST or None)
    form.cancel_url = reverse("panels:case_panel", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        live.finalise_awaiting(case_id=found.pk, on=form.cleaned_data["on"], by=request.user)
        messages.success(request, f"The review of {found} is finalised.")
        return redirect("panels:case_panel", found.pk)
    context = {"form": form, "heading": "The awaited item has arrived", "caption": found.reference}
    return render(request, "panels/form.html", context)
