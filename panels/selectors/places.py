"""Who has a place on the panel on a day, read from the dates of the terms: nobody has to do anything on that day."""

from datetime import date

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import Membership
from panels.models import Invitation, Meeting, Seat, SeatHolding

CAME = (Invitation.Attendance.PRESENT, Invitation.Attendance.DEPUTY)


def begins_later(meeting: Meeting, membership) -> Case:
    """The first day of somebody whose first term begins after the meeting, as an expression; nothing for all others.

    ``membership`` is a reference of the outer query. Who deputises already, or came to an earlier meeting, has a place
    whatever the register says, so that a panel can begin its register between two meetings; and what is written into
    the register after a meeting began changes nothing about it.
    """
    day = meeting.held_on
    terms = SeatHolding.objects.filter(membership=membership)
    if meeting.opened_at is not None:
        terms = terms.filter(created_at__lt=meeting.opened_at)
    begun = SeatHolding.objects.filter(Q(membership=membership) | Q(deputy=membership), from_on__lte=day)
    came = Invitation.objects.standing().filter(
        membership=membership, attendance__in=CAME, meeting__starts_at__lt=meeting.starts_at
    )
    first = terms.filter(from_on__gt=day).order_by("from_on").values("from_on")[:1]
    return Case(When(Exists(begun) | Exists(came), then=Value(None)), default=Subquery(first), output_field=DateField())


def begins_later_of_invitation(meeting: Meeting) -> Case:
    """The same for an invitation; a deputy has the place of the member they come for."""
    return begins_later(meeting, Coalesce(OuterRef("in_place_of__membership"), OuterRef("membership")))


def kind_on(day: date) -> Case:
    """Whether a role has a core place on a day: by the seat held then, else as it was given.

    Whoever held seats and holds none any more comes as required.
    """
    terms = SeatHolding.objects.filter(membership=OuterRef("pk"))
    held = terms.on(day).order_by("-seat__kind").values("seat__kind")[:1]  # core before as required
    over = terms.filter(to_on__lte=day)
    return Case(
        When(Exists(terms.on(day)), then=Subquery(held)),
        When(Exists(over), then=Value(Seat.Kind.AS_REQUIRED.value)),
        default=F("seat"),
    )


def is_core(membership: Membership, day: date) -> bool:
    """Whether somebody has a core place on a day."""
    found = Membership.objects.filter(pk=membership.pk).annotate(place=kind_on(day))
    return found.filter(place=Seat.Kind.CORE).exists()
