"""Writes who the child and the family are, and corrects it. Called by the actions of ``cases``."""

from collections.abc import Iterable

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.actions import places
from cases.identity.models import Child, FamilyLink, IdentityAnswers, Professional, Relative
from cases.models import Case, FormResponse, Notification
from common.errors import Refused
from common.models import save_version

CHILD = (
    "first_names", "surname", "aliases", "nhs_number", "nhs_number_absence", "born_on", "born_at_time", "address",
    "postcode", "gp_practice", "school", "first_language", "interpreter", "religion",
)  # fmt: skip
"""What may be said about the child."""


@transaction.atomic
def create(
    *,
    by,
    child: dict,
    notification: Notification | None = None,
    case: Case | None = None,
    relatives: Iterable[dict] = (),
    professionals: Iterable[dict] = (),
) -> Child:
    """The child of a notification or a case, with family and professionals. The caller's event covers it."""
    made = Child.objects.create(notification=notification, case=case, **child)
    Relative.objects.bulk_create([Relative(child=made, **relative) for relative in relatives])
    Professional.objects.bulk_create([Professional(child=made, **professional) for professional in professionals])
    return made


@transaction.atomic
def join_case(*, notification: Notification, case: Case, by, born_on=None) -> None:
    """Lets the notified child be the child of ``case``; a corrected date of birth is taken over."""
    child = Child.objects.select_for_update().filter(notification=notification).first()
    if child is None:
        child = Child(notification=notification)
    corrected = ["born_on"] if born_on and child.born_on != born_on else []
    child.case, child.born_on = case, born_on or child.born_on
    child.version += 1
    child.save()
    if corrected:
        record("identity_changed", by=by, subject=case, case=case, details={"fields": corrected})


@transaction.atomic
def change_child(*, case_id, version: int, by, **values) -> Child:
    """Corrects what is said about the child; the trail names the fields, never their content."""
    case = locked_for(case_id, by)
    child = Child.objects.select_for_update().get(case=case)
    moved = "postcode" in values and values["postcode"] != child.postcode
    _change(child, case, version, by, values)
    if moved:
        places.place(case_id=case.pk, by=by)
        child.refresh_from_db()
    return child


@transaction.atomic
def set_child(*, case_id, version: int, by, **values) -> Child:
    """As ``change_child``; with version 0 it writes down a child of whom nothing is recorded yet."""
    case = locked_for(case_id, by)
    if Child.objects.filter(case=case).exists() or version:
        return change_child(case_id=case_id, version=version, by=by, **values)
    made = Child.objects.create(case=case, **values)
    record("identity_changed", by=by, subject=case, case=case, details={"what": "new child"})
    if made.postcode:
        places.place(case_id=case.pk, by=by)
    return made


@transaction.atomic
def add_relative(*, case_id, by, new_id=None, **values) -> Relative:
    """A parent, carer or member of the household who was not notified. The same ``new_id`` twice is one row."""
    return _add(Relative, case_id, by, new_id, values)


@transaction.atomic
def add_professional(*, case_id, by, new_id=None, **values) -> Professional:
    """Somebody else who knew the child. The same ``new_id`` twice is one row."""
    return _add(Professional, case_id, by, new_id, values)


@transaction.atomic
def change_relative(*, case_id, relative_id, version: int, by, **values) -> Relative:
    """Corrects a relative."""
    case = locked_for(case_id, by)
    relative = Relative.objects.select_for_update().get(pk=relative_id, child__case=case)
    _change(relative, case, version, by, values)
    return relative


@transaction.atomic
def change_professional(*, case_id, professional_id, version: int, by, **values) -> Professional:
    """Corrects a professional."""
    case = locked_for(case_id, by)
    professional = Professional.objects.select_for_update().get(pk=professional_id, child__case=case)
    _change(professional, case, version, by, values)
    return professional


def locked_for(case_id, by) -> Case:
    """The case, locked, for the CDR manager."""
    case = Case.objects.select_for_update().get(pk=case_id)
    policy.manage(case, by)
    return case


def _change(row, case: Case, version: int, by, values: dict) -> None:
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    save_version(row, version=version, **values)
    details = {"what": row._meta.model_name, "fields": changed}
    record("identity_changed", by=by, subject=case, case=case, details=details)


def _add(model, case_id, by, new_id, values: dict):
    case = locked_for(case_id, by)
    child = Child.objects.select_for_update().filter(case=case).first() or Child.objects.create(case=case)
    key = {"pk": new_id} if new_id else {}
    if key and (found := model.objects.filter(**key, child=child).first()):
        return found
    row = model.objects.create(child=child, **key, **values)
    record("identity_changed", by=by, subject=case, case=case, details={"what": f"new {model._meta.model_name}"})
    return row


@transaction.atomic
def keep_birth(*, case: Case, born_on, by) -> bool:
    """Keeps the date of birth of an imported child, of whom nothing else is known; whether it was new."""
    policy.triage(case.panel_id, by)
    child = Child.objects.select_for_update().filter(case=case).first() or Child(case=case)
    if child.born_on == born_on:
        return False
    child.born_on = born_on
    child.save()
    record("identity_changed", by=by, subject=case, case=case, details={"fields": ["born_on"]})
    return True


@transaction.atomic
def keep_answers(*, response: FormResponse, answers: dict, by, made: int = 0, before: dict | None = None) -> None:
    """Keeps the answers of a form that say who somebody is; ``before`` leads back from version ``made``.

    Part of saving the form: the caller holds its lock and writes the event.
    """
    policy.write_response(response, by)
    kept = IdentityAnswers.objects.select_for_update().filter(response=response).first()
    if kept is None:
        if not answers:
            return
        kept = IdentityAnswers(response=response)
    kept.answers = answers
    kept.changes = [*kept.changes, [made, before]] if before else kept.changes
    kept.version += 1
    kept.save()


@transaction.atomic
def forget_changes(*, response: FormResponse, by) -> None:
    """A sent form keeps no trace of what was written and taken back before. The caller's event covers it."""
    policy.write_response(response, by)
    IdentityAnswers.objects.filter(response=response).update(changes=[])


@transaction.atomic
def settle_family(*, case_id, other_id, version: int, by, relation: str, note: str = "") -> FamilyLink:
    """Says what two children are to each other, or that they are not of one family; version 0 for the first time."""
    first, second = sorted((case_id, other_id))
    cases = list(Case.objects.visible_to(by).select_for_update(of=("self",)).filter(pk__in=(first, second)))
    if len(cases) != 2:
        raise Refused("scope", "Only cases that you may see can be settled.")
    for case in cases:
        policy.manage(case, by)
    here = next(case for case in cases if case.pk == case_id)
    wanted = {"relation": FamilyLink.Relation(relation), "note": note}
    link = FamilyLink.objects.select_for_update().filter(first=first, second=second).first()
    if link is None:
        link = FamilyLink.objects.create(first_id=first, second_id=second, **wanted)
    elif version or (link.relation, link.note) != (relation, note):
        save_version(link, version=version, **wanted)
    record("family_settled", by=by, subject=link, case=here, label=here.reference, details={"relation": relation})
    return link
