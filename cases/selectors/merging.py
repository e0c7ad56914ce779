"""Merges of a case."""

from uuid import UUID

from django.db.models import QuerySet
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
