"""Conflicts of interest: one's own, and those that the manager records."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from panels import policy, selectors
from panels.actions import conflicts
from panels.forms.conflicts import ConflictForm, RecordConflictForm
from panels.selectors import scope


@require_http_methods(["GET", "HEAD", "POST"])
def declare(request, meeting, item):
    """The reader's own conflict: the case closes to them at once."""
    found = scope.item_for(meeting, item, request.user)
    form = ConflictForm(request.POST or None)
    form.cancel_url = reverse("panels:case", args=[found.meeting_id, found.pk])
    if request.method == "POST" and form.is_valid():
        conflicts.declare(
            meeting_id=found.meeting_id, item_id=found.pk, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, f"Your conflict is recorded. Item {found.position} is closed to you.")
        return redirect("panels:meeting", found.meeting_id)
    context = {"form": form, "item": found, "heading": "Declare a conflict of interest"}
    return render(request, "panels/declare.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_conflict(request, meeting, item):
    """Somebody else's conflict, recorded by the manager."""
    found = scope.item_for(meeting, item, request.user)
    policy.run(found.meeting.panel_id, request.user)
    form = RecordConflictForm(request.POST or None, people=selectors.open_to(found))
    form.cancel_url = reverse("panels:case", args=[found.meeting_id, found.pk])
    if request.method == "POST" and form.is_valid():
        conflicts.record_for(
            meeting_id=found.meeting_id,
            item_id=found.pk,
            user=form.user,
            reason=form.cleaned_data["reason"],
            by=request.user,
        )
        messages.success(request, f"{found.case} is closed to {form.user}.")
        return redirect("panels:meeting", found.meeting_id)
    context = {"form": form, "item": found, "heading": "Record a member's conflict of interest"}
    return render(request, "panels/declare.html", context)
