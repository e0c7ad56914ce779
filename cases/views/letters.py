"""The wording of the emails to agencies: looked at, changed, put back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.panels import current_panel
from cases import letters, policy
from cases.actions import letters as actions
from cases.forms.letters import LetterForm
from cases.presenters import letters as presenter
from cases.selectors import letters as selectors


def _panel(request):
    panel = current_panel(request)
    policy.letters(panel, request.user)
    return panel


def _wording(panel, kind: str):
    found = selectors.wording(panel, kind)
    if found is None:
        raise Http404
    return found


@require_safe
def listing(request):
    """All emails, with whose wording each has."""
    panel = _panel(request)
    return render(request, "cases/letters.html", {"table": presenter.table(selectors.wordings(panel))})


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, kind: str):
    """One email: its words, what can be filled in, and how it reads."""
    panel = _panel(request)
    found = _wording(panel, kind)
    initial = {"subject": found.subject, "body": found.body, "version": found.version}
    form = LetterForm(request.POST or None, kind=kind, initial=initial)
    shown = (found.subject, found.body)
    if request.method == "POST" and form.is_valid():
        shown = (form.cleaned_data["subject"], form.cleaned_data["body"])
        if "preview" not in request.POST:
            actions.save(panel=panel, kind=kind, by=request.user, **form.cleaned_data)
            messages.success(request, "The wording is saved")
            return redirect("cases:letters")
    context = {
        "form": form,
        "letter": letters.KINDS[kind],
        "own": found.is_own,
        "kind": kind,
        "marks": presenter.marks(),
        "preview": presenter.preview(*shown) if not form.errors else None,
    }
    return render(request, "cases/letter.html", context)


@require_POST
def restore(request, kind: str):
    """Back to the standard wording."""
    panel = _panel(request)
    actions.restore(panel=panel, kind=_wording(panel, kind).kind, by=request.user)
    messages.success(request, "The standard wording is in use again")
    return redirect("cases:letters")
