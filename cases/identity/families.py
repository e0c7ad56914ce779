"""Other deaths in a child's family: proposed from what is recorded, settled by the CDR manager.

Only people who may see the identity of both children see a link; nothing of it reaches the review.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from audit.recording import record
from cases.identity.models import Child, FamilyLink
from cases.models import Case
from cases.workflow import Status

Relation = FamilyLink.Relation


@dataclass(frozen=True)
class Kin:
    """Another death that is or may be in the family."""

    case: Case
    name: str
    relation: str = ""
    why: tuple[str, ...] = ()
    note: str = ""


def settled(case: Case, *, by) -> list[Kin]:
    """The deaths that were settled to be in this child's family, the earliest first."""
    links = FamilyLink.objects.filter(Q(first=case) | Q(second=case)).exclude(relation=Relation.NONE)
    others = {link.second_id if link.first_id == case.pk else link.first_id: link for link in links}
    found = _named(others, case, by, "Deaths in one family") if others else []
    return [Kin(row, name, others[row.pk].relation, note=others[row.pk].note) for row, name in found]


def proposed(case: Case, *, by) -> list[Kin]:
    """Deaths that may be in this child's family: the same mother or carer, or the same address; not settled yet."""
    child = Child.objects.filter(case=case).prefetch_related("relatives").first()
    alike = _alike(child) if child else None
    if not alike:
        return []
    links = FamilyLink.objects.filter(Q(first=case) | Q(second=case)).values_list("first_id", "second_id")
    known = {case.pk, *(key for pair in links for key in pair)}
    rows = Child.objects.filter(alike, case__in=Case.objects.visible_to(by)).exclude(case__in=known)
    rows = rows.exclude(case__status=Status.DUPLICATE).distinct().prefetch_related("relatives")
    others = {row.case_id: row for row in rows}
    found = _named(others, case, by, "Proposed deaths in one family") if others else []
    return [Kin(row, name, _relation(child, others[row.pk]), _why(child, others[row.pk])) for row, name in found]


def _named(others: dict, case: Case, by, purpose: str) -> list[tuple[Case, str]]:
    """The cases in scope with the child's name; one entry in the trail."""
    cases = list(Case.objects.visible_to(by).filter(pk__in=others).order_by("died_on", "reference"))
    references = sorted(row.reference for row in cases)
    if references:
        record("names_listed", by=by, subject=case, case=case, purpose=purpose, details={"cases": references})
    names = {child.case_id: child.name for child in Child.objects.filter(case__in=cases)}
    return [(row, names.get(row.pk, "Name not recorded")) for row in cases]


def _alike(child: Child) -> Q:
    wanted = Q()
    for person in child.relatives.all():
        if person.nhs_number:
            wanted |= Q(relatives__nhs_number=person.nhs_number)
        if person.name and person.born_on:
            wanted |= Q(relatives__name__iexact=person.name.strip(), relatives__born_on=person.born_on)
    if child.postcode and child.address.strip():
        wanted |= Q(postcode=child.postcode, address__iexact=child.address.strip())
    return wanted


def _people(child: Child) -> tuple[set, set]:
    relatives = list(child.relatives.all())
    numbers = {person.nhs_number for person in relatives if person.nhs_number}
    people = {(p.name.strip().casefold(), p.born_on) for p in relatives if p.name and p.born_on}
    return numbers, people


def _why(child: Child, other: Child) -> tuple[str, ...]:
    (numbers, people), (their_numbers, their_people) = _people(child), _people(other)
    homes = [(one.postcode, one.address.strip().casefold()) for one in (child, other)]
    reasons = (
        (bool(numbers & their_numbers), "the same NHS number of a parent or carer"),
        (bool(people & their_people), "a parent or carer of the same name and date of birth"),
        (all(homes[0]) and homes[0] == homes[1], "the same address"),
    )
    return tuple(words for holds, words in reasons if holds)


def _relation(child: Child, other: Child) -> str:
    """Twins are born within a day of each other; whether these two are is for the manager to say."""
    if child.born_on and other.born_on and abs(child.born_on - other.born_on) <= timedelta(days=1):
        return Relation.TWIN
    return Relation.SIBLING


def link_between(case: Case, other: Case) -> FamilyLink | None:
    """What was settled about two cases."""
    first, second = sorted((case.pk, other.pk))
    return FamilyLink.objects.filter(first=first, second=second).first()
