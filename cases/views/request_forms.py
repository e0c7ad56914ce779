"""The statutory form that a request asks for, as the person who was asked fills it in: the pages of ``form_pages``."""

import uuid
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cases.actions import responses
from cases.selectors import responses as selectors
from cases.views import form_pages, form_sections
from cases.views.desk import Desk
from cases.views.form_desk import FormDesk

PAGES = {
    "overview": form_pages.overview,
    "check": form_pages.check,
    "print": partial(form_pages.read, template="print"),
    "carry": form_pages.carry,
}
"""The pages of a whole form, by the name that an address gives them."""


def _address(desk: Desk, page: str, **keys) -> str:
    """The address of a page: ``own_form_check`` signed in, ``respond_form_check`` by link."""
    prefix, own = ("respond", {}) if desk.by_link else ("own", {"info_request": desk.found.pk})
    return reverse(f"cases:{prefix}_form_{page}", kwargs={**own, **keys})


def _form_desk(desk: Desk) -> FormDesk:
    row = selectors.of_request(desk.found)
    if row is None:
        raise Http404
    return FormDesk(row, desk.by, partial(_address, desk), desk.url("page"))


def begin(desk: Desk) -> HttpResponse:
    """Begins the form, or goes on with it."""
    found = desk.found
    if found.state != found.State.ASKED:
        return redirect(desk.url("page"))
    responses.begin(case_id=found.case_id, new_id=uuid.uuid4(), form=found.form, by=desk.by, request=found)
    return redirect(_address(desk, "overview"))


def page(request: HttpRequest, desk: Desk, name: str) -> HttpResponse:
    """One of the pages of the whole form."""
    return PAGES[name](request, _form_desk(desk))


def section(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """One section."""
    return form_sections.section(request, _form_desk(desk), key)


def autosave(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """What a section sends by itself."""
    return form_sections.autosave(request, _form_desk(desk), key)
