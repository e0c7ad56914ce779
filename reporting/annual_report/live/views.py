"""Pages of what texts refer to: figures to find, sources, abbreviations."""

from dataclasses import asdict

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from reporting.annual_report import actions, selectors
from reporting.annual_report.live import pages, reading, registers
from reporting.annual_report.live.forms import NewSourceForm, NewTermForm, RemoveForm, SearchForm, SourceForm, TermForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def find(request, report):
    """Figures by words, each with how it is typed; as data for the editor's own list."""
    found = selectors.report_for(request.user, report)
    form = SearchForm(request.GET)
    query = form.cleaned_data["q"] if form.is_valid() else ""
    rows = reading.search(found, query)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"found": [asdict(one) for one in rows]})
    context = {"report": found, "form": form, "query": query, "found": rows}
    return render(request, "reporting/report/find.html", context)


@form_page
def sources(request, report):
    """What the panel's reports cite; POST adds one."""
    found = selectors.report_for(request.user, report)
    form = NewSourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_source(panel=found.panel, by=request.user, **form.cleaned_data)
        messages.success(request, "The source is added.")
        return redirect("reporting:report_sources", found.pk)
    table = pages.sources_table(registers.sources(found.panel_id))
    return render(request, "reporting/report/sources.html", {"report": found, "table": table, "form": form})


@form_page
def source(request, source):
    """Corrects a source."""
    found = registers.source_for(request.user, source)
    initial = {name: getattr(found, name) for name in ("words", "url", "read_on", "version")}
    form = SourceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.save_source(source_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The source is saved.")
        return redirect("reporting:reports")
    return _form_page(request, form, f"Source: {found.key}", reverse("reporting:report_source_remove", args=[found.pk]))


@form_page
def remove_source(request, source):
    """Asks before a source goes, with the texts that cite it; POST removes it."""
    found = registers.source_for(request.user, source)
    form = RemoveForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        actions.remove_source(source_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"The source “{found.key}” is removed.")
        return redirect("reporting:reports")
    words = {"what": registers.printed(found), "used": registers.citing(found), "cited": True}
    return _remove_page(request, form, f"Remove the source “{found.key}”", words)


@form_page
def remove_term(request, term):
    """Asks before an abbreviation goes, with the texts in which it stands; POST removes it."""
    found = registers.term_for(request.user, term)
    form = RemoveForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        actions.remove_term(term_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"The abbreviation “{found.short}” is removed.")
        return redirect("reporting:reports")
    words = {"what": found.full, "used": registers.using(found)}
    return _remove_page(request, form, f"Remove the abbreviation “{found.short}”", words)


@form_page
def terms(request, report):
    """The panel's own abbreviations; POST adds one."""
    found = selectors.report_for(request.user, report)
    form = NewTermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_term(panel=found.panel, by=request.user, **form.cleaned_data)
        messages.success(request, "The abbreviation is added.")
        return redirect("reporting:report_terms", found.pk)
    context = {"report": found, "form": form} | pages.terms_page(registers.terms(found.panel_id))
    return render(request, "reporting/report/terms.html", context)


@form_page
def term(request, term):
    """Corrects an abbreviation."""
    found = registers.term_for(request.user, term)
    form = TermForm(request.POST or None, initial={"full": found.full, "version": found.version})
    if request.method == "POST" and form.is_valid():
        actions.save_term(term_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The abbreviation is saved.")
        return redirect("reporting:reports")
    way_out = reverse("reporting:report_term_remove", args=[found.pk])
    return _form_page(request, form, f"Abbreviation: {found.short}", way_out)


def _form_page(request, form, heading: str, remove_url: str):
    form.cancel_url = reverse("reporting:reports")
    context = {"form": form, "heading": heading, "remove_url": remove_url}
    return render(request, "reporting/report/register_row.html", context)


def _remove_page(request, form, heading: str, words: dict):
    form.cancel_url = reverse("reporting:reports")
    return render(request, "reporting/report/register_remove.html", {"form": form, "heading": heading} | words)
