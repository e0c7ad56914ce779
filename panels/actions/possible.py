"""Possible conflicts of interest: the record is asked, the manager or the chair settles. Nobody settles their own."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from accounts.roles import SEATED
from audit.recording import SYSTEM, record
from cases import involvement
from cases import policy as case_policy
from cases.actions import access
from cases.models import Case, Exclusion
from common.errors import NotNow, Refused
from common.models import save_version
from panels import policy
from panels.actions import conflicts, rows
from panels.models import Meeting, PossibleConflict
from panels.workflow import Step

State = PossibleConflict.State


def look(*, meeting: Meeting, cases: Iterable[Case], users: Iterable) -> set[tuple[UUID, UUID]]:
    """Notes what the records of ``cases`` say about ``users``; the pairs (case, person) to whom the case stays shut.

    The service looks, in the transaction that opens the cases: nobody is shown anything of a record by it.
    """
    listed, people = list(cases), {user.pk: user for user in users}
    found = involvement.grounds(listed, _persons(meeting, people), by=SYSTEM)
    closed = set(Exclusion.objects.filter(case__in=listed).values_list("case_id", "user_id"))
    known = {(row.case_id, row.user_id): row for row in PossibleConflict.objects.filter(case__in=listed)}
    by_key = {case.pk: case for case in listed}
    for pair, grounds in found.items():
        if pair not in closed:
            known[pair] = _noted(meeting, by_key[pair[0]], people[pair[1]], grounds, known.get(pair))
    return {pair for pair, row in known.items() if row.state == State.OPEN and row.personal}


def _persons(meeting: Meeting, people: dict) -> list[involvement.Person]:
    seats = Membership.objects.current().filter(panel=meeting.panel_id, user__in=people, role__in=SEATED)
    employers = {seat.user_id: seat.organisation for seat in seats.select_related("organisation") if seat.organisation}
    return [_person(user, employers.get(user.pk)) for user in people.values()]


def _person(user, employer) -> involvement.Person:
    return involvement.Person(
        user.pk, user.full_name, user.email, str(employer or ""), employer.pk if employer else None
    )


def _noted(meeting, case: Case, user, grounds: list[str], row: PossibleConflict | None) -> PossibleConflict:
    """The row, new or found again; what was settled is asked again only for a ground that was not known then."""
    if row is None:
        row = PossibleConflict.objects.create(meeting=meeting, case=case, user=user, grounds=grounds)
    elif set(grounds) <= set(row.grounds):
        return row
    else:
        again = {"state": State.OPEN, "reason": "", "decided_by_id": None, "decided_at": None}
        save_version(row, version=row.version, grounds=grounds, meeting_id=meeting.pk, **again)
    details = {"grounds": grounds}
    record("possible_conflict_found", by=SYSTEM, subject=user, case=case, panel=meeting.panel, details=details)
    return row


@transaction.atomic
def settle(*, meeting_id: UUID, possible_id: UUID, version: int, conflict: bool, reason: str, by) -> PossibleConflict:
    """Decides whether somebody has a conflict: then the case is closed to them at once, otherwise it opens."""
    meeting = rows.locked_meeting(meeting_id, Step.CONFLICT)
    policy.lead(meeting.panel_id, by)
    row = PossibleConflict.objects.select_for_update(of=("self",)).select_related("case__panel", "user").get(
        pk=possible_id, case__agenda_items__meeting=meeting, case__agenda_items__removed_at__isnull=True
    )  # fmt: skip
    case_policy.decide(row.case, by)
    if row.user_id == by.pk:
        raise Refused("own", "Somebody else settles whether you have a conflict of interest.")
    if not reason.strip():
        raise NotNow("reason", "Say why it is decided so.")
    if row.state != State.OPEN:
        raise NotNow("settled", "This was settled already.")
    state = State.CONFLICT if conflict else State.NONE
    save_version(
        row, version=version, state=state, reason=reason.strip(), decided_by_id=by.pk, decided_at=timezone.now()
    )
    details = {"state": str(state)}
    record("possible_conflict_settled", by=by, subject=row.user, case=row.case, panel=meeting.panel, details=details)
    if conflict:
        conflicts.close(meeting=meeting, case=row.case, user=row.user, reason=reason, by=by)
    elif meeting.invitations.standing().filter(user=row.user_id).exists():
        access.give(
            case=row.case, users=[row.user], meeting_key=meeting.pk, by=by, reason="On the agenda of a meeting",
            expires_at=meeting.access_ends_at,
        )  # fmt: skip
    return row


def refuse_unsettled(case: Case) -> None:
    """A case is not decided while it is open whether somebody who had a part in it sits at the table."""
    waiting = PossibleConflict.objects.filter(case=case, state=State.OPEN).select_related("user")
    names = sorted(str(row.user) for row in waiting if row.personal)
    if names:
        raise NotNow("unsettled", f"First settle whether {' and '.join(names)} has a conflict of interest.")
