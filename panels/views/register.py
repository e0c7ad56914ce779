"""The members of the panel: seats, who holds them, attendance over a year."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.panels import current_panel
from panels import policy
from panels.actions import quorum as rule
from panels.actions import seats
from panels.forms.register import ChangeSeatForm, HolderForm, NewSeatForm, QuorumForm, VersionForm
from panels.pages import register as pages
from panels.selectors import register, scope

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def members(request):
    """The register."""
    panel = scope.panel_or_404(current_panel(request))
    policy.see_register(panel.pk, request.user)
    return render(request, "panels/members.html", pages.members(panel, request.user))


@require_POST
def usual(request):
    """The usual seats, to begin with."""
    panel = scope.panel_or_404(current_panel(request))
    count = seats.add_usual(panel=panel, by=request.user)
    messages.success(request, f"{count} seats are added. Change what is different here, then say who holds each.")
    return redirect("panels:members")


@FORM
def add(request):
    """One more seat."""
    panel = scope.panel_or_404(current_panel(request))
    policy.keep_register(panel.pk, request.user)
    form = NewSeatForm(request.POST or None, agencies=register.agencies())
    form.cancel_url = reverse("panels:members")
    if request.method == "POST" and form.is_valid():
        made = seats.add(panel=panel, new_id=form.cleaned_data["new_id"], by=request.user, **form.values())
        messages.success(request, f"The seat “{made}” is added. Now say who holds it.")
        return redirect("panels:members")
    return render(request, "panels/form.html", {"form": form, "heading": "Add a seat"})


@require_safe
def detail(request, seat):
    """A seat and its past."""
    return render(request, "panels/seat.html", pages.seat(_kept(request, seat)))


@FORM
def change(request, seat):
    """Its name, agency and kind."""
    found = _kept(request, seat)
    shown = {name: getattr(found, name) for name in ("title", "kind", "organisation", "version")}
    form = ChangeSeatForm(request.POST or None, initial=shown, agencies=register.agencies())
    form.cancel_url = reverse("panels:seat", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        seats.change(seat_id=found.pk, version=form.cleaned_data["version"], by=request.user, **form.values())
        messages.success(request, "The seat is saved.")
        return redirect("panels:seat", found.pk)
    return render(request, "panels/form.html", {"form": form, "heading": "Change the seat", "caption": found.title})


@FORM
def holder(request, seat):
    """Who holds it, and the deputy."""
    found = _kept(request, seat)
    shown = {"version": found.version}
    if term := register.held(found):  # without the first day: somebody new does not begin on it
        shown |= {"membership": term.membership_id, "deputy": term.deputy_id, "to_on": term.to_on}
    form = HolderForm(request.POST or None, initial=shown, people=register.eligible(found.panel))
    form.cancel_url = reverse("panels:members")
    if request.method == "POST" and form.is_valid():
        seats.fill(seat_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"Saved: who holds the seat “{found}”.")
        return redirect("panels:members")
    context = {"form": form, "heading": "Who holds it?", "caption": found.title, **pages.holder(found)}
    return render(request, "panels/form.html", context)


@FORM
def vacate(request, seat):
    """Nobody holds it any more."""
    found = _kept(request, seat)
    context = {
        "heading": "Is the seat vacant?",
        "introduction": "Whoever holds it no longer does from today, and nobody takes it over on a later day. "
        "Their roles on the panel stay.",
    }
    return _asked(request, found, seats.vacate, "Make the seat vacant", context)


@FORM
def close(request, seat):
    """The panel no longer has it."""
    found = _kept(request, seat)
    context = {
        "heading": "Close this seat?",
        "introduction": "It leaves the register from today. What it was, and who held it, is kept.",
    }
    return _asked(request, found, seats.close, "Close the seat", context)


def _asked(request, found, act, label: str, context: dict):
    form = VersionForm(request.POST or None, initial={"version": found.version})
    form.submit_label, form.submit_kind = label, "warning"
    form.cancel_url = reverse("panels:seat", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        act(seat_id=found.pk, version=form.cleaned_data["version"], by=request.user)
        messages.success(request, "The register is changed.")
        return redirect("panels:members")
    return render(request, "panels/confirm.html", {"form": form, "caption": found.title, **context})


@FORM
def quorum(request):
    """The rule of the quorum."""
    panel = scope.panel_or_404(current_panel(request))
    policy.keep_register(panel.pk, request.user)
    shown = {"minimum": panel.quorum_minimum, "groups": panel.quorum_kinds, "version": panel.version}
    form = QuorumForm(request.POST or None, initial=shown)
    form.cancel_url = reverse("panels:members")
    if request.method == "POST" and form.is_valid():
        changed = rule.change(panel=panel, by=request.user, **form.cleaned_data)
        messages.success(request, f"Saved. {pages.rule_words(changed)} It holds from the next meeting that begins.")
        if pages.beyond_reach(changed):
            messages.warning(request, "The panel has fewer people than that: no meeting can have a quorum.")
        return redirect("panels:members")
    context = {"form": form, "heading": "Quorum of a meeting", **pages.quorum(panel)}
    return render(request, "panels/form.html", context)


@require_safe
def attendance(request):
    """How often each seat was represented, year by year."""
    panel = scope.panel_or_404(current_panel(request))
    policy.see_register(panel.pk, request.user)
    return render(request, "panels/attendance_year.html", pages.attendance(panel, request.GET))


def _kept(request, key):
    found = scope.seat_for(key, request.user)
    policy.keep_register(found.panel_id, request.user)
    return found
