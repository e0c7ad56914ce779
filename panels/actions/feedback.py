"""Feedback to the family: written by the manager, given to the key worker, told to the family."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy as case_policy
from cases.actions import family
from cases.models import Case, FamilyContact, FamilyQuestion, KeyWorker
from cases.workflow import Status
from common.dates import today
from common.errors import NotNow, Stale
from common.models import save_version
from panels import emails
from panels.models import FamilyFeedback

FINISHED = (Status.REVIEWED, Status.SUBMITTED, Status.CLOSED)


@transaction.atomic
def save(*, case_id: UUID, version: int, text: str, by) -> FamilyFeedback:
    """Saves the words (``version`` 0 for the first time), once the review is finished."""
    case = _locked(case_id, by)
    feedback = FamilyFeedback.objects.select_for_update(of=("self",)).filter(case=case).first()
    if feedback is None:
        feedback = FamilyFeedback.objects.create(case=case, text=text)
    elif version == 0 and feedback.text != text:
        raise Stale([("What the family may hear", text, feedback.text)])
    else:
        save_version(feedback, version=version or feedback.version, text=text)
    record("feedback_saved", by=by, subject=feedback, case=case, panel=case.panel)
    return feedback


@transaction.atomic
def send(*, case_id: UUID, version: int, by) -> FamilyFeedback:
    """Gives it to the family's key worker of today, with an email that holds nothing of it.

    The family's questions go along, so each has to be answered first.
    """
    case = _locked(case_id, by)
    feedback = FamilyFeedback.objects.select_for_update(of=("self",)).get(case=case)
    worker = KeyWorker.objects.current().filter(case=case).select_related("user").first()
    if worker is None or worker.user is None:
        raise NotNow("key_worker", "Name a key worker with an account first: feedback reaches the family through them.")
    if FamilyQuestion.objects.filter(case=case, answered_on__isnull=True).exists():
        raise NotNow("questions", "First answer every question of the family, even if the answer is that nobody knows.")
    given = {"sent_at": timezone.now(), "sent_by_id": by.pk, "sent_to_id": worker.pk}
    save_version(feedback, version=version, **given)
    details = {"key_worker": str(worker.pk)}
    record("feedback_sent", by=by, subject=feedback, case=case, panel=case.panel, details=details)
    emails.feedback_ready(feedback, worker, by=by)
    return feedback


@transaction.atomic
def told(*, key_worker: KeyWorker, version: int, on: date, new_id: UUID, by) -> FamilyFeedback:
    """The key worker says when the family heard it; the thread with the family says so too."""
    case_policy.support_family(key_worker, by)
    feedback = FamilyFeedback.objects.select_for_update(of=("self",)).select_related("case__panel").get(
        case=key_worker.case_id, sent_at__isnull=False
    )  # fmt: skip
    if not timezone.localtime(feedback.sent_at).date() <= on <= today():
        raise NotNow("date", "The date lies between the day you were given the feedback and today.")
    save_version(feedback, version=version, told_on=on)
    family.add_contact(case_id=feedback.case_id, new_id=new_id, kind=FamilyContact.Kind.OUTCOME, on=on, by=by)
    record("family_told", by=by, subject=feedback, case=feedback.case, panel=feedback.case.panel)
    return feedback


@transaction.atomic
def read(*, feedback: FamilyFeedback, by) -> FamilyFeedback:
    """Records that the key worker looked at it, which was found in their scope."""
    record("feedback_viewed", by=by, subject=feedback, case=feedback.case, panel=feedback.case.panel)
    return feedback


def _locked(case_id: UUID, by) -> Case:
    case = Case.objects.select_for_update(of=("self",)).select_related("panel").get(pk=case_id)
    case_policy.manage(case, by)
    if case.status not in FINISHED:
        raise NotNow("unfinished", "The family hears of the review when it is finished.")
    return case
