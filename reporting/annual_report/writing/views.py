"""Pages around a section: owner, state, last year's text, comments."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reporting.annual_report import actions, selectors
from reporting.annual_report.writing import differences, pages
from reporting.annual_report.writing.forms import CommentForm, LastYearForm, OwnerForm, SettleForm, StepForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def owner(request, section):
    """Says whose section it is."""
    found = selectors.section_for(request.user, section)
    form = OwnerForm(request.POST, writers=selectors.writers_of(found.report))
    if form.is_valid():
        actions.assign_section(section_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The owner is saved.")
    else:
        messages.error(request, "Select one of the people who write this report.")
    return redirect("reporting:report_section", found.pk)


@require_POST
def step(request, section):
    """Leads a section from state to state."""
    found = selectors.section_for(request.user, section)
    form = StepForm(request.POST)
    if form.is_valid():
        done = actions.take_step(section_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, f"The section is now: {done.get_state_display().lower()}.")
    return redirect("reporting:report_section", found.pk)


@form_page
def last_year(request, section):
    """Last year's text against this year's; POST puts it in."""
    found = selectors.section_for(request.user, section)
    about, text = selectors.about(found), selectors.last_years_text(found)
    form = LastYearForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        actions.start_from_last_year(section_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "Last year's text is in. Its live figures already show this year's values.")
        return redirect("reporting:report_section", found.pk)
    lines = differences.between(found.text, text)
    context = {"section": found, "about": about, "text": text, "lines": lines, "form": form}
    return render(request, "reporting/report/last_year.html", context)


@form_page
def comments(request, section):
    """What authors said about a section, and the way to say more."""
    found = selectors.section_for(request.user, section)
    form = CommentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.comment(section_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The comment is added.")
        return redirect("reporting:section_comments", found.pk)
    rows = pages.comment_rows(selectors.comments_of(found))
    context = {"section": found, "about": selectors.about(found), "rows": rows, "form": form}
    return render(request, "reporting/report/comments.html", context)


@require_POST
def settle(request, comment):
    """Settles a comment, or opens it again."""
    found = selectors.comment_for(request.user, comment)
    form = SettleForm(request.POST)
    if form.is_valid():
        actions.settle_comment(comment_id=found.pk, by=request.user, **form.cleaned_data)
    return redirect("reporting:section_comments", found.section_id)
