"""The search, and its entries in the trail."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts import policy
from accounts.models import Panel, User
from audit.recording import record, record_all
from cases.models import Case
from cdop.subject_access.places import PLACES
from common.mentions import mentions


@dataclass(frozen=True)
class Named:
    """One record that names the person, and where in it. ``opens`` is whether the reader may go there."""

    reference: str
    places: list[str]
    case: UUID | None = None
    opens: bool = False


@dataclass(frozen=True)
class Found:
    """Records that name the person, and places that belong to no record of a death."""

    records: list[Named]
    elsewhere: list[str]


@transaction.atomic
def search(*, panel: Panel, sought: str, request: str, by: User) -> Found:
    """Where ``sought`` (a name or an email address) stands within the panel; ``request`` is the asker's own reference.

    Who looked, and in which cases the person was found, goes into the trail; the name does not. A case that is closed
    to the searcher by a conflict of interest is not in the answer.
    """
    policy.seek_person(by, panel)
    in_records, elsewhere = _sorted(panel, sought)
    cases = {case.pk: case for case in _cases(in_records).without_exclusion(by)}
    closed = set(_cases(in_records).values_list("pk", flat=True)) - set(cases)
    details = {"request": request, "records": len(in_records) - len(closed), "elsewhere": len(elsewhere)}
    record("person_sought", by=by, subject=panel, label="A search", panel=panel, details=details)
    record_all("person_found", by=by, about=[(case, case) for case in cases.values()], details={"request": request})
    opens = set(Case.objects.visible_to(by).filter(pk__in=cases).values_list("pk", flat=True))
    shown = [
        Named(reference, sorted(places), key if key in cases else None, key in opens)
        for (key, reference), places in in_records.items()
        if key not in closed
    ]
    return Found(sorted(shown, key=lambda one: one.reference), sorted(elsewhere))


def _sorted(panel: Panel, sought: str) -> tuple[dict[tuple[UUID, str], set[str]], set[str]]:
    in_records, elsewhere = defaultdict(set), set()
    for place in PLACES:
        for one in mentions(place, sought, panel):
            if one.record is None:
                elsewhere.add(one.words)
            else:
                in_records[one.record, one.reference].add(one.words)
    return dict(in_records), elsewhere


def _cases(in_records):
    return Case.objects.filter(pk__in=[key for key, _ in in_records]).select_related("panel").order_by("reference")
