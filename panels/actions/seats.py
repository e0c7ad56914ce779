"""Keeps the register of the panel: its seats, who holds each, and who deputises."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import Membership, Panel
from accounts.roles import SEATED, Role
from audit.recording import record
from common.dates import today
from common.errors import NotNow
from common.formats import day
from common.models import save_version
from panels import policy
from panels.models import Seat, SeatHolding
from panels.models.seat import SeatHoldingQuerySet
from panels.usual_seats import USUAL


@transaction.atomic
def add_usual(*, panel: Panel, by) -> int:
    """Begins an empty register with the usual seats; a register that has seats stays as it is."""
    policy.keep_register(panel.pk, by)
    Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    if Seat.objects.filter(panel=panel).exists():
        return 0
    seats = [Seat(panel=panel, kind=kind, title=title, order=n) for n, (kind, title) in enumerate(USUAL, start=1)]
    Seat.objects.bulk_create(seats)
    record("seat_changed", by=by, subject=panel, panel=panel, details={"added": len(seats)})
    return len(seats)


@transaction.atomic
def add(*, panel: Panel, new_id: UUID, title: str, kind: str, by, organisation=None) -> Seat:
    """One more seat, after the others; pressing twice is one."""
    policy.keep_register(panel.pk, by)
    Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    there = Seat.objects.filter(pk=new_id, panel=panel).first()
    if there is not None:
        return there
    _title_is_free(panel, title)
    last = Seat.objects.filter(panel=panel).order_by("-order").first()
    made = Seat.objects.create(
        pk=new_id, panel=panel, title=title, kind=kind, organisation=organisation, order=last.order + 1 if last else 1
    )
    record("seat_changed", by=by, subject=made, panel=panel)
    return made


@transaction.atomic
def change(*, seat_id: UUID, version: int, title: str, kind: str, by, organisation=None) -> Seat:
    """What the seat is called, its agency, whether it is core; its holder's place follows."""
    seat = _locked(seat_id, by)
    if title != seat.title:
        _title_is_free(seat.panel, title)
    save_version(seat, version=version, title=title, kind=kind, organisation=organisation)
    held = SeatHolding.objects.current().filter(seat=seat).select_related("membership").first()
    if held is not None:
        _place(held.membership, kind)
    record("seat_changed", by=by, subject=seat, panel=seat.panel)
    return seat


@transaction.atomic
def close(*, seat_id: UUID, version: int, by) -> Seat:
    """The panel no longer has this seat; whoever held it no longer does. Its past stays."""
    seat = _locked(seat_id, by)
    if seat.closed_on is not None:
        return seat
    save_version(seat, version=version, closed_on=today())
    _end_open(seat, today())
    record("seat_changed", by=by, subject=seat, panel=seat.panel, details={"closed": True})
    return seat


@transaction.atomic
def fill(
    *, seat_id: UUID, version: int, membership: Membership, by, deputy: Membership | None = None,
    from_on: date | None = None, to_on: date | None = None,
) -> SeatHolding:  # fmt: skip
    """Gives the seat to somebody with a role on the panel, from a day, which may be to come, and perhaps to another.

    The same person again changes deputy and dates of the term. Somebody new ends the term before on that day; until
    then the seat is held as it was.
    """
    seat = _locked(seat_id, by)
    if seat.closed_on is not None:
        raise NotNow("closed", f"The panel no longer has the seat “{seat}”.")
    begins = from_on or today()
    for one in filter(None, (membership, deputy)):
        _sits(one, seat, begins)
    if deputy is not None and deputy.user_id == membership.user_id:
        raise NotNow("deputy", "Nobody can be their own deputy.")
    if to_on is not None and to_on <= begins:
        raise NotNow("term", "The term must end after it begins.")
    save_version(seat, version=version)
    found = _term(seat, membership, begins, to_on, deputy)
    if found.from_on <= today():  # of a term to come, the place is read from its dates
        _place(membership, seat.kind)
    details = {"person": str(membership.user_id), "from": str(found.from_on)}
    record("seat_held", by=by, subject=seat, panel=seat.panel, details=details)
    return found


def _term(seat: Seat, membership: Membership, begins: date, ends: date | None, deputy) -> SeatHolding:
    held = SeatHolding.objects.select_for_update().filter(seat=seat, membership=membership)
    same = held.exclude(to_on__lte=today()).order_by("from_on").first()
    if same is None:
        _make_room(_terms(seat), begins, ends)
        return SeatHolding.objects.create(seat=seat, membership=membership, from_on=begins, to_on=ends, deputy=deputy)
    first = begins if same.from_on > today() else min(same.from_on, begins)
    _make_room(_terms(seat).exclude(pk=same.pk), first, ends)
    save_version(same, version=same.version, from_on=first, to_on=ends, deputy=deputy)
    return same


def _terms(seat: Seat) -> SeatHoldingQuerySet:
    return SeatHolding.objects.select_for_update().filter(seat=seat)


@transaction.atomic
def vacate(*, seat_id: UUID, version: int, by, on: date | None = None) -> Seat:
    """The seat is vacant from ``on``."""
    seat = _locked(seat_id, by)
    save_version(seat, version=version)
    if _end_open(seat, on or today()):
        record("seat_vacated", by=by, subject=seat, panel=seat.panel)
    return seat


def _end_open(seat: Seat, on: date) -> int:
    return _make_room(_terms(seat), on, None)


def _make_room(terms: SeatHoldingQuerySet, begins: date, ends: date | None) -> int:
    """Cuts the terms that reach into these days; one that would only have begun in them falls away."""
    reaching = terms.exclude(to_on__lte=begins)
    if ends is not None:
        reaching = reaching.filter(from_on__lt=ends)
    found = list(reaching)
    for term in found:
        if term.from_on > today() and term.from_on >= begins:
            term.delete()
        else:
            save_version(term, version=term.version, to_on=max(begins, term.from_on))
    return len(found)


def _sits(membership: Membership, seat: Seat, begins: date) -> None:
    if membership.panel_id != seat.panel_id or membership.role not in SEATED:
        raise NotNow("role", "Only somebody who is chair, member or designated doctor of the panel can hold a seat.")
    if membership.ends_on is not None and membership.ends_on <= max(begins, today()):
        raise NotNow("role", f"The role of {membership.user} ends before that day.")
    if membership.starts_on > max(begins, today()):
        raise NotNow("role", f"The role of {membership.user} begins on {day(membership.starts_on)}, not before.")


def _place(membership: Membership, kind: str) -> None:
    """Invitations ask the role whether somebody is core: it follows the seat."""
    if membership.role == Role.MEMBER and membership.seat != kind:
        save_version(membership, version=membership.version, seat=kind)


def _title_is_free(panel: Panel, title: str) -> None:
    if Seat.objects.filter(panel=panel, title=title, closed_on__isnull=True).exists():
        raise NotNow("title", f"There is a seat “{title}” already.")


def _locked(seat_id: UUID, by) -> Seat:
    seat = Seat.objects.select_for_update(of=("self",)).select_related("panel").get(pk=seat_id)
    policy.keep_register(seat.panel_id, by)
    return seat
