"""The meeting day: start, decide case by case, finalise."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from common.forms.formsets import quiet
from panels import policy
from panels.actions import live, meetings, reading
from panels.forms.cases import DecisionForm
from panels.forms.meetings import ConfirmForm
from panels.pages import meetings as meeting_pages
from panels.pages import papers as pages
from panels.selectors import scope


@require_POST
def start(request, meeting):
    """The meeting begins; attendance comes first."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    meetings.start(meeting_id=found.pk, by=request.user)
    return redirect("panels:attendance", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, meeting, item):
    """The paper of a case beside what the panel decides."""
    found = scope.item_for(meeting, item, request.user)
    policy.lead(found.meeting.panel_id, request.user)
    form = DecisionForm(request.POST or None, initial=pages.decision_initial(found))
    if request.method == "POST" and form.is_valid():
        live.decide(
            meeting_id=found.meeting_id,
            item_id=found.pk,
            version=form.cleaned_data["version"],
            outcome=form.cleaned_data["outcome"],
            reason=form.reason,
            by=request.user,
        )
        messages.success(request, f"Item {found.position}: the decision is recorded.")
        return redirect(pages.next_open_item(found, request.user))
    reading.open_paper(item=found, by=request.user)
    return render(request, "panels/decide.html", {**pages.paper(found, request.user), "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def change_analysis(request, meeting, item):
    """The analysis form as the panel sees it, without the case page around it."""
    found = scope.item_for(meeting, item, request.user)
    policy.lead(found.meeting.panel_id, request.user)
    back = reverse("panels:decide", args=[found.meeting_id, found.pk])
    form, reshaped = pages.analysis_form(found, request.POST if request.method == "POST" else None)
    form.cancel_url = back
    if reshaped:
        quiet(form)
    elif request.method == "POST" and form.is_valid():
        live.save_analysis(
            meeting_id=found.meeting_id,
            item_id=found.pk,
            version=form.cleaned_data["version"],
            data=form.answers(),
            by=request.user,
        )
        messages.success(request, "The analysis is saved.")
        return redirect(back)
    return render(request, "panels/analysis.html", {"form": form, "item": found})


@require_http_methods(["GET", "HEAD", "POST"])
def finalise(request, meeting):
    """The decisions stand from here on."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    form = ConfirmForm(request.POST or None)
    form.submit_label, form.cancel_url = "Finalise meeting", reverse("panels:meeting", args=[found.pk])
    if request.method == "POST":
        live.finalise(meeting_id=found.pk, by=request.user)
        messages.success(request, "The meeting is finalised. Members' access to its papers has ended.")
        return redirect("panels:meeting", found.pk)
    return render(request, "panels/finalise.html", {**meeting_pages.meeting(found, request.user), "form": form})
