"""Reads who the child is. Every call is checked and leaves one entry in the trail."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import QuerySet

from accounts.models import Panel
from audit.recording import record
from cases import policy
from cases.identity.models import Child, called
from cases.models import Case, UrgentAccess


class Named(NamedTuple):
    """All that a list reads of a child."""

    case_id: UUID
    reference: str
    panel_id: UUID
    first_names: str
    surname: str

    @property
    def name(self) -> str:
        """As ``Child.name``."""
        return called(self.first_names, self.surname)


def read_names(children: QuerySet[Child]) -> list[Named]:
    """Of each child that became a case; the caller has narrowed them to a scope, and records the look."""
    rows = children.values_list("case_id", "case__reference", "case__panel_id", "first_names", "surname")
    return [Named(*row) for row in rows]


def names_for(cases: Iterable[Case], *, by, purpose: str) -> dict:
    """``{case key: name}`` for a list the person may see; cases out of scope, or without a child, are left out."""
    scope = Case.objects.visible_to(by).filter(pk__in=[case.pk for case in cases])
    seen = read_names(Child.objects.filter(case__in=scope))
    if not seen:
        return {}
    record(
        "names_listed",
        by=by,
        subject=by,
        panel=Panel(pk=seen[0].panel_id),  # names the chain; nothing of the panel is needed
        purpose=purpose,
        details={"cases": sorted(one.reference for one in seen)},
    )
    return {one.case_id: one.name for one in seen}


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
