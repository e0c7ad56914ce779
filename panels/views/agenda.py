"""Building the agenda: cases on it, their order, their minutes."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from panels import policy
from panels.actions import agenda, meetings
from panels.forms.cases import MinutesForm
from panels.pages import agenda as pages
from panels.pages import number
from panels.selectors import scope


@require_http_methods(["GET", "HEAD"])
def edit(request, meeting):
    """The agenda with its buttons, and the cases that wait."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    moved = (request.GET.get("moved", ""), request.GET.get("way", ""))
    context = pages.agenda(found, request.user, page=request.GET.get("page"), moved=moved)
    return render(request, "panels/agenda.html", context)


@require_POST
def add(request, meeting):
    """Ticked cases go to the end of the agenda."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    context = pages.agenda(found, request.user, data=request.POST, page=request.GET.get("page"))
    form = context["form"]
    if form is None or not form.is_valid():
        return render(request, "panels/agenda.html", context)
    added = agenda.add_several(meeting_id=found.pk, case_ids=form.cleaned_data["cases"], by=request.user)
    messages.success(request, f"{len(added)} added to the agenda.")
    return redirect("panels:agenda", found.pk)


@require_POST
def move(request, meeting, item):
    """An item goes to another place."""
    found = scope.place_for(meeting, item, request.user)
    position = number(request.POST.get("position"), found.position)
    agenda.move(item_id=found.pk, position=position, by=request.user)
    way = "up" if position < found.position else "down"
    return redirect(f"{reverse('panels:agenda', args=[meeting])}?{urlencode({'moved': found.pk, 'way': way})}")


@require_POST
def minutes(request, meeting, item):
    """How long it is to take."""
    found = scope.item_for(meeting, item, request.user)
    policy.run(found.meeting.panel_id, request.user)
    form = MinutesForm(request.POST)
    if form.is_valid():
        agenda.set_minutes(item_id=found.pk, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, f"Item {found.position}: enter minutes from 1 to 240.")
    return redirect("panels:agenda", meeting)


@require_POST
def remove(request, meeting, item):
    """The case goes back to waiting."""
    found = scope.item_for(meeting, item, request.user)
    agenda.remove(item_id=found.pk, by=request.user)
    messages.success(request, f"{found.case} is off the agenda. Members can no longer read it.")
    return redirect("panels:agenda", meeting)


@require_POST
def send(request, meeting):
    """Everybody invited is told that the papers are there."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    meetings.announce(meeting_id=found.pk, version=number(request.POST.get("version"), found.version), by=request.user)
    messages.success(request, "Those whom it concerns are told by email that the papers are ready.")
    return redirect("panels:meeting", found.pk)
