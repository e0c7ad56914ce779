"""Whether somebody on the panel had a part in a case: what the record says, as a kind and never as a name.

Only somebody who may see who the child was may ask; what comes back tells nothing of the family.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import models
from django.db.models import Q

from cases import policy
from cases.identity.models import Child
from cases.models import Case, InformationRequest, KeyWorker, Notification

TITLES = frozenset("dr mr mrs ms miss prof professor sister nurse pc dc".split())


class Ground(models.TextChoices):
    """Why somebody may have a conflict of interest."""

    LISTED = "listed", "is named in the record of the case"
    RETURNED = "returned", "answered a request for information about the child"
    EMPLOYER = "employer", "works for an organisation that knew the child or was asked for information"


PERSONAL = frozenset({Ground.LISTED, Ground.RETURNED})
"""Grounds by which the person had a part in the case, as against the employer."""


@dataclass(frozen=True)
class Person:
    """Somebody on the panel, as the record would know them."""

    key: UUID
    name: str
    email: str
    organisation: str = ""
    organisation_key: UUID | None = None


@dataclass(frozen=True)
class _Named:
    """Somebody, or an organisation, that the record of a case names."""

    case: UUID
    name: str = ""
    email: str = ""
    organisation: str = ""
    organisation_key: UUID | None = None
    user: UUID | None = None
    kind: str = Ground.LISTED

    def is_(self, person: Person) -> bool:
        """Whether it is this person: by account or address, or by the whole name."""
        if self.user == person.key or self.email and self.email.casefold() == person.email.casefold():
            return True
        parts = _parts(self.name)
        return len(parts) > 1 and parts == _parts(person.name)

    def employs(self, person: Person) -> bool:
        """Whether it is of the organisation that this person works for, which a record may know by its name only."""
        if self.organisation_key and self.organisation_key == person.organisation_key:
            return True
        return bool(self.organisation) and _plain(self.organisation) == _plain(person.organisation)


def grounds(cases: Iterable[Case], people: Iterable[Person], *, by) -> dict[tuple[UUID, UUID], list[str]]:
    """``{(case key, person key): grounds}`` for every pair for which there is one."""
    asked, persons = list(cases), list(people)
    for case in asked:
        policy.see_identity(case, by)
    found: dict[tuple[UUID, UUID], set[str]] = defaultdict(set)
    for one in _named([case.pk for case in asked]):
        for person in persons:
            if one.is_(person):
                found[one.case, person.key].add(one.kind)
            if one.employs(person):
                found[one.case, person.key].add(Ground.EMPLOYER)
    return {pair: sorted(kinds) for pair, kinds in found.items()}


def _named(keys: list[UUID]) -> Iterator[_Named]:
    """Everybody whom the records name."""
    yield from _around_the_child(keys)
    yield from _in_notifications(keys)
    for worker in KeyWorker.objects.filter(case__in=keys).select_related("user", "organisation"):
        email = worker.user.email if worker.user else worker.contact
        yield _Named(
            worker.case_id, worker.name, email, worker.organisation.name, worker.organisation_id, worker.user_id
        )
    yield from _asked(keys)


def _around_the_child(keys: list[UUID]) -> Iterator[_Named]:
    """Professionals and relatives; those of a notification that told of the same death again too."""
    again = Q(notification__duplicate_of__in=keys)
    children = Child.objects.filter(Q(case__in=keys) | again).select_related("notification")
    for child in children.prefetch_related("professionals", "relatives"):
        case = child.case_id if child.case_id in keys else child.notification.duplicate_of_id
        for one in child.professionals.all():
            yield _Named(case, one.name, one.email, one.organisation)
        for relative in child.relatives.all():
            yield _Named(case, relative.name)


def _in_notifications(keys: list[UUID]) -> Iterator[_Named]:
    """Who notified, who led the joint agency response, whom the family was given as its key worker."""
    for told in Notification.objects.filter(Q(case__in=keys) | Q(duplicate_of__in=keys)):
        case = told.case_id if told.case_id in keys else told.duplicate_of_id
        yield _Named(case, told.notifier_name, told.notifier_email, told.notifier_agency)
        yield _Named(case, told.jar_lead)
        yield _Named(case, told.key_worker_name, told.key_worker_contact)


def _asked(keys: list[UUID]) -> Iterator[_Named]:
    """Organisations asked for information, unless they did not know the child; and who answered for them."""
    asked = InformationRequest.objects.filter(case__in=keys).exclude(state=InformationRequest.State.CANCELLED)
    for row in asked.select_related("organisation"):
        if row.state != InformationRequest.State.NOT_KNOWN_CHILD:
            yield _Named(row.case_id, organisation=row.organisation.name, organisation_key=row.organisation_id)
        if row.answered_on is None:
            continue
        answered = partial(_Named, row.case_id, kind=Ground.RETURNED)
        yield answered(row.respondent_name, row.respondent_email)
        yield answered(row.answered_name)
        if row.answered_via == InformationRequest.Via.SERVICE:  # otherwise the account is of whoever entered it
            yield answered(user=row.answered_by_id)


def _parts(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", name.casefold())) - TITLES


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())
