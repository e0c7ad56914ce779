"""The pages of an agency respondent with an account: own requests, one answer. Nothing else of the case is here."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.presenters import answers as presenter
from cases.selectors import requests as selectors
from cases.selectors import scope
from cases.views import desk, request_forms
from cases.views.desk import Desk
from common.paging import walk

PAGE = 25
FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request):
    """The requests addressed to this person."""
    panel = current_panel(request)
    policy.own_requests(panel, request.user)
    page = walk(request, selectors.own(request.user, panel), PAGE)
    return render(request, "cases/answers.html", {"page": page, "table": presenter.own_table(page.object_list)})


def _desk(request, key) -> Desk:
    found = scope.own_request(key, request.user)
    policy.answer_request(found, request.user)
    return Desk(found, request.user)


@FORM
def answer(request, info_request):
    """One request: what is asked about which child, and the answer while it can be changed."""
    return desk.page(request, _desk(request, info_request))


@FORM
def pass_on(request, info_request):
    """Hands the request to a colleague."""
    return desk.pass_on(request, _desk(request, info_request))


@require_safe
def copy(request, info_request):
    """A copy of what was sent."""
    return desk.copy(request, _desk(request, info_request))


@require_POST
def detach(request, info_request, attachment):
    """Takes a file back before the answer is sent."""
    return desk.detach(request, _desk(request, info_request), attachment)


@require_safe
def file(request, info_request, attachment):
    """One's own file again."""
    return desk.file(_desk(request, info_request), attachment)


@require_POST
def form_begin(request, info_request):
    """Begins the form that is asked for."""
    return request_forms.begin(_desk(request, info_request))


@FORM
def form(request, info_request, page):
    """A page of the whole form."""
    return request_forms.page(request, _desk(request, info_request), page)


@FORM
def form_section(request, info_request, section):
    """One section of the form."""
    return request_forms.section(request, _desk(request, info_request), section)


@require_POST
def form_autosave(request, info_request, section):
    """What a section sends by itself."""
    return request_forms.autosave(request, _desk(request, info_request), section)
