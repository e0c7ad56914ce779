"""The list of meetings, one meeting, and the manager's forms for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from common.paging import walk
from common.policy import allowed
from panels import calendars, policy, selectors
from panels.actions import meetings, series
from panels.forms.calendar import ChangeSeriesForm
from panels.forms.meetings import CancelForm, ChangeForm, ScheduleForm, meeting_initial
from panels.pages import meetings as pages
from panels.selectors import calendar as planning
from panels.selectors import scope


@require_safe
def listing(request):
    """Meetings in scope: those to come, then those past, a page at a time."""
    panel = scope.panel_or_404(current_panel(request))
    policy.attend(panel.pk, request.user)
    upcoming, past = selectors.split_by_time(selectors.meetings_of(request.user).filter(panel=panel))
    context = {
        "upcoming": pages.meeting_rows(upcoming),
        "past": walk(request, past, 20),
        "manages": allowed(policy.run, panel.pk, request.user),
        "forecast": pages.forecast(panel, request.user),
        "untold": pages.overdue_tellings(panel, request.user),
    }
    context["past_rows"] = pages.meeting_rows(context["past"])
    return render(request, "panels/meetings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request):
    """A new meeting."""
    panel = scope.panel_or_404(current_panel(request))
    policy.run(panel.pk, request.user)
    form = ScheduleForm(request.POST or None)
    form.cancel_url = reverse("panels:meetings")
    if request.method == "POST" and form.is_valid():
        made = meetings.schedule(panel=panel, new_id=form.cleaned_data["new_id"], by=request.user, **form.details())
        messages.success(request, "The meeting is scheduled. Now invite people and build the agenda.")
        return redirect("panels:meeting", made.pk)
    return render(request, "panels/form.html", {"form": form, "heading": "Schedule a meeting"})


@require_safe
def detail(request, meeting):
    """One meeting, as this reader sees it."""
    found = scope.meeting_for(meeting, request.user)
    return render(request, "panels/meeting.html", pages.meeting(found, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, meeting):
    """Title, time, place; of a series, this meeting alone or the later ones too."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    later = len(planning.later_in_series(found))
    given, shown = request.POST or None, meeting_initial(found)
    form = ChangeSeriesForm(given, initial=shown, later=later) if later else ChangeForm(given, initial=shown)
    form.cancel_url = reverse("panels:meeting", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        act = series.change_rest if later and form.and_the_rest else meetings.change
        act(meeting_id=found.pk, version=form.cleaned_data["version"], by=request.user, **form.details())
        messages.success(request, "The meeting is changed. Everybody invited is told if the time or place is new.")
        return redirect("panels:meeting", found.pk)
    return render(request, "panels/form.html", {"form": form, "heading": "Change the meeting", "caption": str(found)})


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request, meeting):
    """Calling it off, with a reason."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    form = CancelForm(request.POST or None, initial={"version": found.version})
    form.cancel_url = reverse("panels:meeting", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        meetings.cancel(meeting_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The meeting is cancelled and everybody invited is told.")
        return redirect("panels:meeting", found.pk)
    context = {
        "form": form,
        "heading": "Cancel this meeting?",
        "caption": str(found),
        "warning": "Its cases go back to waiting for a panel, and members can no longer read them.",
    }
    return render(request, "panels/confirm.html", context)


@require_safe
def calendar_file(request, meeting):
    """The reader's own calendar entry, for programs that did not take it from the email."""
    found = scope.meeting_for(meeting, request.user)
    invitation = scope.own_invitation_or_404(found, request.user)
    method = calendars.CANCEL if found.state == found.State.CANCELLED else calendars.REQUEST
    text = calendars.entry(found, invitation, method=method)
    response = HttpResponse(text, content_type=f"text/calendar; method={method}; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="panel-meeting.ics"'
    return response
