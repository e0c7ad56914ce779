"""Other reviews and investigations of the same death."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, ParallelProcess
from common.errors import NotNow
from common.models import save_version


def _refuse_dates(started_on: date | None, ended_on: date | None) -> None:
    if started_on and ended_on and ended_on < started_on:
        raise NotNow("dates", "The process cannot end before it starts.")


@transaction.atomic
def add(*, case_id, new_id, by, kind: str, **fields) -> ParallelProcess:
    """Adds a process: ``status``, ``blocks_review``, ``started_on``, ``ended_on``, ``outcome``."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    there = ParallelProcess.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    _refuse_dates(fields.get("started_on"), fields.get("ended_on"))
    made = ParallelProcess.objects.create(id=new_id, case=case, kind=kind, **fields)
    details = {"kind": kind, "status": made.status}
    record("process_added", by=by, subject=made, case=case, label=case.reference, details=details)
    return made


@transaction.atomic
def change(*, process_id, version: int, by, **values) -> ParallelProcess:
    """Saves where the process stands now."""
    rows = ParallelProcess.objects.select_for_update(of=("self",)).select_related("case")
    process = rows.get(pk=process_id)
    policy.manage(process.case, by)
    _refuse_dates(values.get("started_on", process.started_on), values.get("ended_on", process.ended_on))
    save_version(process, version=version, **values)
    case, details = process.case, {"kind": process.kind, "status": process.status}
    record("process_changed", by=by, subject=process, case=case, label=case.reference, details=details)
    return process
