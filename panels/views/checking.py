"""The check of a case's words, and the returns chosen for the panel. Only for those who may know who the child was."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import policy as case_policy
from panels.actions import checking, extracts
from panels.forms.papers import ExtractForm, WordsForm
from panels.pages import checking as pages
from panels.selectors import scope


@require_safe
def check(request, case):
    """Everything found in the words of a case, in context."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    return render(request, "panels/check.html", pages.check(found, request.user))


@require_POST
def decide(request, case):
    """One decision."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return render(request, "panels/check.html", pages.check(found, request.user, form))
    checking.decide(case_id=found.pk, by=request.user, **form.values())
    messages.success(request, "Your decision is saved.")
    return redirect("panels:check", found.pk)


@require_POST
def accept_all(request, case):
    """Every suggestion for one text."""
    found = scope.case_for(case, request.user)
    count = checking.accept_all(case_id=found.pk, source=request.POST.get("source", ""), by=request.user)
    messages.success(request, f"{count} suggestions taken." if count != 1 else "1 suggestion taken.")
    return redirect("panels:check", found.pk)


@require_POST
def confirm(request, case):
    """The manager has read all of it."""
    found = scope.case_for(case, request.user)
    checking.confirm(case_id=found.pk, read=request.POST.get("read", ""), by=request.user)
    messages.success(request, "The words of this case are marked as checked.")
    return redirect("panels:case_panel", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request, case):
    """Which returns and documents the panel reads."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    if request.method == "POST":
        made = pages.chosen(found, request.POST)
        extract = (extracts.choose_return if "request_id" in made else extracts.choose_document)(
            by=request.user, **made
        )
        return redirect("panels:extract", found.pk, extract.pk)
    return render(request, "panels/choose.html", pages.choose(found))


@require_http_methods(["GET", "HEAD", "POST"])
def extract(request, case, extract):
    """The anonymised copy of one return."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    row = scope.extract_for(found, extract)
    form = ExtractForm(request.POST or None, initial={"version": row.version, "heading": row.heading, "text": row.text})
    form.cancel_url = reverse("panels:choose", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        extracts.save(extract_id=row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The copy is saved. Now look at what the check finds in it.")
        return redirect("panels:check", found.pk)
    return render(request, "panels/extract.html", {"form": form, "case": found, "extract": row})


@require_POST
def leave_out(request, case, extract):
    """Leaves a copy out again."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    extracts.remove(extract_id=scope.extract_for(found, extract).pk, by=request.user)
    messages.success(request, "The copy is left out of the papers.")
    return redirect("panels:choose", found.pk)
