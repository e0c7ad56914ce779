"""Holds a case back for a themed panel, and lets it go again. The wait counts as a reason for delay of the case."""

from datetime import date
from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases import policy as case_policy
from cases.actions import delays
from cases.models import Case, DelayReason
from cases.vocabularies import DelayCode
from cases.workflow import Status
from common.dates import today
from common.errors import NotNow
from common.models import save_version
from panels import themes
from panels.models import CaseHold, Meeting


@transaction.atomic
def hold(*, case_id: UUID, new_id: UUID, theme: str, reason: str, until: date, by) -> CaseHold:
    """Keeps a prepared case off other agendas until ``until`` at the latest; pressing twice is one hold."""
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.manage(case, by)
    there = CaseHold.objects.filter(pk=new_id, case=case).first()
    if there is not None:
        return there
    _may_wait(case, theme, reason, until)
    delay = delays.add(
        case_id=case_id,
        new_id=new_id,
        code=DelayCode.THEMED,
        owner="The panel",
        started_on=today(),
        note=f"Held for: {theme.strip()}",
        by=by,
    )
    made = CaseHold.objects.create(
        pk=new_id, case=case, theme=theme.strip(), reason=reason.strip(), held_on=today(), until=until,
        held_by_id=by.pk, delay=delay,
    )  # fmt: skip
    record("case_held_back", by=by, subject=made, case=case, panel=case.panel, details={"until": str(until)})
    return made


def _may_wait(case: Case, theme: str, reason: str, until: date) -> None:
    if case.status != Status.PANEL_PREPARATION:
        raise NotNow("status", f"{case} is “{case.get_status_display()}”: only a case in preparation is held back.")
    if not theme.strip() or not reason.strip():
        raise NotNow("reason", "Say for which panel the case is held, and why.")
    if until <= today():
        raise NotNow("until", "The hold must end after today.")
    if CaseHold.objects.filter(case=case, ended_on__isnull=True).exists():
        raise NotNow("held", f"{case} is held back already. Let it go first.")


@transaction.atomic
def release(*, hold_id: UUID, version: int, by) -> CaseHold:
    """The case no longer waits for its themed panel."""
    found = CaseHold.objects.select_for_update(of=("self",)).select_related("case__panel").get(pk=hold_id)
    case_policy.manage(found.case, by)
    if found.ended_on is not None:
        return found
    return _end(found, version, "Let go by the CDR manager", by)


def settle(*, case: Case, meeting: Meeting, by) -> None:
    """Ends the hold of a case that goes on an agenda, or refuses the agenda of another theme.

    Part of putting the case there, in its transaction.
    """
    found = CaseHold.objects.select_for_update(of=("self",)).filter(case=case, ended_on__isnull=True).first()
    if found is None:
        return
    if found.until >= meeting.held_on and not themes.same(found.theme, meeting.theme):
        raise NotNow("held", f"{case} is held back for a panel about “{found.theme}”: {found.reason} Let it go first.")
    _end(found, found.version, "Put on an agenda", by)


@transaction.atomic
def end_run_out(*, by) -> int:
    """Ends the holds whose time is over; the cases may go on any agenda."""
    over = CaseHold.objects.filter(ended_on__isnull=True, until__lt=today())
    found = list(over.select_for_update(of=("self",), skip_locked=True).select_related("case__panel"))
    for one in found:
        _end(one, one.version, "The time was over", by)
    return len(found)


def _end(found: CaseHold, version: int, because: str, by) -> CaseHold:
    save_version(found, version=version, ended_on=today(), ended_because=because)
    delay = DelayReason.objects.get(pk=found.delay_id)
    if delay.ended_on is None:
        delays.change(delay_id=delay.pk, version=delay.version, ended_on=today(), by=by)
    record("case_hold_ended", by=by, subject=found, case=found.case, panel=found.case.panel)
    return found
