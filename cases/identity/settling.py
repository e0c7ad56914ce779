"""Brings what a form says about the child over into the record, field by field as the CDR manager chose."""

from django.db import transaction

from audit.recording import record
from cases.identity import told as reading
from cases.identity.actions import locked_for, set_child
from cases.identity.models import Child, IdentityAnswers
from cases.merging import taken
from cases.models import FormResponse
from common.errors import NotNow, Stale


@transaction.atomic
def settle(*, case_id, response_id, digest: str, by, choices: dict[str, str]) -> list[str]:
    """Takes the chosen fields over and keeps the others; ``digest`` is of the comparison that was seen.

    The form stays as it was given. The trail says which fields came from which form, never what they say.
    """
    case = locked_for(case_id, by)
    response = FormResponse.objects.select_for_update(of=("self",)).get(pk=response_id, case=case)
    if response.is_draft:
        raise NotNow("draft", "Only what a form says that has been sent can be brought over.")
    rows = IdentityAnswers.objects.select_for_update(of=("self",)).select_related("response__request__organisation")
    row = rows.filter(response=response).first()
    child = Child.objects.select_for_update().filter(case=case).first()
    comparison = reading.told_by(row, child).comparison if row else None
    if comparison is None or comparison.digest != digest:
        raise Stale()
    chosen = taken(comparison, choices)
    _take(case, child, {field.name: field.other for field in chosen}, by)
    row.settled = reading.settled_as(row, comparison.differing)
    row.version += 1
    row.save()
    names = [field.name for field in chosen]
    kept = [field.name for field in comparison.differing if field.name not in names]
    details = {"form": response.form, "taken": names, "kept": kept}
    record("told_settled", by=by, subject=response, case=case, label=case.reference, details=details)
    return names


def _take(case, child: Child | None, values: dict, by) -> None:
    """Writes the values as a correction; a number ends the reason why there was none."""
    if not values:
        return
    if values.get("nhs_number"):
        values = {**values, "nhs_number_absence": ""}
    set_child(case_id=case.pk, version=child.version if child else 0, by=by, **values)
