"""Recommendations across years: the board, one of them, what became of it, the link to its owner."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.panels import current_panel
from cases import policy as case_policy
from cases.actions import owner_links, owner_pauses, recommendations
from cases.forms.recommendations import ChangeWordsForm, NewRecommendationForm, ProgressForm
from cases.forms.requests import PauseForm
from cases.presenters.recommendations import initial
from cases.selectors.case_page import successors
from panels import policy
from panels.pages import followup as pages
from panels.selectors import scope

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def board(request):
    """What is open, overdue, closed."""
    panel = scope.panel_or_404(current_panel(request))
    policy.attend(panel.pk, request.user)
    return render(request, "panels/actions.html", pages.board(panel, request.user, request.GET))


@FORM
def add(request):
    """A recommendation from what several cases have shown."""
    panel = scope.panel_or_404(current_panel(request))
    case_policy.follow_up(panel.pk, request.user)
    form = NewRecommendationForm(request.POST or None)
    form.cancel_url = reverse("panels:actions")
    if request.method == "POST" and form.is_valid() and not form.asks_for_hints:
        made = recommendations.add_across_cases(
            panel=panel, new_id=form.cleaned_data["new_id"], by=request.user, **form.words()
        )
        messages.success(request, "The recommendation is added.")
        return redirect("panels:action", made.pk)
    return render(request, "panels/form.html", {"form": form, "heading": "Add a recommendation"})


@require_safe
def detail(request, action):
    """One recommendation and everything said about it."""
    found = scope.action_for(action, request.user)
    return render(request, "panels/action.html", pages.action(found, request.user))


@FORM
def change(request, action):
    """Words, owner, date, measure."""
    found = _followed(request, action)
    form = ChangeWordsForm(request.POST or None, initial=initial(found))
    form.cancel_url = reverse("panels:action", args=[found.pk])
    if request.method == "POST" and form.is_valid() and not form.asks_for_hints:
        version = form.cleaned_data["version"]
        row = recommendations.change(recommendation_id=found.pk, version=version, by=request.user, **form.words())
        waits = " Its new words are checked before others read them." if row.words_unchecked else ""
        messages.success(request, f"The recommendation is changed.{waits}")
        return redirect("panels:action", found.pk)
    return render(request, "panels/form.html", {"form": form, "heading": "Change the recommendation"})


@FORM
def progress(request, action):
    """What became of it."""
    found = _followed(request, action)
    form = ProgressForm(
        request.POST or None, initial=initial(found), state=found.state, successors=successors(found, request.user)
    )
    form.cancel_url = reverse("panels:action", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"]
        recommendations.change(recommendation_id=found.pk, version=version, by=request.user, **form.values())
        messages.success(request, "Saved: what became of the recommendation.")
        return redirect("panels:action", found.pk)
    context = {"form": form, "heading": "What became of it?", "introduction": found.text}
    return render(request, "panels/form.html", context)


@FORM
def pause(request, action):
    """The owner is not reminded for a time, with a reason."""
    found = scope.action_for(action, request.user)
    case_policy.pause_owner(found, request.user)
    form = PauseForm(request.POST or None)
    form.cancel_url = reverse("panels:action", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        owner_pauses.begin(recommendation_id=found.pk, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "The reminders rest until you let them go on.")
        return redirect("panels:action", found.pk)
    context = {"form": form, "heading": "Pause the reminders", "introduction": "The date stays as it is."}
    return render(request, "panels/form.html", context)


@require_POST
def resume(request, action):
    """The reminders go on."""
    found = scope.action_for(action, request.user)
    owner_pauses.end(recommendation_id=found.pk, by=request.user)
    messages.success(request, "The reminders go on.")
    return redirect("panels:action", found.pk)


@require_POST
def send_link(request, action):
    """The owner is asked by email."""
    found = _followed(request, action)
    owner_links.send(recommendation_id=found.pk, by=request.user)
    messages.success(request, "The owner is asked by email. The link works for one answer.")
    return redirect("panels:action", found.pk)


@require_POST
def end_link(request, action):
    """The link stops working."""
    found = _followed(request, action)
    owner_links.revoke(recommendation_id=found.pk, by=request.user)
    messages.success(request, "The link no longer works.")
    return redirect("panels:action", found.pk)


def _followed(request, key):
    found = scope.action_for(key, request.user)
    pages.may_follow(found, request.user)
    return found
