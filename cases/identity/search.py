"""Finds cases by who the child was. The words searched for are never kept: the trail says only what was found."""

import re

from django.db.models import Q

from audit.recording import record
from cases.identity.models import Child
from cases.models import Case

MOST = 50


def search(text: str, *, by, panel) -> list[tuple[Case, str]]:
    """``(case, name)`` of up to ``MOST`` cases in scope whose reference, child's name or NHS number matches."""
    scope = Case.objects.visible_to(by)
    children = Child.objects.filter(_matches(text), case__in=scope).values("case_id")
    found = scope.filter(Q(pk__in=children) | Q(reference__icontains=text.strip()))
    cases = list(found.select_related("local_authority", "case_worker").with_next_due().order_by("-notified_on")[:MOST])
    references = sorted(case.reference for case in cases)
    record("names_searched", by=by, subject=by, panel=panel, details={"cases": references})
    names = {child.case_id: child.name for child in Child.objects.filter(case__in=cases)}
    return [(case, names.get(case.pk, "Name not recorded")) for case in cases]


def _matches(text: str) -> Q:
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"[0-9]{10}", digits):
        return Q(nhs_number=digits)
    matching = Q()
    for word in text.split():
        matching &= Q(first_names__icontains=word) | Q(surname__icontains=word) | Q(aliases__icontains=word)
    return matching if text.strip() else Q(pk__in=[])
