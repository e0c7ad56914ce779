"""The audit trail: for auditors. They see who did what to which case, never what is in it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts import policy
from accounts.actions.auditing import search as find
from accounts.forms.audit import AuditFilter, begins_before
from accounts.selectors.audit import scope
from accounts.views.mixins import panel_of
from audit.presenters import table
from audit.selectors import Wanted, case_reference, knows_case


def _case_url(case_id: str) -> str:
    return reverse("accounts:audit_case", args=[case_id])


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The newest entries, or those searched for."""
    panel = panel_of(request)
    policy.read_audit(request.user, panel)
    form = AuditFilter(request.GET)
    page = find(panel=panel, wanted=form.wanted, before=begins_before(request.GET), by=request.user)
    shown = table(page.events, caption="Entries of the audit trail", case_url=_case_url)
    return render(request, "accounts/audit.html", {"filter_form": form, "page": page, "table": shown})


@require_safe
def case(request: HttpRequest, case: UUID) -> HttpResponse:
    """Everything that was done to, and everybody who looked at, one case."""
    panel = panel_of(request)
    policy.read_audit(request.user, panel)
    mine = scope(panel=panel)
    if not knows_case(mine, str(case)):
        raise Http404
    before = begins_before(request.GET)
    page = find(panel=panel, wanted=Wanted(case_id=str(case)), before=before, by=request.user)
    shown = table(page.events, caption="Entries about this case", case_url=_case_url)
    reference = case_reference(mine, str(case)) or "A case without a reference"
    return render(request, "accounts/audit_case.html", {"page": page, "table": shown, "reference": reference})
