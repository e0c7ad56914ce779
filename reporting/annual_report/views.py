"""Pages of the annual report: years, sections, preview, files."""

from django.contrib import messages
from django.http import FileResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.dates import FinancialYear
from common.errors import Stale
from reporting.annual_report import actions, pages, policy, selectors
from reporting.annual_report.forms import BeginForm, FilesForm, PreviewForm, RestoreForm, SectionForm
from reporting.annual_report.linting import gate, helping
from reporting.annual_report.linting import pages as linting
from reporting.annual_report.live import reading
from reporting.annual_report.models import Export
from reporting.annual_report.previews import preview_of
from reporting.annual_report.writing import pages as writing
from reporting.annual_report.writing.merging import merge

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request):
    """The years whose report is begun, and the way to begin another."""
    panel = selectors.panel_of(request)
    years = selectors.years_to_begin(panel)
    form = BeginForm(years=years) if years else None
    table = pages.reports_table(selectors.reports_of(request.user, panel))
    return render(request, "reporting/report/list.html", {"table": table, "form": form})


@require_POST
def begin(request):
    """Begins the report of a year."""
    panel = selectors.panel_of(request)
    form = BeginForm(request.POST, years=selectors.years_to_begin(panel))
    if not form.is_valid():
        table = pages.reports_table(selectors.reports_of(request.user, panel))
        return render(request, "reporting/report/list.html", {"table": table, "form": form})
    year = FinancialYear.parse(form.cleaned_data["year"])
    return redirect("reporting:report", actions.open_report(panel=panel, year=year, by=request.user).pk)


@require_safe
def detail(request, report):
    """The sections of one report."""
    found = selectors.report_for(request.user, report)
    return render(request, "reporting/report/detail.html", pages.report_page(found, request.user))


@form_page
def section(request, section):
    """One section: read, write, save. Two people's texts never overwrite one another."""
    found = selectors.section_for(request.user, section)
    if any(name in request.POST for name in helping.HELPS):
        return _helped(request, found)
    form = _section_form(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        written = {name: form.cleaned_data[name] for name in ("version", "text")}
        try:
            saved = actions.save_section(section_id=found.pk, by=request.user, **written)
        except Stale:
            return _clash(request, found.pk, **written)
        _say_saved(request, saved)
        return redirect("reporting:report_section", found.pk)
    return render(request, "reporting/report/section.html", _section_page(request, found, form))


def _helped(request, found):
    """The text as it was typed, with what a button beside it does to it. Nothing is saved."""
    data = request.POST.copy()
    data["text"], complaint = helping.helped(data.get("text", ""), request.POST)
    query = data.get("query", "")
    context = _section_page(request, found, _section_form(data, found), text=data["text"])
    context |= {"query": query, "found": reading.search(found.report, query), "unsaved": True, "complaint": complaint}
    return render(request, "reporting/report/section.html", context)


def _say_saved(request, saved) -> None:
    title = selectors.about(saved.section).title
    if saved.merged:
        words = f"“{title}” is saved, with what somebody else wrote since you opened it. Read it through."
        messages.info(request, words)
    else:
        messages.success(request, f"“{title}” is saved.")


def _section_form(data, found) -> SectionForm:
    form = SectionForm(data, initial={"text": found.text, "version": found.version})
    form.fields["text"].label = selectors.about(found).title
    form.cancel_url = reverse("reporting:report", args=[found.report_id])
    form.helper.form_id = "section-form"
    return form


def _section_page(request, found, form, text: str | None = None) -> dict:
    text = found.text if text is None else text
    editions = reading.editions_for(found.report, f"{found.text} {text}")
    remarks = linting.panel(
        gate.remarks_of(found, text, editions),
        gate.accepted(found),
        reading.chips_of(text, editions),
        linting.opener(request.user, found.report),
    )
    beside = writing.beside(
        found,
        request.user,
        writers=selectors.writers_of(found.report),
        comments=list(selectors.comments_of(found)),
        last_year=selectors.last_years_text(found),
    )
    year = pages.label(found.report.year)
    return beside | {
        "reads": reading.page_of(found, editions),
        "remarks": remarks,
        "section": found,
        "about": selectors.about(found),
        "form": form,
        "year": year,
    }


def _clash(request, key, *, version: int, text: str):
    """What somebody else saved meanwhile and the author's own text together, with the passages that both changed."""
    now = selectors.section_for(request.user, key)
    merged = merge(selectors.base_of(now, version), now.text, text)
    form = _section_form({"text": merged.text, "version": now.version}, now)
    form.helper.submit_label = "Save both together"
    context = _section_page(request, now, form) | {"theirs": now, "passages": writing.clash_words(merged)}
    return render(request, "reporting/report/section.html", context, status=409)


@require_safe
def earlier(request, section):
    """The earlier texts of a section."""
    found = selectors.section_for(request.user, section)
    context = {"section": found, "about": selectors.about(found), "versions": found.versions.select_related("saved_by")}
    return render(request, "reporting/report/versions.html", context)


@form_page
def earlier_text(request, section, number):
    """One earlier text; POST makes it the present one again, and keeps the present one as earlier."""
    found = selectors.section_for(request.user, section)
    version, about = selectors.version_of(found, number), selectors.about(found)
    form = RestoreForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["version"]
        actions.save_section(section_id=found.pk, version=seen, text=version.text, by=request.user)
        messages.success(request, f"The earlier text of “{about.title}” is back.")
        return redirect("reporting:report_section", found.pk)
    change = writing.compared(version, selectors.followed_by(version))
    context = {"section": found, "about": about, "version": version, "form": form} | change
    return render(request, "reporting/report/version.html", context)


@require_safe
def preview(request, report):
    """The report as it stands now, on screen."""
    found = selectors.report_for(request.user, report)
    form = PreviewForm({"edition": request.GET.get("edition", Export.Edition.PUBLIC)})
    edition = form.cleaned_data["edition"] if form.is_valid() else Export.Edition.PUBLIC
    actions.note_preview(report=found, edition=edition, by=request.user)
    context = preview_of(found, edition) | {"report": found, "form": form, "year": pages.label(found.year)}
    return render(request, "reporting/report/preview.html", context)


@form_page
def files(request, report):
    """Files made and being made; the chair and the manager ask for more."""
    found = selectors.report_for(request.user, report)
    form = FilesForm(request.POST or None)
    if request.method == "POST":
        policy.make_files(request.user, found)
        if form.is_valid():
            actions.ask_exports(report_id=found.pk, by=request.user, **form.cleaned_data)
            messages.success(request, "The files are being made. This page shows how far they are.")
            return redirect("reporting:report_files", found.pk)
    return render(request, "reporting/report/files.html", pages.files_page(found, request.user) | {"form": form})


@require_safe
def status(request, report):
    """How far the files are, for the script of the page."""
    found = selectors.report_for(request.user, report)
    return JsonResponse(pages.progress(found))


@require_POST
def stop(request, export):
    """Stops a file that is not ready yet."""
    stopped = actions.stop(export_id=selectors.any_export_for(request.user, export).pk, by=request.user)
    messages.success(request, "The file is not made.")
    return redirect("reporting:report_files", stopped.report_id)


@require_safe
def download(request, export):
    """A ready file. The trail says who took it."""
    found = selectors.export_for(request.user, export)
    ready = actions.download(export_id=found.pk, by=request.user)
    return FileResponse(ready.file.open("rb"), as_attachment=True, filename=ready.file_name)
