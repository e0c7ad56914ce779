"""The queue of cases whose time is over: put there, kept for longer, held, proposed, approved, called back."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.recording import SYSTEM, record
from cases import emails_retention, policy
from cases.models import Case, Disposal, LegalHold
from cases.retention import UNDO
from cases.selectors import retention as selectors
from common.dates import today
from common.errors import NotNow
from common.models import save_version

State = Disposal.State
NOBODY = {
    "proposed_by_id": None, "proposed_by_label": "", "proposed_at": None,
    "approved_by_id": None, "approved_by_label": "", "approved_at": None, "erase_after": None,
}  # fmt: skip
"""A row that nobody has proposed anything about."""


@transaction.atomic
def sweep(*, by) -> int:
    """Puts cases whose time is over into the queue, and those back whose longer time is over too. Nothing is erased.

    Those who decide are told once for all that a sweep puts before them.
    """
    _leave(by)
    back = _come_back(by)
    entered = [row for case in selectors.newly_due(today()) if (row := _enter(case, by))]
    emails_retention.fell_due([*back, *entered], by=by)
    return len(entered)


def _enter(case: Case, by) -> Disposal | None:
    due = selectors.day_of(case)
    if due is None or due > today():
        return None
    rule = selectors.rule_of(case.panel).words
    made, new = Disposal.objects.get_or_create(
        case=case, defaults={"rule": rule, "due_on": due, "died_in": case.died_on.year}
    )
    if new:
        record("case_due_for_erasure", by=by, subject=made, case=case, label=case.reference, details={"rule": rule})
    return made if new else None


def _come_back(by) -> list[Disposal]:
    rows = list(_locked().filter(state=State.KEPT, keep_until__lte=today()))
    for row in rows:
        save_version(row, version=row.version, state=State.DUE, keep_until=None, reason="")
        record("case_due_for_erasure", by=by, subject=row, case=row.case, label=row.case.reference)
    return rows


def _leave(by) -> None:
    """A longer period, or none, or a case that was reopened: what nobody has decided about leaves the queue again."""
    for row in (one for one in _locked().filter(state=State.DUE) if not _is_due(one)):
        record("case_kept_longer", by=by, subject=row, case=row.case, label=row.case.reference)
        row.delete()


def _is_due(row: Disposal) -> bool:
    due = selectors.day_of(row.case)
    return due is not None and due <= today()


@transaction.atomic
def keep(*, disposal_id, version: int, until: date, reason: str, by) -> Disposal:
    """Keeps a case until a later day. It comes back into the queue then."""
    row = _decided_about(disposal_id, by)
    if row.state not in (State.DUE, State.KEPT):
        raise NotNow("state", "An erasure is proposed. Call it back first.")
    if until <= today():
        raise NotNow("until", "The day must be in the future.")
    save_version(row, version=version, state=State.KEPT, keep_until=until, reason=_given(reason))
    _record("case_kept_longer", row, by, until=str(until))
    return row


@transaction.atomic
def propose(*, disposal_id, version: int, reason: str, by) -> Disposal:
    """The first of two people says that the case is to be erased."""
    row = _decided_about(disposal_id, by)
    if row.state != State.DUE:
        raise NotNow("state", "This case is not waiting for a decision.")
    refuse_what_stops(row)
    values = {"proposed_by_id": by.pk, "proposed_by_label": str(by), "proposed_at": timezone.now()}
    save_version(row, version=version, state=State.PROPOSED, reason=_given(reason), **values)
    _record("case_erasure_proposed", row, by)
    return row


@transaction.atomic
def approve(*, disposal_id, version: int, by) -> Disposal:
    """The second person agrees. The erasure waits for the days in which it can be called back."""
    row = _decided_about(disposal_id, by)
    policy.approve_erasure(row, by)
    if row.state != State.PROPOSED:
        raise NotNow("state", "No erasure is proposed.")
    refuse_what_stops(row)
    now = timezone.now()
    values = {"approved_by_id": by.pk, "approved_by_label": str(by), "approved_at": now, "erase_after": now + UNDO}
    save_version(row, version=version, state=State.APPROVED, **values)
    _record("case_erasure_approved", row, by, erase_after=str(row.erase_after))
    return row


@transaction.atomic
def call_back(*, disposal_id, version: int, by) -> Disposal:
    """Anybody who decides may stop an erasure until it is carried out. The case is to be decided again."""
    row = _decided_about(disposal_id, by)
    if row.state not in (State.PROPOSED, State.APPROVED):
        raise NotNow("state", "There is no erasure to call back.")
    return _called_back(row, version, by)


def _called_back(row: Disposal, version: int, by, **details) -> Disposal:
    save_version(row, version=version, state=State.DUE, reason="", **NOBODY)
    _record("case_erasure_called_back", row, by, **details)
    return row


@transaction.atomic
def place_hold(*, case_id, new_id, reason: str, by) -> LegalHold:
    """Nothing of the case is erased while the hold stands; an erasure under way is called back. Twice is once."""
    case = _case(case_id, by)
    there = LegalHold.objects.filter(pk=new_id, case=case).first()
    if there:
        return there
    if case.erased_on:
        raise NotNow("erased", "This case was erased.")
    if case.legal_holds.standing().exists():
        raise NotNow("held", "There is a legal hold on this case already.")
    made = LegalHold.objects.create(id=new_id, case=case, reason=_given(reason), by_label=str(by))
    record("legal_hold_placed", by=by, subject=made, case=case, label=case.reference)
    for row in _locked().filter(case=case, state__in=[State.PROPOSED, State.APPROVED]):
        _called_back(row, row.version, by, because="legal hold")
    return made


@transaction.atomic
def end_hold(*, hold_id, version: int, reason: str, by) -> LegalHold:
    """The case is open to a decision again, if its time is over."""
    hold = LegalHold.objects.select_for_update(of=("self",)).select_related("case__panel").get(pk=hold_id)
    _may_decide(hold.case, by)
    if hold.ended_at:
        return hold
    values = {"ended_at": timezone.now(), "ended_by_label": str(by), "end_reason": _given(reason)}
    save_version(hold, version=version, **values)
    record("legal_hold_ended", by=by, subject=hold, case=hold.case, label=hold.case.reference)
    return hold


@transaction.atomic
def carry_out_or_call_back(*, disposal_id, by=SYSTEM) -> Disposal | None:
    """The row of an erasure that is to happen now, locked; or nothing, if its time has not come or something stops it.

    What came between the approval and now (a hold, a reopened case, a longer period) calls it back, in the open.
    """
    row = _locked().get(pk=disposal_id)
    if row.state != State.APPROVED or row.erase_after > timezone.now():
        return None
    if not _is_due(row) or selectors.stopped(row.case):
        _called_back(row, row.version, by, because="something stands against it now")
        return None
    return row


def refuse_what_stops(row: Disposal) -> None:
    """What stands against an erasure now."""
    reasons = selectors.stopped(row.case)
    if not _is_due(row):
        reasons.append("Its time is not over by the present rule.")
    if reasons:
        raise NotNow("stopped", "This case cannot be erased now.", reasons)


def _locked():
    return Disposal.objects.select_for_update(of=("self",)).select_related("case__panel")


def _decided_about(disposal_id, by) -> Disposal:
    row = _locked().get(pk=disposal_id)
    _may_decide(row.case, by)
    return row


def _case(case_id, by) -> Case:
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    _may_decide(case, by)
    return case


def _may_decide(case: Case, by) -> None:
    policy.decide_retention(case.panel, by)
    policy.not_excluded(case, by)


def _given(reason: str) -> str:
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")
    return reason.strip()


def _record(verb: str, row: Disposal, by, **details) -> None:
    record(verb, by=by, subject=row, case=row.case, label=row.case.reference, details=details)
