"""Whether somebody on the panel had a part in a case: what the record says, as a kind and never as a name.

Only somebody who may see who the child was may ask; what comes back tells nothing of the family.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import models

from cases import policy
from cases.identity.models import Child
from cases.models import Case, InformationRequest, KeyWorker

TITLES = frozenset("dr mr mrs ms miss prof professor sister nurse pc dc".split())


class Ground(models.TextChoices):
    """Why somebody may have a conflict of interest."""

    LISTED = "listed", "is named in the record of the case"
    RETURNED = "returned", "answered a request for information about the child"
    EMPLOYER = "employer", "works for the same organisation as a professional who knew the child"


PERSONAL = frozenset({Ground.LISTED, Ground.RETURNED})
"""Grounds by which the person had a part in the case, as against the employer."""


@dataclass(frozen=True)
class Person:
    """Somebody on the panel, as the record would know them."""

    key: UUID
    name: str
    email: str
    organisation: str = ""


def grounds(cases: Iterable[Case], people: Iterable[Person], *, by) -> dict[tuple[UUID, UUID], list[str]]:
    """``{(case key, person key): grounds}`` for every pair for which there is one."""
    asked, persons = list(cases), list(people)
    for case in asked:
        policy.see_identity(case, by)
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for case, kind, name, email, organisation in _named(asked):
        for person in persons:
            if _same(person, name, email):
                found[case, person.key].add(kind)
            if kind == Ground.LISTED and organisation and _plain(organisation) == _plain(person.organisation):
                found[case, person.key].add(Ground.EMPLOYER)
    return {pair: sorted(kinds) for pair, kinds in found.items()}


def _named(cases: list[Case]):
    """``(case key, kind, name, email, organisation)`` of everybody whom the records name."""
    keys = [case.pk for case in cases]
    children = Child.objects.filter(case__in=keys).select_related("notification").prefetch_related("professionals")
    for child in children:
        for one in child.professionals.all():
            yield child.case_id, Ground.LISTED, one.name, one.email, one.organisation
        if told := child.notification:
            yield child.case_id, Ground.LISTED, told.notifier_name, told.notifier_email, told.notifier_agency
    for worker in KeyWorker.objects.filter(case__in=keys).select_related("user"):
        yield worker.case_id, Ground.LISTED, worker.name, worker.user.email if worker.user else "", ""
    answered = InformationRequest.objects.filter(case__in=keys, answered_on__isnull=False)
    for request in answered.select_related("answered_by"):
        yield request.case_id, Ground.RETURNED, request.respondent_name, request.respondent_email, ""


def _same(person: Person, name: str, email: str) -> bool:
    if email and email.casefold() == person.email.casefold():
        return True
    parts = _parts(name)
    return len(parts) > 1 and parts == _parts(person.name)


def _parts(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", name.casefold())) - TITLES


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
