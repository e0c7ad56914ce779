"""Adds a supplementary form that the rules do not ask for, or waives one that they do."""

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, FormDecision
from cases.statutory import catalogue
from common.errors import NotNow


@transaction.atomic
def decide(*, case_id, form: str, choice: str, reason: str, by) -> FormDecision:
    """Keeps one decision for each form; a later one takes its place, and the trail keeps both."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    if form not in {found.form for found in catalogue.of_kind("supplementary")}:
        raise NotNow("form", "Only a supplementary form can be added or waived.")
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")
    row = FormDecision.objects.filter(case=case, form=form).first() or FormDecision(case=case, form=form)
    if (row.choice, row.reason, row.by_id) == (choice, reason, by.pk):
        return row
    row.choice, row.reason, row.by = choice, reason, by
    row.version += 1
    row.save()
    details = {"form": form, "choice": choice}
    record("form_decided", by=by, subject=row, case=case, label=case.reference, details=details)
    return row
