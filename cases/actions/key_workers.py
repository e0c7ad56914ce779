"""The family's single named contact: named, changed, ended."""

from datetime import date

from django.db import transaction

from accounts.models import Organisation
from accounts.roles import Role
from audit.recording import record
from cases import policy
from cases.models import Case, KeyWorker
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def name(
    *,
    case_id,
    new_id,
    by,
    name: str,
    organisation: Organisation,
    contact: str,
    starts_on: date,
    user=None,
    cover: str = "",
) -> KeyWorker:
    """Names a key worker; whoever held the task before ends on the day the new one starts."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    there = KeyWorker.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    if user is not None and not user.has_role(case.panel_id, Role.KEY_WORKER):
        raise NotNow("role", "This person does not hold the role of key worker on the panel.")
    _end_present(case, starts_on, by)
    made = KeyWorker.objects.create(
        id=new_id,
        case=case,
        name=name,
        organisation=organisation,
        contact=contact,
        cover=cover,
        starts_on=starts_on,
        user=user,
    )
    record("key_worker_named", by=by, subject=made, case=case, label=case.reference)
    return made


def _end_present(case: Case, on: date, by) -> None:
    present = case.key_workers.select_for_update().filter(ends_on__isnull=True).first()
    if present:
        _end(present, present.version, on, by)


def _end(key_worker: KeyWorker, version: int, on: date, by) -> None:
    if on < key_worker.starts_on:
        raise NotNow("dates", f"{key_worker.name} started later than that: choose a later date.")
    save_version(key_worker, version=version, ends_on=on)
    case = key_worker.case
    record("key_worker_ended", by=by, subject=key_worker, case=case, label=case.reference)


@transaction.atomic
def end(*, key_worker_id, version: int, by, on: date) -> KeyWorker:
    """Ends a key worker's time with the family."""
    key_worker = KeyWorker.objects.select_for_update(of=("self",)).select_related("case").get(pk=key_worker_id)
    policy.manage(key_worker.case, by)
    _end(key_worker, version, on, by)
    return key_worker


@transaction.atomic
def change_contact(*, key_worker_id, version: int, by, contact: str, cover: str | None = None) -> KeyWorker:
    """Changes how the family reaches the key worker, and who covers; the key worker may do it, and the manager."""
    key_worker = KeyWorker.objects.select_for_update(of=("self",)).select_related("case").get(pk=key_worker_id)
    if not by.has_role(key_worker.case.panel_id, Role.MANAGER):
        policy.support_family(key_worker, by)
    else:
        policy.manage(key_worker.case, by)
    values = {"contact": contact} if cover is None else {"contact": contact, "cover": cover}
    save_version(key_worker, version=version, **values)
    case = key_worker.case
    record("key_worker_changed", by=by, subject=key_worker, case=case, label=case.reference)
    return key_worker
