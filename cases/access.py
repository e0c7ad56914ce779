"""Whether a person holds a grant on one case today."""

from cases.models import Case


def holds(case: Case, user) -> bool:
    """A grant that has not run out, on a case that is not closed to this person."""
    return Case.objects.reviewable_by(user).filter(pk=case.pk).exists()
