"""The queue of cases whose time is over, one row of it, and what can be decided."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.views.mixins import panel_of
from cases import policy
from cases.actions import retention as actions
from cases.forms import retention as forms
from cases.models import Disposal
from cases.presenters import retention as presenter
from cases.selectors import retention as selectors
from common.paging import walk
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 25


@require_safe
def listing(request):
    """What waits, what was decided, and which cases are held."""
    panel = panel_of(request)
    policy.decide_retention(panel, request.user)
    page = walk(request, selectors.waiting(request.user, panel), PAGE)
    context = {
        "rule": presenter.rule_words(selectors.rule_of(panel)),
        "page": page,
        "waiting": presenter.waiting(page.object_list),
        "settled": presenter.settled(selectors.settled(request.user, panel)[:PAGE]),
        "holds": presenter.holds(selectors.holds(request.user, panel)),
    }
    return render(request, "cases/retention/list.html", context)


@require_safe
def one(request, disposal):
    """The rule, what was said and done, what stands against an erasure, and what can be decided."""
    row = selectors.one(disposal, request.user)
    context = {
        "row": row,
        "tag": presenter.tag(row),
        "facts": presenter.facts(row, selectors.case_url(row.case, request.user)),
        "stops": selectors.stopped(row.case) if row.state != Disposal.State.ERASED else [],
        "deeds": presenter.deeds(row, allowed(policy.approve_erasure, row, request.user)),
    }
    return render(request, "cases/retention/one.html", context)


@FORM
def keep(request, disposal):
    """For longer, with a day and a reason."""
    return _decide(request, disposal, forms.KeepForm, actions.keep, "Keep the case for longer", "The case is kept")


@FORM
def propose(request, disposal):
    """The first of two people."""
    words = ("Propose to erase the case", "The erasure is proposed. Somebody else has to approve it")
    return _decide(request, disposal, forms.ProposeForm, actions.propose, *words)


@FORM
def approve(request, disposal):
    """The second of two people."""
    policy.approve_erasure(selectors.one(disposal, request.user), request.user)
    words = ("Approve the erasure", "The erasure is approved. It can be called back for 14 days")
    return _decide(request, disposal, forms.ApproveForm, actions.approve, *words)


@FORM
def call_back(request, disposal):
    """Until it is carried out."""
    words = ("Call the erasure back", "The erasure was called back")
    return _decide(request, disposal, forms.CallBackForm, actions.call_back, *words)


def _decide(request, disposal, form_class, action, heading: str, done: str):
    row = selectors.one(disposal, request.user)
    form = form_class(request.POST or None, initial={"version": row.version})
    form.cancel_url = reverse("cases:retention_one", args=[row.pk])
    if request.method == "POST" and form.is_valid():
        action(disposal_id=row.pk, by=request.user, **form.cleaned_data)
        messages.success(request, done)
        return redirect("cases:retention_one", row.pk)
    context = {"form": form, "heading": heading, "caption": row.case.reference, "erases": form.submit_kind == "warning"}
    return render(request, "cases/retention/decide.html", context)


@FORM
def hold(request):
    """A case that must not be erased, whether its time is over or not."""
    panel = panel_of(request)
    policy.decide_retention(panel, request.user)
    form = forms.HoldForm(request.POST or None)
    form.cancel_url = reverse("cases:retention")
    if request.method == "POST" and form.is_valid() and _held(request, panel, form):
        messages.success(request, "The legal hold has been placed")
        return redirect("cases:retention")
    return render(request, "cases/retention/decide.html", {"form": form, "heading": "Place a legal hold"})


def _held(request, panel, form) -> bool:
    case = selectors.to_hold(form.cleaned_data["reference"], panel, request.user)
    if case is None:
        form.not_found()
        return False
    data = {name: form.cleaned_data[name] for name in ("new_id", "reason")}
    actions.place_hold(case_id=case.pk, by=request.user, **data)
    return True


@FORM
def hold_end(request, legal_hold):
    """The case is open to a decision again."""
    found = selectors.hold(legal_hold, request.user)
    form = forms.EndHoldForm(request.POST or None, initial={"version": found.version})
    form.cancel_url = reverse("cases:retention")
    if request.method == "POST" and form.is_valid():
        actions.end_hold(hold_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The legal hold has been ended")
        return redirect("cases:retention")
    context = {"form": form, "heading": "End the legal hold", "caption": found.case.reference}
    return render(request, "cases/retention/decide.html", context)
