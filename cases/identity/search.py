"""Finds cases by who the child was. The words searched for are never kept: the trail says only what was found."""

import re

from django.db import connection
from django.db.models import Q, QuerySet

from accounts.roles import Role
from audit.recording import record
from cases.identity.models import Child, NamePart
from cases.identity.selectors import NAMES
from cases.models import Case
from cases.selectors.worklist import BESIDE, SHOWN

MOST = 50
LAST = "\U0010ffff"
"""Stands after every letter, in the order of their codes."""


def search(text: str, *, by, panel) -> list[tuple[Case, str]]:
    """``(case, name)`` of up to ``MOST`` cases in scope, by how reference or names begin or by the NHS number."""
    scope = Case.objects.visible_to(by)
    # Names and references are looked up apart: one condition for both would be tried on every case there is.
    named = scope.filter(pk__in=_named(text, by).filter(case__isnull=False).values("case_id"))
    referred = scope.filter(_referred(text.strip().upper(), by))
    found = [
        key for rows in (named, referred) for key in rows.order_by("-notified_on").values_list("pk", flat=True)[:MOST]
    ]
    rows = Case.objects.filter(pk__in=found).with_next_due().only(*SHOWN).select_related(*BESIDE)
    cases = list(rows.order_by("-notified_on")[:MOST])
    references = sorted(case.reference for case in cases)
    record("names_searched", by=by, subject=by, panel=panel, details={"cases": references})
    children = Child.objects.filter(case__in=cases).only(*NAMES)
    names = {child.case_id: child.name for child in children}
    return [(case, names.get(case.pk, "Name not recorded")) for case in cases]


def _named(text: str, by) -> QuerySet[Child]:
    """Each word begins a part of the same child's names. The scope is that of the case; panels are for the index.

    The conditions are such as the database asks before its own policies, so that an index answers them: order and
    equality, and neither a pattern nor a letter made small.
    """
    digits = re.sub(r"[\s-]", "", text)
    if re.fullmatch(r"[0-9]{10}", digits):
        return Child.objects.filter(nhs_number=digits)
    words, panels = _words(text), {panel.pk for panel in _panels(by)}
    children = Child.objects.all() if words else Child.objects.none()
    for word in words:
        parts = NamePart.objects.filter(_begins("part", word), panel__in=panels)
        children = children.filter(pk__in=parts.values("child_id"))
    return children


def _words(text: str) -> list[str]:
    """As the database cuts them when it keeps a name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_words(%s)", [text])
        return [word for (word,) in cursor.fetchall()]


def _referred(start: str, by) -> Q:
    """How the reference begins; where that is a number, after the code of its panel, too."""
    panels = _panels(by)
    found = Q(_begins("reference_upper", start), panel__in={panel.pk for panel in panels})
    for panel in panels if start[:1].isdigit() else ():
        found |= Q(_begins("reference_upper", f"{panel.code.upper()}-{start}"), panel=panel.pk)
    return found


def _panels(by) -> list:
    return [held.panel for held in by.current_memberships if held.role in (Role.MANAGER, Role.DOCTOR)]


def _begins(column: str, start: str) -> Q:
    return Q(**{f"{column}__gte": start, f"{column}__lt": f"{start}{LAST}"})
