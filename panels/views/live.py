"""The meeting day: start, decide case by case, finalise."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from panels import policy, selectors
from panels.actions import live, meetings, reading
from panels.forms.meetings import ConfirmForm
from panels.pages import floor, papers
from panels.pages import meetings as meeting_pages
from panels.selectors import scope
from panels.workflow import Step, require


@require_POST
def start(request, meeting):
    """The meeting begins; attendance comes first."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    meetings.start(meeting_id=found.pk, by=request.user)
    return redirect("panels:attendance", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request, meeting, item):
    """The case beside what is recorded about it, and what the panel decides."""
    found = scope.item_for(meeting, item, request.user)
    policy.lead(found.meeting.panel_id, request.user)
    require(found.meeting.state, Step.DECIDE)  # before it begins the released papers are what there is to read
    quorum = selectors.quorum_of(found.meeting, found.case)
    form = floor.decision_form(found, request.user, quorum, request.POST or None)
    if request.method == "POST" and form.is_valid():
        live.decide(
            meeting_id=found.meeting_id,
            item_id=found.pk,
            version=form.cleaned_data["version"],
            outcome=form.cleaned_data["outcome"],
            reason=form.reason,
            without_quorum=form.why,
            by=request.user,
        )
        messages.success(request, f"Item {found.position}: the decision is recorded.")
        return redirect(papers.next_open_item(found, request.user))
    reading.open_paper(item=found, by=request.user)
    return render(request, "panels/decide.html", floor.screen(found, request.user, decision=form))


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
