"""Settling what may be a conflict of interest."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from panels import policy
from panels.actions import possible as actions
from panels.forms.conflicts import SettleForm
from panels.presenters.conflicts import question
from panels.selectors import possible as selected


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, meeting, possible):
    """What the record says, and the decision of the manager or the chair."""
    found = selected.possible_for(meeting, possible, request.user)
    policy.lead(found.case.panel_id, request.user)
    form = SettleForm(request.POST or None, initial={"version": found.version})
    form.cancel_url = reverse("panels:meeting", args=[meeting])
    if request.method == "POST" and form.is_valid():
        actions.settle(
            meeting_id=meeting,
            possible_id=found.pk,
            version=form.cleaned_data["version"],
            conflict=form.cleaned_data["conflict"] == "yes",
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, f"It is settled for {found.user} and {found.case}.")
        return redirect("panels:meeting", meeting)
    context = {"form": form, "heading": "Is this a conflict of interest?", "introduction": question(found)}
    return render(request, "panels/form.html", {**context, "caption": found.case.reference})
