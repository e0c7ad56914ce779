"""The panel's office fills in forms: the pages of ``form_pages`` and ``form_sections`` inside a case."""

import uuid
from functools import partial

from django.http import HttpRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases import policy
from cases.actions import responses
from cases.forms.responses import ReopenForm
from cases.models import FormResponse
from cases.presenters.links import to
from cases.selectors import responses as selectors
from cases.selectors.scope import case_for
from cases.views import form_pages, form_sections
from cases.views.form_desk import FormDesk
from cases.views.frame import find, form_page, frame
from common.policy import allowed

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGES = {"overview": "form", "section": "form_section", "autosave": "form_autosave", "check": "form_check",
         "print": "form_print", "carry": "form_carry"}  # fmt: skip


def address(response: FormResponse, page: str, **keys) -> str:
    """The address of a page of a form inside its case."""
    return to(PAGES[page], response.case, response=response.pk, **keys)


def desk(request: HttpRequest, key, response) -> FormDesk:
    """A form of a case in scope. The look at the child's name above it is recorded."""
    case = case_for(key, request.user)
    row = selectors.of_case(case, response)
    policy.read_response(row, request.user)
    shared = frame(request, case, "forms")
    if not row.is_draft and allowed(policy.manage, case, request.user):
        shared["reopen_url"] = to("form_reopen", case, response=row.pk)
    return FormDesk(row, request.user, partial(address, row), to("forms", case), "cases/layout.html", shared)


@require_POST
def begin(request, case, form):
    """Begins a form of the office's own, or goes on with it."""
    row = find(request, case, policy.contribute)
    made = responses.begin(case_id=row.pk, new_id=uuid.uuid4(), form=form, by=request.user)
    return redirect(address(made, "overview"))


@require_safe
def overview(request, case, response):
    """The sections of a draft, or a sent form to read."""
    return form_pages.overview(request, desk(request, case, response))


@FORM
def section(request, case, response, section):
    """One section."""
    return form_sections.section(request, desk(request, case, response), section)


@require_POST
def autosave(request, case, response, section):
    """What a section sends by itself."""
    row = selectors.of_case(case_for(case, request.user), response)
    return form_sections.autosave(request, FormDesk(row, request.user, partial(address, row), ""), section)


@FORM
def check(request, case, response):
    """All answers before they are sent, and the sending."""
    return form_pages.check(request, desk(request, case, response))


@require_safe
def printed(request, case, response):
    """The whole form on paper."""
    return form_pages.read(request, desk(request, case, response), "print")


@FORM
def carry(request, case, response):
    """A draft taken over to the newest version."""
    return form_pages.carry(request, desk(request, case, response))


@FORM
def reopen(request, case, response):
    """A sent form made a draft again."""
    row = find(request, case)
    found = selectors.of_case(row, response)
    form = ReopenForm(request.POST or None, initial={"version": found.version})
    return form_page(
        request,
        row,
        form,
        tab="forms",
        heading="Reopen the form",
        warning="What the form gave to the case stays. The form can be changed until it is sent again.",
        act=lambda data: responses.reopen(response_id=found.pk, by=request.user, **data),
        done="The form is open again",
        back=address(found, "overview"),
    )
