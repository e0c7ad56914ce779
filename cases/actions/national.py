"""Records that a return reached the national database, with a copy of exactly what was sent."""

from datetime import date

from django.db import transaction

from audit.recording import record
from cases import policy
from cases.actions import steps
from cases.actions.transition import transition
from cases.identity import national
from cases.identity.models import ReturnCopy
from cases.models import Case, NationalReturn
from cases.national import senders
from cases.national.bundle import FORM, Bundle
from cases.workflow import Status, Step
from common.dates import today
from common.errors import NotNow, Stale
from common.sealing import seal

Stage = NationalReturn.Stage
DONE = (Status.REVIEWED, Status.SUBMITTED, Status.CLOSED)


@transaction.atomic
def send(*, case_id, new_id, stage: str, on: date, digest: str, by, receipt: str = "") -> NationalReturn:
    """Sends the return, or records that it was keyed in. ``digest`` is of what the person saw: if the case has changed
    since, nothing is recorded. The same ``new_id`` twice is one submission."""
    case = Case.objects.select_for_update(of=("self",)).select_related("local_authority", "panel").get(pk=case_id)
    policy.manage(case, by)
    found = NationalReturn.objects.filter(pk=new_id, case=case).first()
    if found:
        return found
    _refuse(case, stage, on)
    bundle = national.bundle_of(case, by=by, purpose="Sending to the national database")
    if bundle.digest != digest:
        raise Stale()
    made = _keep(case, new_id, stage, on, bundle, receipt, by)
    _move_on(case, stage, on, by)
    details = {"number": made.number, "stage": stage, "digest": made.digest, "missing": made.missing}
    record("return_sent", by=by, subject=made, case=case, label=case.reference, details=details)
    return made


def digest(case: Case, *, by) -> str:
    """What ``send`` is to be given by somebody who takes the case as it is now."""
    return national.bundle_of(case, by=by, purpose="Sending to the national database").digest


def _refuse(case: Case, stage: str, on: date) -> None:
    if not case.died_on <= on <= today():
        raise NotNow("date", "The date must lie between the death and today.")
    if stage == Stage.FINAL and case.status not in DONE:
        raise NotNow("not_reviewed", "The final analysis can be sent when the panel has finalised it.")


def _keep(case: Case, new_id, stage: str, on: date, bundle: Bundle, said: str, by) -> NationalReturn:
    content, sender = bundle.content(), senders.current()
    receipt = sender.send(content, key=str(new_id), said=said)
    last = case.national_returns.order_by("-number").first()
    made = NationalReturn.objects.create(
        id=new_id,
        case=case,
        number=last.number + 1 if last else 1,
        stage=stage,
        sent_on=on,
        sender=sender.code,
        receipt=receipt.reference,
        form=FORM,
        digest=bundle.digest,
        filled=bundle.filled,
        missing=len(bundle.missing),
        by_id=by.pk,
        by_label=str(by),
    )
    ReturnCopy.objects.create(national_return=made, sealed=seal(content))
    return made


def _move_on(case: Case, stage: str, on: date, by) -> None:
    """The first submission is the notification of the death; the final analysis ends the work for the national side."""
    if case.ncmd_notified_on is None:
        steps.tell_national_database(case_id=case.pk, version=case.version, on=on, by=by)
    if stage == Stage.FINAL and case.status == Status.REVIEWED:
        transition(case_id=case.pk, step=Step.SUBMIT, by=by)
