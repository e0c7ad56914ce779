"""Finds what may be the same death, and says why. Flags only: nothing is ever merged by itself.

Twins share nearly everything but the NHS number and the birth order, so a likely pair is marked as one.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from audit.recording import record
from cases.identity.models import Child
from cases.models import Case, Notification

NEAR_DAYS = 3
SIMILAR = 0.4
State = Notification.State


@dataclass(frozen=True)
class Known:
    """What two children are compared by."""

    first_names: str = ""
    surname: str = ""
    nhs_number: str = ""
    born_on: date | None = None
    died_on: date | None = None
    postcode: str = ""
    babies: int | None = None


@dataclass(frozen=True)
class Suspicion:
    """Why two notifications may be of one death."""

    reasons: tuple[str, ...]
    could_be_twins: bool


@dataclass(frozen=True)
class Suspect:
    """A case or another notification that may be the same death. Exactly one of the two is given."""

    why: Suspicion
    child: Child
    died_on: date | None
    case: Case | None = None
    notification: Notification | None = None


def trigrams(text: str) -> set[str]:
    """The three-letter pieces of a text, as PostgreSQL's ``pg_trgm`` cuts them, after accents were taken off."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    padded = [f"  {word} " for word in re.findall(r"\w+", plain.lower().replace("_", " "))]
    return {word[start : start + 3] for word in padded for start in range(len(word) - 2)}


