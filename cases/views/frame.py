"""What every page of a case shares: who it is about, the tabs, and pages with one form."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import policy
from cases.identity.models import Child
from cases.identity.selectors import child_of
from cases.models import Case
from cases.presenters import case as presenter
from cases.presenters.links import tabs, to
from cases.selectors import case_page
from cases.selectors.scope import case_for, look_at
from common.components import Link
from common.policy import allowed


def frame(request: HttpRequest, case: Case, tab: str, seen: Child | None = None) -> dict:
    """The identity bar, the tabs and the way back; the look at the identity is recorded.

    ``seen`` is the child where the page has read it, and recorded that, before.
    """
    child = seen or child_of(case, by=request.user, purpose="Case work")
    return {
        "case": case,
        "child": child,
        "bar": presenter.identity_bar(case, child, case_page.key_worker(case)),
        "case_tabs": tabs(case, tab),
        "trail": [Link("Work list", reverse("cases:worklist"))],
        "may_manage": allowed(policy.manage, case, request.user),
        "may_contribute": allowed(policy.contribute, case, request.user),
        "may_draft": allowed(policy.draft_analysis, case, request.user),
    }


def tab_page(request: HttpRequest, key, tab: str, template: str, context: Callable) -> HttpResponse:
    """One tab of a case: found in scope, recorded, drawn. ``context`` is given the case and its child."""
    case = look_at(key, request.user)
    shared = frame(request, case, tab)
    return render(request, f"cases/{template}.html", {**shared, **context(case, shared["child"])})


def find(request: HttpRequest, key, rule: Callable = policy.manage) -> Case:
    """A case in scope, for somebody whom ``rule`` lets change it."""
    case = case_for(key, request.user)
    rule(case, request.user)
    return case


def form_page(
    request: HttpRequest,
    case: Case,
    form,
    *,
    tab: str,
    heading: str,
    act: Callable[[dict], object],
    done: str,
    back: str = "",
    template: str = "form",
    only_check: bool = False,
    seen: Child | None = None,
    **context,
) -> HttpResponse:
    """A page with one form: shows it, or acts and goes back to the tab. ``only_check`` shows what was typed again."""
    back = back or to(tab, case)
    if request.method == "POST" and form.is_valid() and not only_check:
        act(form.cleaned_data)
        messages.success(request, done)
        return redirect(back)
    form.cancel_url = back
    page = {**frame(request, case, tab, seen), "form": form, "heading": heading, **context}
    return render(request, f"cases/{template}.html", page)
