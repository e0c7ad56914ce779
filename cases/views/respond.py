"""Answering one request by link, without an account: the link, the code beside it, and the pages they open.

The secret stands in one address only, which shows a button and looks nothing up; every other page is found through the
session. Whatever is wrong with a link answers alike.
"""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.recording import PUBLIC
from cases import respondents
from cases.actions import links
from cases.forms.requests import AccessCodeForm
from cases.views import desk, request_forms
from cases.views.desk import Desk
from cases.views.respond_session import AUTOSAVE, CODE, PRESS, SAVE, enter, leave, limited, press, pressed, with_request
from common.unreferred import unreferred

FORM = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@unreferred
@FORM
@limited(PRESS)
def link(request, token: str):
    """Shows a button; pressing it goes on to the code. Looking at the page, as mail scanners do, changes nothing."""
    if request.method != "POST":
        return render(request, "cases/respond/link.html")
    found = respondents.open_link(token)
    if found is None:
        links.send_fresh_for(token=token, by=PUBLIC)
        return redirect("cases:respond_over")
    press(request, found)
    return redirect("cases:respond_code")


@login_not_required
@FORM
@limited(CODE)
def code(request):
    """Asks for the six digits that came by another way, or for signing in."""
    found = pressed(request)
    if found is None:
        return redirect("cases:respond_over")
    form = AccessCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if links.use(link_id=found.pk, code=form.cleaned_data["code"], by=PUBLIC):
            enter(request, found)
            return redirect("cases:respond")
        form.add_error("code", "This code is wrong or no longer works")
    return render(request, "cases/respond/code.html", {"form": form, "info": found.request})


@login_not_required
@require_safe
def over(request):
    """A link that does not work, or a session that has ended: one page for all of it."""
    return render(request, "cases/respond/over.html")


def _desk(found) -> Desk:
    return Desk(found.request, respondents.LinkHolder(found), by_link=True)


@login_not_required
@FORM
@limited(SAVE)
@with_request
def answer(request, held):
    """The one request of this session."""
    return desk.page(request, _desk(held))


@login_not_required
@FORM
@limited(SAVE)
@with_request
def pass_on(request, held):
    """Hands the request to a colleague; this session is over then."""
    return desk.pass_on(request, _desk(held))


@login_not_required
@require_safe
@with_request
def copy(request, held):
    """A copy of what was sent."""
    return desk.copy(request, _desk(held))


@login_not_required
@require_POST
@with_request
def detach(request, held, attachment):
    """Takes a file back before the answer is sent."""
    return desk.detach(request, _desk(held), attachment)


@login_not_required
@require_safe
@with_request
def file(request, held, attachment):
    """One's own file again."""
    return desk.file(_desk(held), attachment)


@login_not_required
@require_POST
@limited(SAVE)
@with_request
def form_begin(request, held):
    """Begins the form that is asked for."""
    return request_forms.begin(_desk(held))


@login_not_required
@FORM
@limited(SAVE)
@with_request
def form(request, held, page):
    """A page of the whole form."""
    return request_forms.page(request, _desk(held), page)


@login_not_required
@FORM
@limited(SAVE)
@with_request
def form_section(request, held, section):
    """One section of the form."""
    return request_forms.section(request, _desk(held), section)


@login_not_required
@require_POST
@limited(AUTOSAVE)
@with_request
def form_autosave(request, held, section):
    """What a section sends by itself."""
    return request_forms.autosave(request, _desk(held), section)


@login_not_required
@require_POST
def finish(request):
    """Closes the request in this browser."""
    leave(request)
    return render(request, "cases/respond/left.html")
