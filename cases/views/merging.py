"""Possible duplicates of a case, and the merge of one into it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import duplicates
from cases.actions import merging
from cases.forms.merging import UndoForm, merge_form
from cases.identity.merging import compared
from cases.presenters import merging as presenter
from cases.presenters.links import to
from cases.selectors import merging as selectors
from cases.selectors import triage
from cases.selectors.scope import case_for
from cases.views.frame import find, form_page, frame

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request, case):
    """What may be the same death as this case, and what was merged into it."""
    row = find(request, case)
    shared = frame(request, row, "case")
    found = duplicates.of_case(row, shared["child"], by=request.user)
    merges = selectors.merges(row)
    context = {
        **shared,
        "suspects": presenter.suspects(row, found) if found else None,
        "merged": presenter.merged(row, merges) if merges else None,
    }
    return render(request, "cases/merging/list.html", context)


@FORM
def notification(request, case, notification):
    """A waiting notification into this case."""
    source = triage.one(request.user, notification)
    return _merge(request, case, source, notification_id=source.pk)


@FORM
def other_case(request, case, other):
    """Another case into this one."""
    source = case_for(other, request.user)
    return _merge(request, case, source, other_id=source.pk)


def _merge(request, case, source, **which):
    row = find(request, case)
    comparison = compared(row, source, by=request.user)
    why = duplicates.compare(duplicates.known_of(row), duplicates.known_of(source))
    twins = bool(why and why.could_be_twins)
    form = merge_form(request.POST or None, comparison=comparison, could_be_twins=twins)
    form.cancel_url = to("duplicates", row)
    if request.method == "POST" and form.is_valid():
        merging.merge(case_id=row.pk, by=request.user, **which, **form.answers())
        messages.success(request, f"{source.reference} has been merged into this case")
        return redirect(to("duplicates", row))
    context = {
        **frame(request, row, "case"),
        "form": form,
        "source": source,
        "twins": twins,
        "is_case": "other_id" in which,
        "staying": selectors.staying(source) if "other_id" in which else [],
        "comparison": comparison,
        "table": presenter.sides(comparison, source.reference),
    }
    return render(request, "cases/merging/merge.html", context)


@FORM
def undo(request, case, merge):
    """Takes a merge back."""
    row = find(request, case)
    found = selectors.one(row, merge)
    return form_page(
        request,
        row,
        UndoForm(request.POST or None),
        tab="case",
        heading="Undo the merge",
        caption=str(found),
        warning="Values that were changed after the merge stay as they are now; you see which in the audit trail.",
        act=lambda data: merging.undo(merge_id=found.pk, by=request.user, **data),
        done="The merge has been undone",
        back=to("duplicates", row),
    )
