"""The owner of a recommendation answers by link. Public; opening the link shows a button and nothing else."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods

from cases import owners
from cases.actions import owner_links
from cases.forms.recommendations import OwnerForm
from common.throttle import Limit, over
from common.unreferred import unreferred
from panels.forms.followup import ConfirmLinkForm

FORM = require_http_methods(["GET", "HEAD", "POST"])
LINK, DONE = "owner_link", "owner_answered"
LIMIT = Limit("owner-link", per_source=60, overall=3000, seconds=3600)


def _public(view):
    """Not signed in, never kept, not too often."""

    @login_not_required
    @FORM
    @wraps(view)
    def answered(request, *args, **kwargs) -> HttpResponse:
        wait = over(request, LIMIT)
        response = render(request, "429.html", status=429) if wait else view(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    return answered


@unreferred
@_public
def open_link(request, owner_token):
    """A button, so that a program that follows links in mail reads and uses up nothing."""
    link = owners.open_link(owner_token)
    if link is None:
        return render(request, "panels/owner_over.html", status=404)
    form = ConfirmLinkForm(request.POST or None)
    if request.method == "POST":
        request.session.cycle_key()  # whoever knew the session before does not know it now
        request.session[LINK] = str(link.pk)
        return redirect("panels:owner_answer")
    return render(request, "panels/owner_open.html", {"form": form, "panel_name": link.recommendation.panel.name})


@_public
def answer(request):
    """The recommendation that the link is for, and its answer."""
    if request.session.pop(DONE, False):
        return render(request, "panels/owner_done.html")
    link = owners.link_in_session(request.session.get(LINK, ""))
    if link is None:
        return render(request, "panels/owner_over.html", status=404)
    row = link.recommendation
    form = OwnerForm(request.POST or None, initial={"version": row.version}, state=row.state)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        owner_links.answer(
            link_id=link.pk, version=given["version"], state=given["state"], words=given["answer"],
            by=owners.OwnerByLink(link),
        )  # fmt: skip
        del request.session[LINK]
        request.session[DONE] = True
        return redirect("panels:owner_answer")
    return render(request, "panels/owner_answer.html", {"form": form, "action": row})
