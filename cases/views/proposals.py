"""Asking everybody at once: a proposal to edit, a page to read, one press that sends all of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.actions import requests
from cases.forms.proposals import PREFIX, Agencies, ProposalForm, ReviewForm, hide
from cases.presenters import proposals as presenter
from cases.presenters.links import to
from cases.selectors import case_page
from cases.selectors.proposals import proposals
from cases.views.frame import find, frame
from common.dates import add_working_days, today
from common.forms.formsets import quiet, reshape


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request, case):
    """Whom to ask for what: proposed, edited, read once more, sent."""
    row = find(request, case)
    shared = frame(request, row, "case_requests")
    if request.method != "POST":
        return _edit(request, row, shared, _begun(row, shared["child"]))
    data = reshape(request.POST, PREFIX)
    form = _form(data if data is not None else request.POST)
    if data is not None or "back" in request.POST:
        quiet(form)
        return _edit(request, row, shared, form)
    if not form.is_valid():
        return _edit(request, row, shared, form)
    return _send(request, row, form) if "send" in request.POST else _review(request, shared, form)


def _begun(row, child) -> ProposalForm:
    found = proposals(row, child)
    rows = Agencies(
        initial=[proposal.as_row() for proposal in found],
        notes=[proposal.note for proposal in found],
        organisations=case_page.organisations(),
        prefix=PREFIX,
    )
    due = add_working_days(today(), row.panel.request_days)
    return ProposalForm(initial={"due_on": due}, formsets={PREFIX: rows})


def _form(data) -> ProposalForm:
    return ProposalForm(data, formsets={PREFIX: Agencies(data, organisations=case_page.organisations(), prefix=PREFIX)})


def _edit(request, row, shared: dict, form: ProposalForm):
    form.cancel_url = to("case_requests", row)
    return render(request, "cases/propose.html", {**shared, "form": form})


def _review(request, shared: dict, form: ProposalForm):
    rows = form.formsets[PREFIX]
    context = {
        "table": presenter.review(rows.ticked, form.cleaned_data["due_on"]),
        "count": len(rows.ticked),
        "carried": ReviewForm(initial=request.POST.dict()),
        "rows": hide(rows),
    }
    return render(request, "cases/propose_review.html", {**shared, **context})


def _send(request, row, form: ProposalForm):
    rows = form.formsets[PREFIX]
    made = requests.ask_all(
        case_id=row.pk, by=request.user, due_on=form.cleaned_data["due_on"], agencies=rows.ticked
    )  # fmt: skip
    many = "One request is" if len(made) == 1 else f"{len(made)} requests are"
    messages.success(request, f"{many} on the way")
    return redirect(to("case_requests", row))
