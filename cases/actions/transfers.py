"""Agrees with another panel who reviews a death, and ends what was agreed. The stub and its reasons stay for good."""

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.actions import agreements, triage
from cases.actions.steps import back_or_on
from cases.actions.transition import transition
from cases.models import Case, Notification, Transfer
from cases.workflow import Status, Step
from common.dates import today
from common.errors import NotNow

Kind = Transfer.Kind
LEAVING = (Kind.FORWARDED, Kind.OUT, Kind.JOINT_THEM)


@transaction.atomic
def of_notification(*, notification_id, version: int, new_id, by, kind: str, reason: str, **agreed) -> Transfer:
    """A notification goes to another panel: received in error, transferred out, or reviewed jointly with their lead."""
    notification = Notification.objects.select_for_update(of=("self",)).get(pk=notification_id)
    policy.triage(notification.panel_id, by)
    found = Transfer.objects.filter(pk=new_id, notification=notification).first()
    if found:
        return found
    if kind not in LEAVING:
        raise NotNow("kind", "Open a case first: a death that we review is agreed on the case.")
    _refuse(kind, agreed, reason)
    triage.transfer(notification_id=notification_id, version=version, by=by, to=agreed["other_panel"], reason=reason)
    return _made(new_id, notification.panel_id, kind, reason, agreed, by, notification=notification)


@transaction.atomic
def of_case(*, case_id, new_id, by, kind: str, reason: str, **agreed) -> Transfer:
    """What was agreed about a case. Where they lead, the case leaves the totals and its stub stays."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case_id)
    policy.manage(case, by)
    found = Transfer.objects.filter(pk=new_id, case=case).first()
    if found:
        return found
    _refuse(kind, agreed, reason)
    if case.transfers.filter(ended_at__isnull=True).exists():
        raise NotNow("agreed", "Something is agreed with another panel already. End that first.")
    if kind in LEAVING:
        back_or_on(case_id=case.pk, step=Step.TRANSFER, by=by, reason=reason)
    return _made(new_id, case.panel_id, kind, reason, agreed, by, case=case)


def _refuse(kind: str, agreed: dict, reason: str) -> None:
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")
    if not agreed.get("other_panel", "").strip():
        raise NotNow("to_whom", "Say which panel.")
    if kind == Kind.FORWARDED:
        return
    if not agreed.get("agreed_with", "").strip() or not agreed.get("agreed_on"):
        raise NotNow("agreed_with", "Say with whom in the other panel this was agreed, and when.")
    if agreed["agreed_on"] > today():
        raise NotNow("agreed_on", "The date of the agreement cannot be in the future.")


def _made(new_id, panel_id, kind: str, reason: str, agreed: dict, by, **subject) -> Transfer:
    made = Transfer.objects.create(
        id=new_id, panel_id=panel_id, kind=kind, reason=reason, by_id=by.pk, by_label=str(by), **agreed, **subject
    )
    details = {"kind": kind, "leaves": made.leaves}
    record("transfer_agreed", by=by, subject=made, case=made.case, label=_label(made), details=details)
    return made


def _label(transfer: Transfer) -> str:
    return (transfer.case or transfer.notification).reference


@transaction.atomic
def end(*, transfer_id, by, reason: str) -> Transfer:
    """What was agreed holds no longer: a stub comes back to life, a shared review becomes our own."""
    found = Transfer.objects.select_for_update(of=("self",)).select_related("case", "notification").get(pk=transfer_id)
    if found.case:
        policy.manage(found.case, by)
    else:
        policy.triage(found.panel_id, by)
    if found.ended_at:
        raise NotNow("ended", "This was ended already.")
    if not reason.strip():
        raise NotNow("reason", "Give a reason.")
    agreements.close(found, by=by, reason=reason)
    if found.case and found.case.status == Status.TRANSFERRED:
        transition(case_id=found.case_id, step=Step.REOPEN, by=by, reason=reason)
    if found.notification and found.notification.state == Notification.State.TRANSFERRED:
        one = found.notification
        triage.put_back(notification_id=one.pk, version=one.version, by=by, reason=reason)
    return found
