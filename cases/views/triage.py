"""The notifications of a panel and what becomes of each. The CDR manager's pages."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import duplicates, policy
from cases.actions import transfers, triage
from cases.forms.notification_base import ELSEWHERE
from cases.forms.transfers import NotificationTransferForm
from cases.forms.triage import (
    ANOTHER,
    AcceptForm,
    DuplicateForm,
    OutOfScopeForm,
    PutBackForm,
    TriageFilter,
)
from cases.identity import notified
from cases.presenters import triage as presenter
from cases.selectors import places
from cases.selectors import triage as selectors
from common.components import FilterGroup, Link
from common.dates import london
from common.paging import walk

PAGE = 25
PURPOSE = "Triage"
form_page = require_http_methods(["GET", "HEAD", "POST"])
AS_NOTIFIED = (
    "version", "died_on", "sex", "ethnicity", "place_of_death", "expectedness", "gestation_weeks",
    "birth_weight_grams",
)  # fmt: skip


def _url(found, name: str = "") -> str:
    return reverse(f"cases:triage_{name or 'one'}", kwargs={"notification": found.pk})


@require_safe
def listing(request):
    """The list of notifications, those that wait first."""
    panel = current_panel(request)
    if panel is None:
        raise Http404
    policy.triage(panel.pk, request.user)
    form = TriageFilter({"state": request.GET.get("state", "all")})
    rows = selectors.listed(request.user, panel, form.chosen)
    page = walk(request, rows, PAGE)
    children = notified.names_for(page.object_list, by=request.user, purpose=PURPOSE)
    waiting = [(row, children[row.pk]) for row in page.object_list if row.waits and row.pk in children]
    flags = duplicates.of_many(waiting, by=request.user)
    asked = selectors.scope_of_many(waiting, panel)
    labels = dict(form.fields["state"].choices)
    chosen = [FilterGroup("Show", [Link(labels[form.chosen], request.path)])] if form.chosen else []
    context = {
        "form": form,
        "chosen": chosen,
        "page": page,
        "waiting": selectors.waiting_count(request.user, panel),
        "table": presenter.table(page.object_list, children, flags, asked, _url),
    }
    return render(request, "cases/triage/list.html", context)


@require_safe
def one(request, notification):
    """Everything notified, what to settle, what may be the same death, and what can be decided."""
    found = selectors.one(request.user, notification)
    child = notified.child_of(found, by=request.user, purpose=PURPOSE)
    waits = found.waits
    suspected = duplicates.suspects(found, child, by=request.user) if waits else []
    context = {
        "notification": found,
        "name": child.name if child else "Name not known",
        "questions": selectors.scope_questions(found, child) if waits else [],
        "suspects": presenter.suspects(suspected, _case_url, _url, _merge_url(found)) if suspected else None,
        "choices": presenter.choices(found, lambda name: _url(found, name)),
        "history": presenter.history(selectors.decisions(found)),
        "case_url": _case_url(found.case) if found.case else "",
        **presenter.page(found, child),
    }
    return render(request, "cases/triage/one.html", context)


def _merge_url(found):
    keys = {"notification": found.pk}
    return lambda case: reverse("cases:merge_notification", kwargs={"case": case.pk, **keys})


def _case_url(case) -> str:
    return reverse("cases:case", kwargs={"case": case.pk})


@form_page
def accept(request, notification):
    """Opens a case after the facts were looked over."""
    found = selectors.one(request.user, notification)
    child = notified.child_of(found, by=request.user, purpose="Opening a case")
    initial = {name: getattr(found, name) for name in AS_NOTIFIED}
    place = places.find(child.postcode) if child and child.postcode else None
    area = found.local_authority_id or (place and place.area and place.area.pk) or ELSEWHERE
    initial |= {"born_on": child and child.born_on, "local_authority": area}
    received_on = london(found.received_at).date()
    form = AcceptForm(_data(request), areas=selectors.areas(found.panel), received_on=received_on, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {**form.facts(), "version": form.cleaned_data["version"]}
        case = triage.accept(notification_id=found.pk, by=request.user, **facts)
        messages.success(request, f"Case {case.reference} has been opened")
        return redirect(_case_url(case))
    words = {
        "heading": "Open a case",
        "introduction": "These facts count in the figures. Correct what was notified wrongly; ages are worked out.",
        "name": child.name if child else "",
        "postcode": child.postcode if child else "",
        "place": presenter.place_words(place),
    }
    return _form(request, found, form, words)


@form_page
def duplicate(request, notification):
    """Points the notification at the case that it repeats."""
    found = selectors.one(request.user, notification)
    child = notified.child_of(found, by=request.user, purpose="Looking for duplicates")
    suspected = duplicates.suspects(found, child, by=request.user)
    form = DuplicateForm(_data(request), suspects=suspected, initial={"version": found.version})
    words = {
        "heading": "Mark as a duplicate",
        "introduction": "Nothing is merged. The notification stays and points at the case.",
    }
    if request.method == "POST" and form.is_valid():
        case_id = _case_meant(request, found, form)
        if case_id:
            answers = {"version": form.cleaned_data["version"], "reason": form.cleaned_data["reason"]}
            triage.mark_duplicate(notification_id=found.pk, case_id=case_id, by=request.user, **answers)
            return _decided(request, found, "marked as a duplicate")
    return _form(request, found, form, words)


def _case_meant(request, found, form: DuplicateForm):
    if form.cleaned_data["case"] != ANOTHER:
        return form.cleaned_data["case"]
    case = selectors.case_with_reference(request.user, found.panel, form.cleaned_data["reference"])
    if case is None:
        form.add_error("reference", "Enter the reference of a case of this panel")
        return None
    return case.pk


@form_page
def out_of_scope(request, notification):
    """Not a death that is reviewed here."""
    words = {
        "heading": "Mark as out of scope",
        "introduction": "For a death that child death review does not cover. The notification is kept.",
    }
    return _decide(request, notification, OutOfScopeForm, triage.mark_out_of_scope, "marked as out of scope", words)


@form_page
def transfer(request, notification):
    """Another panel takes it over."""
    words = {
        "heading": "Transfer to another panel",
        "introduction": "This records what was agreed. Tell the other panel by its secure mailbox: nothing is sent.",
    }
    return _decide(request, notification, NotificationTransferForm, transfers.of_notification, "transferred", words)


@form_page
def put_back(request, notification):
    """A decision taken back."""
    words = {
        "heading": "Put back to waiting",
        "introduction": "The notification waits for triage again. The earlier decision stays in its history.",
    }
    return _decide(request, notification, PutBackForm, triage.put_back, "put back to waiting", words)


def _decide(request, notification, form_class, action, done: str, words: dict):
    found = selectors.one(request.user, notification)
    form = form_class(_data(request), initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        action(notification_id=found.pk, by=request.user, **form.cleaned_data)
        return _decided(request, found, done)
    return _form(request, found, form, words)


def _decided(request, found, done: str):
    messages.success(request, f"Notification {found.reference} has been {done}")
    return redirect("cases:triage")


def _form(request, found, form, words: dict):
    form.cancel_url = _url(found)
    return render(request, "cases/triage/form.html", {"notification": found, "form": form, "url": _url(found), **words})


def _data(request):
    return request.POST if request.method == "POST" else None
