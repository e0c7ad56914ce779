"""Merges of a case."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet
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


def same_death(case: Case) -> list[Case]:
    """The other cases that were merged with this one, in however many steps; none of a merge that was undone."""
    merged = Merge.objects.filter(other__isnull=False, undone_at__isnull=True)
    found, new = {case.pk}, {case.pk}
    while new:
        pairs = merged.filter(Q(kept__in=new) | Q(other__in=new)).values_list("kept", "other")
        new = {key for pair in pairs for key in pair} - found
        found |= new
    return list(Case.objects.filter(pk__in=found - {case.pk}).select_related("panel"))


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
