"""Who has a place on the panel on a day, read from the dates of the terms: nobody has to do anything on that day."""

from datetime import date

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from accounts.models import Membership
from panels.models import Invitation, Meeting, Seat, SeatHolding


def begins_later(meeting: Meeting, membership) -> Case:
    """The first day of somebody whose first term begins after the meeting, as an expression; nothing for all others.

    ``membership`` is a reference of the outer query. Who deputises already, or came to an earlier meeting, has a place
    whatever the register says, so that a panel can begin its register between two meetings; and what is written into
    the register after a meeting began changes nothing about it.
    """
    return _begins_later(membership, meeting.starts_at, meeting.held_on, meeting.opened_at or timezone.now())


def begins_later_of_invitation() -> Case:
    """The same for each invitation and its own meeting; a deputy has the place of the member they come for."""
    starts = OuterRef("meeting__starts_at")
    membership = Coalesce(OuterRef("in_place_of__membership"), OuterRef("membership"))
    day = TruncDate(ExpressionWrapper(starts, DateTimeField()))  # in London, as the meeting’s own day
    return _begins_later(membership, starts, day, Coalesce(OuterRef("meeting__opened_at"), Value(timezone.now())))


def _begins_later(membership, starts_at, day, written_before) -> Case:
    begun = SeatHolding.objects.filter(Q(membership=membership) | Q(deputy=membership), from_on__lte=day)
    came = Invitation.objects.standing().filter(
        membership=membership, attendance__in=Invitation.CAME, meeting__starts_at__lt=starts_at
    )
    later = SeatHolding.objects.filter(membership=membership, created_at__lt=written_before, from_on__gt=day)
    first = later.order_by("from_on").values("from_on")[:1]
    return Case(When(Exists(begun) | Exists(came), then=Value(None)), default=Subquery(first), output_field=DateField())


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
