"""Merges of a case."""

from uuid import UUID

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from cases.models import Case, Merge


def of_case(case: Case) -> QuerySet[Merge]:
    """What was merged into this case."""
    return Merge.objects.filter(kept=case).select_related("notification", "other", "kept")


def one(case: Case, key: UUID) -> Merge:
    """One merge into this case, or 404."""
    return get_object_or_404(of_case(case), pk=key)


def merges(case: Case) -> list[Merge]:
    """The same, the latest first."""
    return list(of_case(case))


STAYS = (
    ("requests", "request", "requests"),
    ("responses", "form", "forms"),
    ("attachments", "document", "documents"),
    ("notes", "note", "notes"),
    ("processes", "other process", "other processes"),
    ("review_meetings", "review meeting", "review meetings"),
    ("family_contacts", "contact with the family", "contacts with the family"),
    ("family_questions", "question of the family", "questions of the family"),
    ("key_workers", "key worker", "key workers"),
)
"""What hangs on a case and is not copied: ``(relation, one, several)``."""


def staying(other: Case) -> list[str]:
    """What stays with a case that is merged into another one: ``["2 requests", "1 key worker"]``."""
    kinds = {name: Count(name, distinct=True) for name, *_ in STAYS}
    counts = Case.objects.filter(pk=other.pk).aggregate(**kinds)
    return [f"{counts[name]} {one if counts[name] == 1 else several}" for name, one, several in STAYS if counts[name]]
