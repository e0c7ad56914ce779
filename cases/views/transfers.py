"""Deaths that pass between panels, and the list of those that are not reviewed here."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.actions import transfers
from cases.forms.transfers import CaseTransferForm, EndForm
from cases.presenters import transfers as presenter
from cases.presenters.links import to
from cases.selectors import transfers as selectors
from cases.views.frame import find, form_page, frame
from common.paging import walk

FORM = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50


@require_safe
def listing(request):
    """Between panels, out of scope, duplicates: everything that is kept and not reviewed here."""
    panel = current_panel(request)
    if panel is None:
        raise Http404
    policy.triage(panel.pk, request.user)
    page = walk(request, selectors.of_panel(request.user, panel), PAGE)
    context = {
        "page": page,
        "table": presenter.table(page.object_list),
        "cases": presenter.cases(selectors.left_out(request.user, panel)),
        "notifications": presenter.notifications(selectors.notifications_left_out(request.user, panel)),
    }
    return render(request, "cases/transfers/list.html", context)


@FORM
def case(request, case):
    """What was agreed about this case."""
    row = find(request, case)
    now = selectors.present(row)
    if now is not None:
        context = {**frame(request, row, "case"), "rows": presenter.about(row, now), "transfer": now}
        return render(request, "cases/transfers/one.html", context)
    return form_page(
        request,
        row,
        CaseTransferForm(request.POST or None),
        tab="case",
        heading="Transfer or share the review",
        warning="Nothing is sent to the other panel: tell it by its secure mailbox. "
        "Where they review or lead, the case counts no more here; its stub stays.",
        act=lambda data: transfers.of_case(case_id=row.pk, by=request.user, **data),
        done="What was agreed has been recorded",
    )


@FORM
def end(request, case, transfer):
    """What was agreed holds no longer."""
    row = find(request, case)
    found = selectors.one(row, transfer)
    return form_page(
        request,
        row,
        EndForm(request.POST or None),
        tab="case",
        heading="End what was agreed",
        caption=str(found),
        warning="A case that had left comes back to gathering information." if found.leaves else "",
        act=lambda data: transfers.end(transfer_id=found.pk, by=request.user, **data),
        done="What was agreed has been ended",
        back=to("case", row),
    )
