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
    # Names and references are looked up apart: one condition for both would be tried on every case there is.
    named = scope.filter(pk__in=Child.objects.filter(_matches(text), case__isnull=False).values("case_id"))
    referred = scope.filter(reference__icontains=text.strip())
    found = [
        key for rows in (named, referred) for key in rows.order_by("-notified_on").values_list("pk", flat=True)[:MOST]
    ]
    rows = Case.objects.filter(pk__in=found).select_related("local_authority", "case_worker").with_next_due()
    cases = list(rows.order_by("-notified_on")[:MOST])
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
