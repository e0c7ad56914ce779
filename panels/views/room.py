"""The reading room: the released papers on screen, all at once for printing, and as one file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from panels import policy
from panels.actions import packs
from panels.pages import room as pages
from panels.selectors import scope


@require_safe
def papers(request, meeting):
    """The room: every item this reader may read, with what they have read."""
    found = scope.meeting_for(meeting, request.user)
    return render(request, "panels/papers.html", pages.room(found, request.user))


@require_safe
def case(request, meeting, item):
    """One paper, anonymised."""
    found = scope.item_for(meeting, item, request.user)
    context = pages.paper(found, request.user)
    packs.read(meeting=found.meeting, pages=context["opened"], by=request.user)
    return render(request, "panels/case.html", context)


@require_safe
def everything(request, meeting):
    """Every paper on one page, for reading or printing in one go."""
    found = scope.meeting_for(meeting, request.user)
    context = pages.everything(found, request.user)
    packs.read(meeting=found, pages=context["opened"], by=request.user)
    return render(request, "panels/papers_all.html", context)


@require_safe
def download(request, meeting):
    """One tagged PDF for this reader."""
    found = scope.meeting_for(meeting, request.user)
    policy.download(found.panel, request.user)
    opened, document = pages.document(found, request.user)
    packs.download(meeting=found, pages=opened, by=request.user)
    answer = HttpResponse(pages.as_pdf(document), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="papers-{found.held_on:%Y-%m-%d}.pdf"'
    return answer


@require_safe
def readers(request, meeting):
    """Who has read which paper: for the manager and the chair."""
    found = scope.meeting_for(meeting, request.user)
    policy.lead(found.panel_id, request.user)
    return render(request, "panels/readers.html", pages.readers(found, request.user))
