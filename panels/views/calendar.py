"""Planning: several meetings at once, the proposed agenda, cases held back for a themed panel."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import policy as case_policy
from panels import policy
from panels.actions import agenda, holds, series
from panels.forms.calendar import HoldForm, ReleaseForm, SeriesForm
from panels.pages import calendar as pages
from panels.selectors import calendar, scope


@require_http_methods(["GET", "HEAD", "POST"])
def schedule_series(request):
    """The meetings of a year."""
    panel = scope.panel_or_404(current_panel(request))
    policy.run(panel.pk, request.user)
    form = SeriesForm(request.POST or None)
    form.cancel_url = reverse("panels:meetings")
    if request.method == "POST" and form.is_valid():
        made = series.schedule(
            panel=panel, series_id=form.cleaned_data["new_id"], days=form.days, by=request.user, **form.shared()
        )
        messages.success(request, f"{len(made)} meetings are scheduled. Look through the dates, then invite people.")
        return redirect("panels:meetings")
    return render(request, "panels/form.html", {"form": form, "heading": "Schedule several meetings"})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request, meeting):
    """An agenda that fits the meeting, with the reasons for each case."""
    found = scope.meeting_for(meeting, request.user)
    policy.run(found.panel_id, request.user)
    data = request.POST if request.method == "POST" else None
    context = pages.proposal(found, request.user, query=request.GET, data=data)
    form = context["form"]
    if data is None or form is None or not form.is_valid():
        return render(request, "panels/proposal.html", context)
    given = form.cleaned_data
    added = agenda.add_several(meeting_id=found.pk, case_ids=given["cases"], minutes=given["minutes"], by=request.user)
    messages.success(request, f"{len(added)} added to the agenda. You can still change the order and the minutes.")
    return redirect("panels:agenda", found.pk)


@require_safe
def held(request):
    """The cases that wait for a panel of their kind."""
    panel = scope.panel_or_404(current_panel(request))
    policy.run(panel.pk, request.user)
    table = pages.holds_table(calendar.holds(panel, request.user))
    return render(request, "panels/holds.html", {"table": table})


@require_http_methods(["GET", "HEAD", "POST"])
def hold(request, case):
    """Holding a case back."""
    found = scope.case_for(case, request.user)
    case_policy.manage(found, request.user)
    form = HoldForm(request.POST or None)
    form.cancel_url = reverse("panels:case_panel", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        holds.hold(case_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"{found} is held back. The wait counts among the reasons for delay of the case.")
        return redirect("panels:case_panel", found.pk)
    return render(request, "panels/form.html", {"form": form, "heading": "Hold back", "caption": found.reference})


@require_http_methods(["GET", "HEAD", "POST"])
def release(request, hold):
    """Letting a case go before its time."""
    found = scope.hold_for(hold, request.user)
    case_policy.manage(found.case, request.user)
    form = ReleaseForm(request.POST or None, initial={"version": found.version})
    form.cancel_url = reverse("panels:held")
    if request.method == "POST" and form.is_valid():
        holds.release(hold_id=found.pk, version=form.cleaned_data["version"], by=request.user)
        messages.success(request, f"{found.case} is no longer held back.")
        return redirect("panels:held")
    context = {
        "form": form,
        "heading": f"Let {found.case} go?",
        "caption": f"Held for {found.theme}",
        "introduction": "It may go on any agenda from now on. The delay of the case ends today.",
    }
    return render(request, "panels/confirm.html", context)
