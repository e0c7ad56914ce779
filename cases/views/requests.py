"""Information asked of agencies, as the panel's office works on it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import policy
from cases.actions import requests
from cases.forms.requests import AskForm, CancelForm, DueForm, ReceiveForm
from cases.identity.shared import professional_of
from cases.presenters import request_access as access
from cases.presenters import requests as presenter
from cases.presenters.links import to
from cases.presenters.proposals import needs_table
from cases.selectors import case_page, responses, scope
from cases.selectors.evidence import evidence_of
from cases.selectors.requests import around, look_at_return
from cases.views.frame import find, form_page, tab_page
from common.dates import add_working_days, today
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request, case):
    """All requests of a case."""

    def context(row, child):
        table = presenter.table(row, case_page.requests_of(row))
        return {"table": table, "needs": needs_table(evidence_of(row))}

    return tab_page(request, case, "case_requests", "requests", context)


@require_safe
def detail(request, case, info_request):
    """One request with its answer."""

    def context(row, child):
        found = look_at_return(row, info_request, by=request.user)
        beside = around(found)
        return {
            "access": access.access_rows(found, beside, allowed(policy.manage, row, request.user)),
            "history": access.history(beside),
            "form_url": _form_url(row, found),
            "paused": beside.pause,
            "second_contact": beside.second_contact,
            "info": found,
            "rows": presenter.rows(found),
            "documents": presenter.documents(found),
            "waiting": presenter.waits(found),
            "tag": presenter.tag(found),
        }

    return tab_page(request, case, "case_requests", "request", context)


def _form_url(row, found) -> str:
    """The form that answered the request, once it was sent."""
    response = responses.of_request(found)
    return to("form", row, response=response.pk) if response and not response.is_draft else ""


@FORM
def ask(request, case):
    """Asks another agency; a professional of the notification may be taken over."""
    row = find(request, case)
    initial = {"due_on": add_working_days(today(), row.panel.request_days), "form": "reporting"}
    initial |= presenter.from_professional(professional_of(row, request.GET.get("professional"), by=request.user))
    form = AskForm(request.POST or None, organisations=case_page.organisations(), initial=initial)
    return form_page(
        request,
        row,
        form,
        tab="case_requests",
        heading="Ask an agency for information",
        act=lambda data: requests.ask(case_id=row.pk, by=request.user, **data),
        done="The agency has been asked and an email is on its way",
    )


@require_POST
def chase(request, case, info_request):
    """Sends a reminder."""
    row = find(request, case)
    found = scope.request_of(row, info_request)
    requests.chase(request_id=found.pk, by=request.user)
    messages.success(request, f"A reminder to {found.respondent_name} is on its way")
    return redirect(to("request", row, info_request=found.pk))


def _form(request, case, info_request, make, *, heading: str, act, done: str):
    row = find(request, case)
    found = scope.request_of(row, info_request)
    return form_page(
        request,
        row,
        make(found),
        tab="case_requests",
        heading=heading,
        caption=str(found.organisation),
        act=lambda data: act(request_id=found.pk, by=request.user, **data),
        done=done,
        back=to("request", row, info_request=found.pk),
    )


@FORM
def cancel(request, case, info_request):
    """Takes the request back."""
    return _form(
        request,
        case,
        info_request,
        lambda found: CancelForm(request.POST or None, initial={"version": found.version}),
        heading="Cancel the request",
        act=requests.cancel,
        done="The request has been cancelled",
    )


@FORM
def due(request, case, info_request):
    """Agrees another date."""
    return _form(
        request,
        case,
        info_request,
        lambda found: DueForm(
            request.POST or None,
            asked_on=found.asked_on,
            initial={"version": found.version, "due_on": found.due_on},
        ),
        heading="Change the date the answer is due",
        act=requests.change_due,
        done="The date has been changed",
    )


@FORM
def receive(request, case, info_request):
    """Records an answer that came another way."""
    return _form(
        request,
        case,
        info_request,
        lambda found: ReceiveForm(
            request.POST or None, asked_on=found.asked_on, initial={"version": found.version, "on": today()}
        ),
        heading="Record an answer that came another way",
        act=requests.receive,
        done="The answer has been recorded",
    )
