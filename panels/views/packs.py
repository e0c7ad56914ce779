"""Releasing and withdrawing the papers of a meeting."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from panels import policy
from panels.actions import packs
from panels.forms.papers import WithdrawForm
from panels.pages import packs as pages
from panels.selectors import scope


@require_http_methods(["GET", "HEAD", "POST"])
def release(request, meeting):
    """What is ready and what waits, then the release."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    if request.method == "POST":
        pack = packs.release(meeting_id=found.pk, by=request.user)
        messages.success(request, f"Version {pack.number} of the papers is released.")
        return redirect("panels:papers", found.pk)
    return render(request, "panels/release.html", pages.release(found, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, meeting):
    """Taking the papers back, with a reason that readers see."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    context = pages.withdrawal(found)
    form = WithdrawForm(request.POST or None, initial={"number": context["pack"].number})
    form.cancel_url = reverse("panels:papers", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        packs.withdraw(meeting_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The papers are withdrawn.")
        return redirect("panels:papers", found.pk)
    return render(request, "panels/withdraw_papers.html", {**context, "form": form})
