"""Pages of the panel's Word template."""

import io

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from common.dates import london
from common.documents import rendering
from common.downloads import download as sent
from common.files import DOCX
from reporting.annual_report import actions, policy
from reporting.annual_report import selectors as reports
from reporting.annual_report.word_template import pages, selectors
from reporting.annual_report.word_template import trial as invented
from reporting.annual_report.word_template.forms import RemoveForm, TemplateForm

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def keep(request, report):
    """The template in use; POST takes another in its place."""
    found = reports.report_for(request.user, report)
    context = pages.page(found, request.user)
    replaces = context["template"].pk if context["template"] else None
    form = TemplateForm(request.POST or None, request.FILES or None, initial={"replaces": replaces})
    if request.method == "POST":
        policy.keep_template(request.user, found.panel)
        if form.is_valid():
            actions.add_template(panel=found.panel, by=request.user, **form.cleaned_data)
            messages.success(request, "The next Word files are made with this template. Try it before you need it.")
            return redirect("reporting:word_templates", found.pk)
    return render(request, "reporting/report/word_template.html", context | {"form": form})


@require_safe
def trial(request, report):
    """A short invented report in the template that is in use."""
    found = reports.report_for(request.user, report)
    policy.write(request.user, found)
    template = selectors.in_use(found.panel_id)
    made = invented.document(found.panel.name, london(timezone.now()).date().isoformat())
    content = rendering.make(made, "docx", selectors.content_of(template) if template else None)
    return sent(io.BytesIO(content), name="trial-of-the-template.docx", content_type=DOCX)


@require_safe
def download(request, word_template):
    """A template as it is kept."""
    found = selectors.template_for(request.user, word_template)
    return sent(found.file.open("rb"), name=found.file_name, content_type=DOCX)


@form_page
def remove(request, word_template):
    """Asks before the service goes back to its own styles; POST removes the template."""
    found = selectors.template_for(request.user, word_template)
    policy.keep_template(request.user, found.panel)
    form = RemoveForm(request.POST or None, initial={"version": found.version})
    if request.method == "POST" and form.is_valid():
        actions.remove_template(template_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The template is removed. Word files are made in the service's own styles again.")
        return redirect("reporting:reports")
    form.cancel_url = reverse("reporting:reports")
    return render(request, "reporting/report/word_template_remove.html", {"form": form, "template": found})
