"""How the person who is asked gets to a request: links, codes, and times without reminders. For the office."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cases.actions import codes, links, pauses
from cases.forms.requests import PauseForm
from cases.presenters.links import to
from cases.selectors import scope
from cases.views.frame import find, form_page, frame


def _found(request, case, info_request):
    row = find(request, case)
    return row, scope.request_of(row, info_request)


@require_POST
def renew_link(request, case, info_request):
    """A fresh link by email."""
    row, found = _found(request, case, info_request)
    links.renew(request_id=found.pk, by=request.user)
    messages.success(request, f"A fresh link to {found.respondent_name} is on its way")
    return redirect(to("request", row, info_request=found.pk))


@require_POST
def revoke_links(request, case, info_request):
    """Ends links, codes and what they opened."""
    row, found = _found(request, case, info_request)
    links.revoke(request_id=found.pk, by=request.user)
    messages.success(request, "The links and the code no longer work")
    return redirect(to("request", row, info_request=found.pk))


@require_POST
def give_code(request, case, info_request):
    """A code to read out, shown on this answer and never again."""
    row, found = _found(request, case, info_request)
    digits = codes.give_by_phone(request_id=found.pk, by=request.user)
    context = {"info": found, "code": digits, "back": to("request", row, info_request=found.pk)}
    return render(request, "cases/request_code.html", {**frame(request, row, "case_requests"), **context})


@require_POST
def send_code(request, case, info_request):
    """A code to the agency's second contact."""
    row, found = _found(request, case, info_request)
    codes.send_to_contact(request_id=found.pk, by=request.user)
    messages.success(request, "A code is on its way to the agency's second contact")
    return redirect(to("request", row, info_request=found.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request, case, info_request):
    """Rests the reminders, with a reason."""
    row, found = _found(request, case, info_request)
    return form_page(
        request,
        row,
        PauseForm(request.POST or None),
        tab="case_requests",
        heading="Pause the reminders",
        caption=str(found.organisation),
        act=lambda data: pauses.begin(request_id=found.pk, by=request.user, **data),
        done="The reminders are paused",
        back=to("request", row, info_request=found.pk),
    )


@require_POST
def resume(request, case, info_request):
    """Goes on with the reminders."""
    row, found = _found(request, case, info_request)
    pauses.end(request_id=found.pk, by=request.user)
    messages.success(request, "The reminders go on; the date moved by as long as the pause lasted")
    return redirect(to("request", row, info_request=found.pk))
