"""Who is there, and whether that is a quorum: of one meeting, of one case in it, or of many meetings at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from accounts.models import Membership, Panel
from cases.models import Case, Exclusion
from panels import presence
from panels.models import Invitation, Meeting
from panels.quorum import Quorum, Rule, Seat, judge
from panels.selectors import places


def rule_of(panel: Panel) -> Rule:
    """What the panel asks for today."""
    return Rule(minimum=panel.quorum_minimum, groups=tuple(panel.quorum_kinds))


def rule_for(meeting: Meeting) -> Rule:
    """What was asked for when the meeting began; before that, what the panel asks for today."""
    if meeting.quorum_minimum is None:
        return rule_of(meeting.panel)
    return Rule(minimum=meeting.quorum_minimum, groups=tuple(meeting.quorum_kinds))


def seats(
    invitations: Iterable[Invitation], *, started: bool, at: datetime | None = None, throughout: bool = False
) -> list[Seat]:
    """The seats of those in the room, now or ``at`` a moment; before the meeting, of those who said they will come.

    ``throughout`` counts whoever came, even if they left. Nobody counts before their term begins.
    """

    def counts(one: Invitation) -> bool:
        if one.begins_later is not None:
            return False
        if not started:
            return one.reply == Invitation.Reply.ACCEPTED
        return one.attendance in Invitation.CAME if throughout else there(one, at)

    counted = [invitation for invitation in invitations if counts(invitation)]
    return [_seat(invitation) for invitation in counted]


def _seat(invitation: Invitation) -> Seat:
    """A deputy sits for the member invited: one seat between them, with the member's agency."""
    held = invitation.in_place_of or invitation
    return Seat(user=invitation.user_id, kinds=_kinds(held.membership), place=held.pk)


def _kinds(membership: Membership) -> frozenset[str]:
    kinds = {membership.organisation.kind} if membership.organisation else set()
    return frozenset(kinds | ({"lay"} if membership.is_lay else set()))


def there(invitation: Invitation, at: datetime | None = None) -> bool:
    """Whether somebody, or the deputy, is present and in the room, now or ``at`` a moment."""
    moves = ((move.at, move.inside) for move in invitation.movements.all())
    return invitation.attendance in Invitation.CAME and presence.in_room(moves, at or timezone.now())


def quorum_of(meeting: Meeting, case: Case | None = None, at: datetime | None = None) -> Quorum:
    """The quorum of a meeting now, or ``at`` a moment of it; for one case without the people it is closed to.

    Of a meeting that is over, everybody who came counts, whenever they left.
    """
    without = Exclusion.objects.filter(case=case).values_list("user_id", flat=True) if case else []
    return _judged(meeting, people(meeting), without, at)


def quorums_of(meetings: Iterable[Meeting]) -> dict[object, Quorum]:
    """``{meeting key: quorum}`` of many meetings, in as many queries as for one."""
    held = list(meetings)
    invited = defaultdict(list)
    for one in _invited(held):
        invited[one.meeting_id].append(one)
    return {meeting.pk: _judged(meeting, invited[meeting.pk]) for meeting in held}


def _judged(meeting: Meeting, invited: list[Invitation], without=(), at: datetime | None = None) -> Quorum:
    started, over = meeting.state != Meeting.State.SCHEDULED, meeting.finalised_at is not None and at is None
    return judge(seats(invited, started=started, at=at, throughout=over), rule_for(meeting), without)


def people(meeting: Meeting) -> list[Invitation]:
    """Everybody invited, by name, with the seat each holds."""
    return list(_invited([meeting]))


def _invited(meetings: list[Meeting]):
    return (
        Invitation.objects.standing()
        .filter(meeting__in=meetings)
        .select_related("user", "membership__organisation")
        .select_related("in_place_of__user", "in_place_of__membership__organisation")
        .annotate(begins_later=places.begins_later_of_invitation())
        .prefetch_related("movements")
        .order_by("user__full_name")
    )
