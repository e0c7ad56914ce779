"""What a form says about who the child is, brought over into the record by the CDR manager."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.forms.told import told_form
from cases.identity import settling, told
from cases.presenters.links import to
from cases.selectors import responses as selectors
from cases.views.frame import find, frame


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request, case, response):
    """Record and form side by side, one choice for each field that differs."""
    row = find(request, case)
    found = selectors.of_case(row, response)
    shared = frame(request, row, "forms")
    said = told.look_at(found, shared["child"], by=request.user)
    form = told_form(request.POST or None, comparison=said.comparison)
    form.cancel_url = to("forms", row)
    if request.method == "POST" and form.is_valid():
        taken = settling.settle(case_id=row.pk, response_id=found.pk, by=request.user, **form.answers())
        messages.success(request, "The record has been changed" if taken else "The record stays as it is")
        return redirect(to("forms", row))
    return render(request, "cases/forms/told.html", {**shared, "form": form, "said": said})
