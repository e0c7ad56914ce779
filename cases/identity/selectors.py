"""Reads who the child is. Every call is checked and leaves one entry in the trail."""

from collections.abc import Iterable

from accounts.models import Panel
from audit.recording import record
from cases import policy
from cases.identity.models import Child
from cases.models import Case, UrgentAccess

NAMES = ("case", "first_names", "surname")
"""All that a list reads of a child."""


def names_for(cases: Iterable[Case], *, by, purpose: str) -> dict:
    """``{case key: name}`` for a list the person may see; cases out of scope are left out."""
    scope = Case.objects.visible_to(by).filter(pk__in=[case.pk for case in cases])
    seen = list(scope.values_list("pk", "reference", "panel_id", named=True))
    if not seen:
        return {}
    record(
        "names_listed",
        by=by,
        subject=by,
        panel=Panel(pk=seen[0].panel_id),  # names the chain; nothing of the panel is needed
        purpose=purpose,
        details={"cases": sorted(case.reference for case in seen)},
    )
    named = Child.objects.filter(case__in=[case.pk for case in seen]).only(*NAMES)
    return {child.case_id: child.name for child in named}


def child_of(case: Case, *, by, purpose: str) -> Child | None:
    """The child of one case, or nothing for an imported case without identity.

    Family and professionals hang on it and are read by the few pages that show them.
    """
    policy.see_identity(case, by)
    record("identity_viewed", by=by, subject=case, case=case, purpose=purpose)
    return Child.objects.filter(case=case).first()


def child_in_emergency(access: UrgentAccess, *, by) -> Child | None:
    """The child of a case that was opened to this person in an emergency, while that holds."""
    policy.use_urgent_access(access, by)
    record("identity_viewed", by=by, subject=access.case, case=access.case, purpose="Urgent access")
    return Child.objects.filter(case=access.case).prefetch_related("relatives", "professionals").first()
