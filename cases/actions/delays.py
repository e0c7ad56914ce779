"""Why a review waits: recorded with a date and an owner, ended with a date."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.models import Case, DelayReason
from common.dates import today
from common.errors import NotNow
from common.models import save_version


@transaction.atomic
def add(
    *,
    case_id,
    new_id,
    by,
    code: str,
    owner: str,
    started_on: date,
    note: str = "",
    ended_on: date | None = None,
    lies_with: str = "",
) -> DelayReason:
    """Records a reason for delay. ``lies_with`` says with whom the days lie where it is not as the reason says."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    there = DelayReason.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    _refuse_dates(started_on, ended_on)
    made = DelayReason.objects.create(
        id=new_id,
        case=case,
        code=code,
        owner=owner,
        lies_with=lies_with,
        started_on=started_on,
        ended_on=ended_on,
        note=note,
    )
    record("delay_added", by=by, subject=made, case=case, label=case.reference, details={"code": code})
    return made


@transaction.atomic
def change(*, delay_id, version: int, by, **values) -> DelayReason:
    """Saves reason, owner, dates or note; a first end date ends the delay."""
    delay = DelayReason.objects.select_for_update(of=("self",)).select_related("case").get(pk=delay_id)
    policy.manage(delay.case, by)
    _refuse_dates(values.get("started_on", delay.started_on), values.get("ended_on", delay.ended_on))
    verb = "delay_ended" if values.get("ended_on") and not delay.ended_on else "delay_changed"
    save_version(delay, version=version, **values)
    record(verb, by=by, subject=delay, case=delay.case, label=delay.case.reference, details={"code": delay.code})
    return delay


def _refuse_dates(started_on: date, ended_on: date | None) -> None:
    if started_on > today():
        raise NotNow("dates", "A delay starts today or in the past.")
    if ended_on and not started_on <= ended_on <= today():
        raise NotNow("dates", "A delay ends between its start and today.")
