"""Answers that are also facts of the case: written where the case says nothing yet, shown where it says otherwise."""

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy
from cases.models import Case, ColumnDifference, FormResponse
from cases.statutory import catalogue
from cases.statutory import promotion as rules
from common.errors import NotNow, Stale

State = ColumnDifference.State


@transaction.atomic
def promote(*, response: FormResponse, by) -> list[ColumnDifference]:
    """Fills empty columns from a form that is being sent; returns what the case manager has to settle.

    Part of sending: the caller holds the lock of the form and has asked whether this person may send it.
    """
    case = Case.objects.select_for_update(of=("self",)).get(pk=response.case_id)
    policy.write_response(response, by)
    definition = catalogue.definition(response.form, response.definition_version)
    found = list(rules.promoted(definition, response.answers))
    filled = [one for one in found if rules.empty(one.column, getattr(case, one.column))]
    if filled:
        _write(case, {one.column: one.value for one in filled}, by)
    differing = [one for one in found if getattr(case, one.column) != one.value]
    return [_difference(response, one) for one in differing]


def _difference(response: FormResponse, one: rules.Promoted) -> ColumnDifference:
    """To be settled, also where an earlier sending of the form was settled otherwise."""
    there = ColumnDifference.objects.filter(response=response, column=one.column).first()
    if there is None:
        return ColumnDifference.objects.create(
            case_id=response.case_id, response=response, column=one.column, given=str(one.value)
        )
    if there.given != str(one.value):
        there.given, there.state, there.settled_at, there.settled_by = str(one.value), State.OPEN, None, None
        there.version += 1
        there.save()
    return there


@transaction.atomic
def settle(*, difference_id, version: int, by, take: bool, reason: str = "") -> ColumnDifference:
    """Keeps the fact of the case, or takes the answer over. The form stays as it was given."""
    rows = ColumnDifference.objects.select_for_update(of=("self",)).select_related("case__panel")
    found = rows.get(pk=difference_id)
    policy.manage(found.case, by)
    wanted = State.TAKEN if take else State.KEPT
    if found.state == wanted:
        return found
    if found.state != State.OPEN:
        raise NotNow("settled", f"This is settled already: {found.get_state_display().lower()}.")
    if found.version != version:
        raise Stale()
    if take:
        case = Case.objects.select_for_update(of=("self",)).get(pk=found.case_id)
        _write(case, {found.column: rules.as_column(found.column, found.given)}, by)
    found.state, found.reason, found.settled_at, found.settled_by = wanted, reason, timezone.now(), by
    found.version += 1
    found.save()
    details = {"column": found.column, "how": wanted}
    record("difference_settled", by=by, subject=found, case=found.case, label=found.case.reference, details=details)
    return found


def _write(case: Case, values: dict, by) -> None:
    for name, value in values.items():
        setattr(case, name, value)
    case.version += 1
    case.save(update_fields=[*values, "version", "updated_at"])
    record("case_facts_changed", by=by, subject=case, case=case, details={"fields": sorted(values), "from": "form"})
