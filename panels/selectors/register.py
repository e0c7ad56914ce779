"""Reads of the register: seats with their holders today, terms of the past, people who can take a seat."""

from django.db.models import Prefetch, QuerySet

from accounts.models import Membership, Organisation, Panel
from accounts.roles import SEATED
from common.dates import today
from panels.models import Invitation, Meeting, Seat, SeatHolding

WITH_PEOPLE = ("membership__user", "membership__organisation", "deputy__user")


def seats(panel: Panel) -> list[Seat]:
    """The seats that the panel has today, each with its ``held`` terms of today (one or none) and those ``to_come``."""
    now = SeatHolding.objects.current().select_related(*WITH_PEOPLE)
    later = SeatHolding.objects.to_come().select_related(*WITH_PEOPLE)
    found = Seat.objects.filter(panel=panel, closed_on__isnull=True).select_related("organisation")
    ordered = found.prefetch_related(
        Prefetch("holdings", queryset=now, to_attr="held"), Prefetch("holdings", queryset=later, to_attr="to_come")
    )
    return sorted(ordered, key=lambda seat: (seat.kind != Seat.Kind.CORE, seat.order, seat.title))


def terms(seat: Seat) -> QuerySet[SeatHolding]:
    """Everybody who has held a seat, the latest first."""
    return SeatHolding.objects.filter(seat=seat).select_related(*WITH_PEOPLE).order_by("-from_on", "-created_at")


def held(seat: Seat) -> SeatHolding | None:
    """Who holds the seat today."""
    return terms(seat).current().first()


def next_term(seat: Seat) -> SeatHolding | None:
    """Who holds the seat next, where that is known."""
    return SeatHolding.objects.to_come().filter(seat=seat).select_related(*WITH_PEOPLE).first()


def eligible(panel: Panel) -> QuerySet[Membership]:
    """Everybody who can be given a seat: whose role sits on the panel, today or from a day to come."""
    found = Membership.objects.exclude(ends_on__lte=today()).filter(panel=panel, role__in=SEATED, user__is_active=True)
    return found.select_related("user", "organisation").order_by("user__full_name", "role")


def people(panel: Panel) -> QuerySet[Membership]:
    """Everybody with a role that sits on the panel."""
    found = Membership.objects.current().filter(panel=panel, role__in=SEATED, user__is_active=True)
    return found.select_related("user", "organisation").order_by("user__full_name", "role")


def going_on(panel: Panel) -> bool:
    """Whether a meeting of the panel is open now."""
    return Meeting.objects.filter(panel=panel, state=Meeting.State.OPEN).exists()


def agencies() -> QuerySet[Organisation]:
    """Agencies that exist today."""
    return Organisation.objects.exclude(valid_to__lt=today()).order_by("name")


def deputy_of(invitation: Invitation) -> Membership | None:
    """Whom the register names, on the day of the meeting, to come in the place of somebody invited."""
    terms = SeatHolding.objects.on(invitation.meeting.held_on)
    term = terms.filter(membership=invitation.membership, deputy__isnull=False)
    found = term.select_related("deputy__user").first()
    return found.deputy if found else None
