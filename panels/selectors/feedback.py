"""Reads about feedback to families."""

from uuid import UUID

from django.http import Http404

from cases.models import Case, FamilyQuestion, KeyWorker
from cases.selectors.scope import own_family
from panels.models import FamilyFeedback


def of_case(case: Case) -> FamilyFeedback | None:
    """What was written for the family of a case."""
    return FamilyFeedback.objects.filter(case=case).select_related("case__panel", "sent_to").first()


def worker_of(case: Case) -> KeyWorker | None:
    """The family's key worker today."""
    return KeyWorker.objects.current().filter(case=case).select_related("user").first()


def for_key_worker(key: UUID, user) -> tuple[KeyWorker, FamilyFeedback | None]:
    """A family that this key worker supports, and what was given to its key worker, if anything was."""
    family = own_family(key, user)
    return family, FamilyFeedback.objects.filter(case=family.case, sent_at__isnull=False).select_related("case").first()


def sent_for(key: UUID, user) -> tuple[KeyWorker, FamilyFeedback]:
    """The same, where there is some."""
    family, feedback = for_key_worker(key, user)
    if feedback is None:
        raise Http404
    return family, feedback


def unanswered(case: Case) -> int:
    """How many questions of the family wait for an answer."""
    return FamilyQuestion.objects.filter(case=case, answered_on__isnull=True).count()
