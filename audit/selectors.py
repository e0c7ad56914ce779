"""Reads the trail a page at a time. What a reader may see is given as a ``Scope``, made by the app that knows roles."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from audit.models import Event
from audit.recording import SITE
from audit.verbs import GROUPS

PAGE = 25


@dataclass(frozen=True)
class Scope:
    """Chains that are read whole, and people whose entries outside any chain belong to it too."""

    chains: frozenset[str]
    people: frozenset[str]

    @property
    def condition(self) -> Q:
        """Entries of the chains, of the people, and those that concern nobody in particular."""
        return Q(chain__in=self.chains) | self.beside

    @property
    def beside(self) -> Q:
        """Entries outside the chains: of the people, and those that concern nobody in particular."""
        about = Q(actor_id__in=self.people) | Q(subject_id__in=self.people) | Q(actor_id="", subject_id="")
        return Q(chain=SITE) & about


@dataclass(frozen=True)
class Wanted:
    """What is searched for; empty fields search for nothing."""

    person: str = ""
    about: str = ""
    verb: str = ""
    reference: str = ""
    case_id: str = ""
    first: date | None = None
    last: date | None = None

    @property
    def said(self) -> dict:
        """The search as the trail keeps it: whether, not what, where a name was typed."""
        given = {
            "about": self.about,
            "verb": self.verb,
            "reference": self.reference,
            "case": self.case_id,
            "person": bool(self.person),
        }
        dates = {"first": str(self.first or ""), "last": str(self.last or "")}
        return {name: value for name, value in {**given, **dates}.items() if value}


@dataclass(frozen=True)
class Page:
    """Entries, newest first, and where the next and the first page begin."""

    events: list[Event] = field(default_factory=list)
    older: int | None = None
    is_first: bool = True


def search(scope: Scope, wanted: Wanted, *, before: int | None = None) -> Page:
    """One page by key, so that a long trail costs no more further down, and new entries move nothing.

    Each chain is read by its own index; one condition for all of them would be answered by walking the whole trail.
    """
    found = [event for chain in sorted(scope.chains) for event in _newest(_of_chain(chain), wanted, before)]
    found = sorted(found, key=_by_key, reverse=True)[: PAGE + 1]
    since = found[-1].pk if len(found) > PAGE else 0
    found = sorted([*found, *_newest(scope.beside, wanted, before, since)], key=_by_key, reverse=True)
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return Page(found[:PAGE], older, is_first=not before)


def _by_key(event: Event) -> int:
    return event.pk


def _of_chain(chain: str) -> Q:
    """From the key to the key, not equal to it: entries in order of chain and number only the chain's index has.

    Told that all are of one chain, the planner may walk all entries there are from the newest, past every other
    panel's, until it has met enough: of 3 million it read 129,953 pages for a panel that had long been quiet.
    """
    return Q(chain__gte=chain, chain__lte=chain)


def _newest(where: Q, wanted: Wanted, before: int | None, since: int = 0) -> list[Event]:
    found = _matching(where, wanted).filter(id__gte=since) if since else _matching(where, wanted)
    return list((found.filter(id__lt=before) if before else found).order_by("chain", "-id")[: PAGE + 1])


def case_reference(scope: Scope, case_id: str) -> str:
    """The reference of a case, as the trail knows it; empty for a case that the scope knows nothing of."""
    found = Event.objects.filter(scope.condition, case_id=case_id).exclude(case_reference="")
    return found.order_by("-id").values_list("case_reference", flat=True).first() or ""


def knows_case(scope: Scope, case_id: str) -> bool:
    """Whether there is any entry about this case in scope."""
    return Event.objects.filter(scope.condition, case_id=case_id).exists()


def _matching(where: Q, wanted: Wanted) -> QuerySet[Event]:
    found = Event.objects.filter(where)
    if wanted.person:
        found = found.filter(Q(actor_label__icontains=wanted.person) | Q(subject_label__icontains=wanted.person))
    if wanted.verb:
        found = found.filter(verb=wanted.verb)
    elif wanted.about:
        found = found.filter(verb__in=GROUPS[wanted.about].sentences)
    if wanted.reference:
        found = found.filter(case_reference__iexact=wanted.reference)
    if wanted.case_id:
        found = found.filter(case_id=wanted.case_id)
    if wanted.first:
        found = found.filter(happened_at__gte=_midnight(wanted.first))
    if wanted.last:
        found = found.filter(happened_at__lt=_midnight(wanted.last + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
