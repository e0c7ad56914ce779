"""Pages that belong to no app: the way in, the health check, the statements."""

import sys

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_http_methods, require_safe

from accounts import policy
from accounts.context import site
from accounts.presenters.people import office_links
from accounts.views.mixins import panel_of
from cdop import outages
from cdop.running import looking, presenter
from cdop.running.findings import State, worst
from cdop.subject_access import actions as subject_access
from cdop.subject_access import presenter as naming
from cdop.subject_access.forms import SeekForm
from common import asked

SOUGHT = "person_sought"

ENDED = (
    "You were signed out while this was on its way, perhaps in another window. Sign in again and look whether what you"
    " sent was saved, before you send it again."
)


def failed(request):
    """What is said when something broke: 503 or 507 where it came from outside and passes, else 500."""
    outage = outages.of(sys.exc_info()[1])
    words = {"request_id": getattr(request, "id", "")}  # nothing else of the request: it may be what broke
    if outage is None:
        return HttpResponse(render_to_string("500.html", words), status=500)
    response = HttpResponse(render_to_string("503.html", {**words, "outage": outage}), status=outage.status)
    response.headers["Retry-After"] = str(outage.seconds)
    return response


def unreadable(request, exception):
    """What is said of a request that could not be read, or whose session ended before its answer."""
    reason = ENDED if isinstance(exception, SessionInterrupted) else ""
    return HttpResponse(render_to_string("400.html", {"reason": reason}), status=400)


@require_safe
def home(request):
    """Sends a person to the first page of their role."""
    links = site(request)["navigation"]
    return redirect(links[0].url) if links else render(request, "home.html")


@login_not_required
@require_safe
def live(request):
    """Whether the web process answers at all; looks at nothing else, so that no outage elsewhere has it killed."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request):
    """Whether the web process can do its work: 503 while the database is away or lacks tables of this version."""
    found = looking.ready()
    lines = "".join(f"{one.key}: {one.state.label.lower()}\n" for one in found)
    status = 200 if worst(found) == State.WELL else 503
    return HttpResponse(lines if status == 503 else "ok\n", content_type="text/plain", status=status)


@login_not_required
@require_safe
def measures(request):
    """Numbers for monitoring, to whoever shows the token; to everybody else the address does not exist."""
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not constant_time_compare(shown, settings.METRICS_TOKEN):
        raise Http404
    from cdop.running import metrics  # its library is loaded where monitoring asks, and nowhere else

    return HttpResponse(metrics.written(looking.all_of_it()), content_type=metrics.TYPE)


@require_safe
def running(request):
    """What runs and what does not, for administrators."""
    policy.administer(request.user, panel_of(request))
    context = {**presenter.page(looking.all_of_it()), "office": office_links("running")}
    return render(request, "running.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def named(request):
    """In which records a living person is named who asked what is kept about them. The name is never in an address."""
    panel = panel_of(request)
    policy.seek_person(request.user, panel)
    if request.method == "POST":
        asked.keep(request.session, SOUGHT, request.POST, ("sought", "request"))
        return redirect("named")
    form = SeekForm(asked.kept(request.session, SOUGHT))
    context = {"form": form}
    if form.is_valid():
        found = subject_access.search(panel=panel, by=request.user, **form.cleaned_data)
        context |= naming.page(found)
    return render(request, "named.html", context)


@login_not_required
@require_safe
def page(request, name: str):
    """A statement that stands in a template."""
    return render(request, f"pages/{name}.html")
