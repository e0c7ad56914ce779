"""The reader of a text: its remarks while somebody types, and the reason for which one stands."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from reporting.annual_report import actions, selectors
from reporting.annual_report.forms import LONGEST
from reporting.annual_report.linting import gate, pages
from reporting.annual_report.linting.forms import AcceptForm
from reporting.annual_report.live import reading


@require_POST
def check(request, section):
    """The panel for the text as it is typed now. Nothing is saved."""
    found = selectors.section_for(request.user, section)
    text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
    editions = reading.editions_for(found.report, text)
    remarks = gate.remarks_of(found, text, editions)
    opens = pages.opener(request.user, found.report)
    panel = pages.panel(remarks, gate.accepted(found), reading.chips_of(text, editions), opens)
    return render(request, "reporting/report/remarks.html", {"section": found, "remarks": panel})


@require_POST
def accept(request, section):
    """Asks for the reason for which a remark stands, and keeps it."""
    found = selectors.section_for(request.user, section)
    first = {name: request.POST.get(name, "") for name in ("code", "words")}
    asked = "reason" in request.POST
    form = AcceptForm(request.POST) if asked else AcceptForm(initial=first)
    form.cancel_url = reverse("reporting:report_section", args=[found.pk])
    if asked and form.is_valid():
        actions.accept_remark(section_id=found.pk, by=request.user, **form.cleaned_data)
        messages.success(request, "The remark is settled, with your reason.")
        return redirect("reporting:report_section", found.pk)
    context = {"form": form, "heading": f"Let “{first['words']}” stand", "caption": selectors.about(found).title}
    return render(request, "layouts/form_page.html", context)