def similarity(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: what ``similarity()`` of the database says of plain letters."""
    first, second = trigrams(one), trigrams(other)
    shared = len(first & second)
    return shared / len(first | second) if shared else 0.0


def compare(this: Known, other: Known) -> Suspicion | None:
    """The reasons why these may be one child, or nothing."""
    same_number = bool(this.nhs_number) and this.nhs_number == other.nhs_number
    alike = similarity(f"{this.first_names} {this.surname}", f"{other.first_names} {other.surname}") >= SIMILAR
    born, died = _days(this.born_on, other.born_on), _days(this.died_on, other.died_on)
    same_home = bool(this.postcode) and this.postcode == other.postcode
    near = born <= NEAR_DAYS or died <= NEAR_DAYS
    exchanged = _exchanged(this.born_on, other.born_on)
    linked = near and (alike or same_home) or (alike and (same_home or exchanged)) or (born == 0 and died == 0)
    if not (same_number or linked):
        return None
    reasons = [
        *(["the same NHS number"] if same_number else []),
        *(["a similar name"] if alike else []),
        *_near("born", born),
        *_near("died", died),
        *(["day and month of birth exchanged"] if exchanged else []),
        *(["the same postcode"] if same_home else []),
    ]
    return Suspicion(tuple(reasons), could_be_twins=not same_number and born <= 1 and _twins(this, other))


def _twins(this: Known, other: Known) -> bool:
    numbers_differ = bool(this.nhs_number and other.nhs_number)
    names_differ = this.first_names.strip().lower() != other.first_names.strip().lower()
    return numbers_differ or names_differ or max(this.babies or 1, other.babies or 1) > 1


def _exchanged(one: date | None, other: date | None) -> bool:
    """3 May and 5 March of one year: the slip that people make when they type a date."""
    if not (one and other) or one == other:
        return False
    return one.year == other.year and one.month == other.day and one.day == other.month


def _days(one: date | None, other: date | None) -> int:
    return abs((one - other).days) if one and other else 10_000


def _near(what: str, days: int) -> list[str]:
    if days > NEAR_DAYS:
        return []
    return [f"{what} on the same day" if days == 0 else f"{what} within {NEAR_DAYS} days"]


def suspects(notification: Notification, child: Child | None, *, by) -> list[Suspect]:
    """What may be the same death as this notification, the strongest reasons first; the look at it is recorded."""
    if child is None:
        return []
    found = of_many([(notification, child)], by=by).get(notification.pk, [])
    _note(found, notification, None, by)
    return found


def of_case(case: Case, child: Child | None, *, by) -> list[Suspect]:
    """What may be the same death as this case: other cases, and notifications that wait; the look is recorded."""
    if child is None:
        return []
    found = []
    for other in _candidates([(case, child)], by):
        waits = other.notification and other.notification.state == State.RECEIVED
        if other.pk == child.pk or (other.case is None and not waits):
            continue
        suspect = _suspect(case, child, other)
        if suspect:
            found.append(suspect)
    _note(found, case, case, by)
    return sorted(found, key=lambda suspect: -len(suspect.why.reasons))


def _note(found: list[Suspect], beside: Case | Notification, case: Case | None, by) -> None:
    """The reader is about to see who these children were."""
    if found:
        cases = sorted(one.case.reference for one in found if one.case)
        notices = sorted(one.notification.reference for one in found if one.notification)
        details = {"cases": cases, "notifications": notices}
        record("names_listed", by=by, subject=beside, case=case, purpose="Possible duplicates", details=details)


def known_of(row: Case | Notification) -> Known:
    """What is known of the child of a case or a notification. The caller has checked that it may be read."""
    key = {"case": row} if isinstance(row, Case) else {"notification": row}
    child = Child.objects.filter(**key).select_related("notification").first()
    if child is None:
        return Known(died_on=row.died_on)
    return _known(child, child.notification, row if isinstance(row, Case) else None)


def of_many(pairs: list[tuple[Notification, Child]], *, by) -> dict:
    """``{notification key: [Suspect]}`` for a page of the triage list, in a constant number of queries."""
    if not pairs:
        return {}
    candidates = _candidates(pairs, by)
    found = {}
    for notification, child in pairs:
        mine = [_suspect(notification, child, other) for other in candidates if other.pk != child.pk]
        mine = [suspect for suspect in mine if suspect]
        if mine:
            found[notification.pk] = sorted(mine, key=lambda suspect: -len(suspect.why.reasons))
    return found


def _candidates(pairs: list[tuple[Notification, Child]], by) -> list[Child]:
    wanted = Q()
    for notification, child in pairs:
        wanted |= _near_to("died_on", notification.died_on) | _near_to("born_on", child.born_on)
        wanted |= _like(child)
    if not wanted:
        return []
    panels = {notification.panel_id for notification, _ in pairs}
    mine = Q(case__in=Case.objects.visible_to(by).filter(panel__in=panels)) | Q(
        case__isnull=True,
        notification__panel__in=panels,
        notification__state__in=[State.RECEIVED, State.OUT_OF_SCOPE, State.TRANSFERRED],
    )
    children = Child.objects.alias(died_on=Coalesce("case__died_on", "notification__died_on"))
    return list(children.filter(mine).filter(wanted).select_related("case", "notification")[:500])


def _like(child: Child) -> Q:
    """The same number; a similar surname at the same home, or on the date with day and month exchanged."""
    found = Q(nhs_number=child.nhs_number) if child.nhs_number else Q()
    if not child.surname:
        return found
    similar = Q(surname__trigram_similar=child.surname)
    if child.postcode:
        found |= similar & Q(postcode=child.postcode)
    born = child.born_on
    if born and born.day <= 12 and born.day != born.month:
        found |= similar & Q(born_on=date(born.year, born.day, born.month))
    return found


def _near_to(field: str, day: date | None) -> Q:
    margin = timedelta(days=NEAR_DAYS)
    return Q(**{f"{field}__range": (day - margin, day + margin)}) if day else Q()


def _suspect(row: Case | Notification, child: Child, other: Child) -> Suspect | None:
    mine = _known(child, child.notification, row) if isinstance(row, Case) else _known(child, row, None)
    why = compare(mine, _known(other, other.notification, other.case))
    if why is None:
        return None
    died_on = other.case.died_on if other.case else other.notification.died_on
    return Suspect(
        why=why,
        child=other,
        died_on=died_on,
        case=other.case,
        notification=None if other.case else other.notification,
    )


def _known(child: Child, notification: Notification | None, case: Case | None) -> Known:
    return Known(
        first_names=child.first_names,
        surname=child.surname,
        nhs_number=child.nhs_number,
        born_on=child.born_on,
        died_on=case.died_on if case else notification.died_on,
        postcode=child.postcode,
        babies=notification.multiplicity if notification else None,
    )
