"""Pages of publications: editions of a report, one edition, its steps, its check, its files."""

from django.contrib import messages
from django.http import FileResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.documents.html import context_of
from reporting.annual_report import selectors as reports
from reporting.annual_report.document import build
from reporting.annual_report.publishing import actions, pages, policy, selectors, verifying
from reporting.annual_report.publishing.forms import PrepareForm, ReasonForm, StepForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def listing(request, report):
    """The editions of a report, and the way to prepare another."""
    found = reports.report_for(request.user, report)
    editions = selectors.publications_of(found)
    form = PrepareForm(request.POST or None, corrects=pages.corrects(editions))
    if request.method == "POST" and form.is_valid():
        made = actions.prepare(report_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The edition is being prepared. This page shows how far it is.")
        return redirect("reporting:publication", made.pk)
    context = pages.list_page(found, editions, request.user) | {"form": form}
    return render(request, "reporting/publications/list.html", context)


@require_safe
def detail(request, publication):
    """One edition: its state, who answers for it, its files, what has changed since."""
    found = selectors.publication_for(request.user, publication, whole=True)
    policy.read(request.user, found)
    differences, corrections = selectors.differences_of(found), selectors.corrections_of(found)
    references = selectors.references_of(differences or corrections, request.user)
    context = pages.detail_page(found, request.user, differences, corrections, references)
    return render(request, "reporting/publications/detail.html", context)


@require_safe
def status(request, publication):
    """How far the preparation is, for the script of the page."""
    return JsonResponse(pages.progress(selectors.publication_for(request.user, publication)))


def _step(name: str, action, said: str):
    """A view that takes one step: the button's form carries the version that the reader saw."""

    @require_POST
    def view(request, publication):
        found = selectors.publication_for(request.user, publication)
        pages.may(name, request.user, found)
        form = StepForm(request.POST)
        if form.is_valid():
            action(publication_id=found.pk, by=request.user, **form.cleaned_data)
            messages.success(request, said)
        return redirect("reporting:publication", found.pk)

    return view


restart = _step("restart", actions.restart, "The edition is being prepared again.")
send = _step("send", actions.send_for_review, "The edition is with the chair.")
approve = _step("approve", actions.approve, "The edition is approved.")
publish = _step("publish", actions.publish, "The edition is published. Its figures, texts and files stay as they are.")


def _with_reason(name: str, said: str):
    """A view that asks for a reason and then takes the step."""

    @form_page
    def view(request, publication):
        found = selectors.publication_for(request.user, publication)
        form = ReasonForm(request.POST or None, initial={"version": found.version})
        words = pages.reason_page(form, found, name, request.user)
        if request.method == "POST" and form.is_valid():
            getattr(actions, name)(publication_id=found.pk, by=request.user, **form.cleaned_data)
            messages.success(request, said)
            return redirect("reporting:publication", found.pk)
        return render(request, "reporting/publications/reason.html", words)

    return view


withdraw = _with_reason("withdraw", "The edition is withdrawn.")
send_back = _with_reason("send_back", "The edition is sent back.")
override = _with_reason("override", "The edition is prepared without regard to earlier ones. The chair has to agree.")


@form_page
def check(request, publication):
    """Makes an edition again from what was frozen, and compares."""
    found = selectors.frozen_for(request.user, publication)
    policy.read(request.user, found)
    checks = verifying.check(found) if request.method == "POST" else []
    if checks:
        actions.note_check(publication=found, holds=all(one.holds for one in checks), by=request.user)
    context = pages.check_page(found, checks) | {"form": StepForm(initial={"version": found.version})}
    return render(request, "reporting/publications/check.html", context)


@require_safe
def replay(request, publication):
    """The public edition on screen, from what was frozen: every figure as of its date."""
    found = selectors.frozen_for(request.user, publication)
    policy.read(request.user, found)
    context = context_of(build(found.public)) | pages.heading(found)
    return render(request, "reporting/publications/replay.html", context)


@require_safe
def download(request, published_file):
    """A file of an edition. The trail says who took it."""
    found = selectors.file_for(request.user, published_file)
    ready = actions.download(file_id=found.pk, by=request.user)
    return FileResponse(ready.file.open("rb"), as_attachment=True, filename=ready.name)
