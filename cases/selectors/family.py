"""Reads the thread with a family."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from cases.models import Case, FamilyContact, FamilyQuestion


def contacts_of(case: Case) -> list[FamilyContact]:
    """Every contact, the latest first, with who wrote it down."""
    return list(FamilyContact.objects.filter(case=case).select_related("by"))


def questions_of(case: Case) -> list[FamilyQuestion]:
    """Every question, in the order in which they were asked."""
    return list(FamilyQuestion.objects.filter(case=case))


def question_of(case: Case, key: UUID) -> FamilyQuestion:
    """One of the family's questions."""
    return get_object_or_404(FamilyQuestion.objects.filter(case=case), pk=key)
