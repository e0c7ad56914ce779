"""The return to the national database: the list of what is due, and the pages of one case."""

from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.panels import current_panel
from cases import policy
from cases.actions import national
from cases.forms.national import ReturnFilter, SendForm
from cases.identity import national as content
from cases.national import senders
from cases.national.bundle import changes
from cases.presenters import national as presenter
from cases.presenters.links import to
from cases.selectors import national as selectors
from cases.views.frame import find, form_page, frame
from common.components import FilterGroup, Link
from common.dates import today
from common.paging import page_of

PAGE = 25


@require_safe
def listing(request):
    """The cases of the panel by what is due to the national database."""
    panel = current_panel(request)
    if panel is None:
        raise Http404
    policy.triage(panel.pk, request.user)
    form = ReturnFilter({"show": request.GET.get("show", "due")})
    changed = content.changed(panel, by=request.user)
    rows = selectors.listed(request.user, panel, form.chosen, changed)
    page = page_of(request, rows, PAGE)
    labels = dict(form.fields["show"].choices)
    context = {
        "form": form,
        "chosen": [FilterGroup("Show", [Link(labels[form.chosen], request.path)])] if form.chosen != "due" else [],
        "page": page,
        "table": presenter.listing(page.object_list),
    }
    return render(request, "cases/national/list.html", context)


def _found(request, case, purpose: str):
    row = find(request, case)
    bundle = content.bundle_of(row, by=request.user, purpose=purpose)
    sent = selectors.sent(row)
    before = content.last_content(sent[0] if sent else None)
    return row, bundle, sent, changes(before, bundle.content())


@require_safe
def one(request, case):
    """Field by field what would be sent, what is missing, what changed."""
    row, bundle, sent, found = _found(request, case, "National return")
    context = {
        **frame(request, row, "case"),
        "rows": presenter.summary(bundle, sent, found),
        "missing": bundle.missing,
        "differences": presenter.differences(found) if found else None,
        "parts": presenter.parts(bundle, found),
        "history": presenter.history(row, sent) if sent else None,
        "sender": senders.current(),
    }
    return render(request, "cases/national/one.html", context)


@require_safe
def sheet(request, case):
    """The same on paper, in the order in which it is keyed."""
    row, bundle, _, found = _found(request, case, "Keying sheet")
    context = {
        "case": row,
        "parts": presenter.sheet(bundle, found),
        "made_on": today(),
        "back": to("national_return", row),
    }
    return render(request, "cases/national/sheet.html", context)


@require_safe
def bundle(request, case):
    """The same as a file that programs read."""
    row, made, _, _ = _found(request, case, "Download of the national return")
    answer = JsonResponse(made.content(), json_dumps_params={"indent": 1, "ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="return-{row.reference}.json"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def send(request, case):
    """Records that the return was sent, as it was when the page was opened."""
    row, made, sent, _ = _found(request, case, "Recording a submission")
    stage = "final" if row.reviewed_on else ("reporting" if sent or row.ncmd_notified_on else "notification")
    form = SendForm(request.POST or None, died_on=row.died_on, initial={"digest": made.digest, "stage": stage})
    missing = len(made.missing)
    return form_page(
        request,
        row,
        form,
        tab="case",
        heading="Record it as sent to the national database",
        warning=f"{missing} required field{'s are' if missing != 1 else ' is'} missing." if missing else "",
        act=lambda data: national.send(case_id=row.pk, by=request.user, **data),
        done="It is recorded as sent, with a copy of what was sent",
        back=to("national_return", row),
    )


@require_safe
def sent(request, case, sent):
    """What was sent, as it was."""
    row = find(request, case)
    found = selectors.one(row, sent)
    kept = content.copy_of(found, by=request.user)
    context = {
        **frame(request, row, "case"),
        "sent": found,
        "parts": presenter.copy(kept) if kept else [],
        "back": to("national_return", row),
    }
    return render(request, "cases/national/sent.html", context)
