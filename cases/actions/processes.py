"""Other reviews and investigations of the same death."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, ParallelProcess, ProcessDate
from cases.vocabularies.process_details import DAYS, DETAILS, IN_ORDER, PLANNED, ProcessDay
from common.dates import today
from common.errors import NotNow
from common.models import save_version

SHARED = {
    "status", "blocks_meeting", "blocks_review", "blocks_closing", "started_on", "ended_on", "outcome",
}  # fmt: skip
"""What is asked of every kind."""


@transaction.atomic
def add(*, case_id, new_id, by, kind: str, days: dict[str, date | None] | None = None, **fields) -> ParallelProcess:
    """Adds a process: what is ``SHARED``, the answers of its kind (``DETAILS``), and its ``days`` by code."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    there = ParallelProcess.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    _refuse_dates(fields.get("started_on"), fields.get("ended_on"))
    _refuse_foreign(kind, fields)
    made = ParallelProcess.objects.create(id=new_id, case=case, kind=kind, **fields)
    _write_days(made, days)
    details = {"kind": kind, "status": made.status}
    record("process_added", by=by, subject=made, case=case, label=case.reference, details=details)
    return made


@transaction.atomic
def change(*, process_id, version: int, by, days: dict[str, date | None] | None = None, **values) -> ParallelProcess:
    """Saves where the process stands now. ``days`` names those to write; ``None`` for one takes it away."""
    rows = ParallelProcess.objects.select_for_update(of=("self",)).select_related("case")
    process = rows.get(pk=process_id)
    policy.manage(process.case, by)
    _refuse_dates(values.get("started_on", process.started_on), values.get("ended_on", process.ended_on))
    _refuse_foreign(process.kind, values)
    save_version(process, version=version, **values)
    _write_days(process, days)
    case, details = process.case, {"kind": process.kind, "status": process.status}
    record("process_changed", by=by, subject=process, case=case, label=case.reference, details=details)
    return process


def _refuse_dates(started_on: date | None, ended_on: date | None) -> None:
    if started_on and ended_on and ended_on < started_on:
        raise NotNow("dates", "The process cannot end before it starts.")


def _refuse_foreign(kind: str, fields: dict) -> None:
    foreign = set(fields) - SHARED - set(DETAILS[kind])
    if foreign:
        raise NotNow("details", f"This kind of process does not have: {', '.join(sorted(foreign))}.")


def _write_days(process: ParallelProcess, days: dict[str, date | None] | None) -> None:
    if not days:
        return
    now = {day.code: day.on for day in process.days.all()} | days
    _refuse_days(process.kind, now)
    for code, on in days.items():
        if on is None:
            process.days.filter(code=code).delete()
        else:
            ProcessDate.objects.update_or_create(process=process, code=code, defaults={"on": on})


def _refuse_days(kind: str, days: dict[str, date | None]) -> None:
    for code, on in days.items():
        if code not in DAYS[kind]:
            raise NotNow("days", f"This kind of process does not have the day “{ProcessDay(code).label}”.")
        if on and on > today() and code not in PLANNED:
            raise NotNow("days", f"“{ProcessDay(code).label}” must be today or in the past.")
    for first, second in IN_ORDER:
        if days.get(first) and days.get(second) and days[second] < days[first]:
            raise NotNow("days", f"“{second.label}” cannot be before “{first.label}”.")
