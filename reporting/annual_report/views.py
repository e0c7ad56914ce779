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
from reporting.annual_report.models import Export
from reporting.annual_report.previews import preview_of

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
    about = selectors.about(found)
    form = _section_form(request.POST or None, found, about)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_section(section_id=found.pk, by=request.user, **form.cleaned_data)
        except Stale:
            return _clash(request, found.pk, about)
        messages.success(request, f"“{about.title}” is saved.")
        return redirect("reporting:report", found.report_id)
    return render(request, "reporting/report/section.html", _section_page(found, about, form))


def _section_form(data, found, about) -> SectionForm:
    form = SectionForm(data, initial={"text": found.text, "version": found.version})
    form.fields["text"].label = about.title
    form.cancel_url = reverse("reporting:report", args=[found.report_id])
    return form


def _section_page(found, about, form) -> dict:
    year = pages.label(found.report.year)
    return {"section": found, "about": about, "form": form, "year": year, "versions": found.version > 1}


def _clash(request, key, about):
    """The author's own text, still in its field, beside what somebody else has saved meanwhile."""
    now = selectors.section_for(request.user, key)
    data = request.POST.copy()
    data["version"] = now.version
    form = _section_form(data, now, about)
    form.submit_label = "Save mine, having compared the two"
    context = _section_page(now, about, form) | {"theirs": now}
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
    context = {"section": found, "about": about, "version": version, "form": form}
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


@require_safe
def download(request, export):
    """A ready file. The trail says who took it."""
    found = selectors.export_for(request.user, export)
    ready = actions.download(export_id=found.pk, by=request.user)
    return FileResponse(ready.file.open("rb"), as_attachment=True, filename=ready.file_name)
