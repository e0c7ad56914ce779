"""A conflict of interest: from this moment the case is closed to the person, on every page, for good."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.recording import record
from cases.actions import access
from cases.models import Case
from common.errors import NotNow, Refused
from common.models import save_version
from panels import policy
from panels.actions import rows
from panels.models import Conflict, Meeting, PossibleConflict
from panels.workflow import Step


@transaction.atomic
def declare(*, item_id: UUID, meeting_id: UUID, reason: str, by: User) -> Conflict:
    """Somebody says that they should not see or decide this case. Declaring twice is declaring once."""
    meeting = rows.locked_meeting(meeting_id, Step.CONFLICT)
    if not _takes_part(meeting, by):
        raise Refused("part", "Only people who take part in this meeting declare a conflict.")
    return _close(meeting, item_id, by, reason, by)


@transaction.atomic
def record_for(*, item_id: UUID, meeting_id: UUID, user: User, reason: str, by) -> Conflict:
    """The manager records a conflict that somebody told them about, or that they know of."""
    meeting = rows.locked_meeting(meeting_id, Step.CONFLICT)
    policy.run(meeting.panel_id, by)
    if not meeting.invitations.standing().filter(user=user).exists():
        raise NotNow("invited", "This person is not invited to the meeting.")
    return _close(meeting, item_id, user, reason, by)


def _takes_part(meeting: Meeting, person: User) -> bool:
    return Meeting.objects.visible_to(person).filter(pk=meeting.pk).exists()


def _close(meeting: Meeting, item_id: UUID, user: User, reason: str, by) -> Conflict:
    if not reason.strip():
        raise NotNow("reason", "Give a reason for the conflict of interest.")
    return close(meeting=meeting, case=rows.item_of(meeting, item_id).case, user=user, reason=reason, by=by)


def close(*, meeting: Meeting, case: Case, user: User, reason: str, by) -> Conflict:
    """The conflict itself, in the transaction of whoever declared or settled it. There is no way back from it."""
    conflict, made = Conflict.objects.get_or_create(
        case=case, user=user, defaults={"meeting": meeting, "reason": reason, "declared_by_id": by.pk}
    )
    access.exclude(case=case, user=user, by=by, reason=reason)
    if made:
        record("conflict_declared", by=by, subject=user, case=case, panel=meeting.panel)
    _answered(case, user, reason, by)
    return conflict


def _answered(case: Case, user: User, reason: str, by) -> None:
    """Whoever declares a conflict leaves nothing to settle."""
    asked = PossibleConflict.objects.select_for_update(of=("self",))
    row = asked.filter(case=case, user=user, state=PossibleConflict.State.OPEN).first()
    if row is None:
        return
    settled = {"reason": reason.strip(), "decided_by_id": by.pk, "decided_at": timezone.now()}
    save_version(row, version=row.version, state=PossibleConflict.State.CONFLICT, **settled)
    details = {"state": str(PossibleConflict.State.CONFLICT)}
    record("possible_conflict_settled", by=by, subject=user, case=case, panel=case.panel, details=details)
