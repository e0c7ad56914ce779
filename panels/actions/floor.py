"""While the meeting goes on: which case is taken up, who comes and goes, what is said about a case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy as case_policy
from common.errors import NotNow
from common.models import save_version
from panels import policy, presence, spoken
from panels.actions import live, rows
from panels.models import AgendaItem, Discussion, Invitation, Meeting, Movement, Sitting
from panels.selectors import floor
from panels.workflow import Step


@transaction.atomic
def take_up(*, meeting_id: UUID, item_id: UUID, by) -> Sitting:
    """The panel turns to this case. Taking it up twice leaves the time of the first."""
    meeting = rows.locked_meeting(meeting_id, Step.DECIDE)
    policy.lead(meeting.panel_id, by)
    item = rows.item_of(meeting, item_id)
    case_policy.decide(item.case, by)
    sitting, _ = Sitting.objects.get_or_create(meeting=meeting)
    if sitting.item_id != item.pk:
        save_version(sitting, version=sitting.version, item_id=item.pk, since=timezone.now())
        record("item_taken_up", by=by, subject=meeting, case=item.case, panel=meeting.panel)
    return sitting


@transaction.atomic
def move(*, meeting_id: UUID, invitation_id: UUID, inside: bool, by, at: datetime | None = None) -> Invitation:
    """Somebody comes in or leaves, now or at a minute of this meeting. Whoever comes in counts as present.

    Recording what is so already changes nothing.
    """
    meeting = rows.locked_meeting(meeting_id, Step.ATTENDANCE)
    policy.lead(meeting.panel_id, by)
    invitation = meeting.invitations.standing().select_for_update(of=("self",)).get(pk=invitation_id)
    moment = at or timezone.now()
    moves = [(move.at, move.inside) for move in invitation.movements.all()]
    present = invitation.attendance in Invitation.CAME
    if (present and presence.in_room(moves, moment)) == inside:
        return invitation
    _possible(meeting, invitation, moves, moment, inside)
    if inside and not present:
        save_version(invitation, version=invitation.version, attendance=Invitation.Attendance.PRESENT)
    Movement.objects.create(invitation=invitation, at=moment, inside=inside, by_id=by.pk)
    details = {"person": str(invitation.user_id), "inside": inside}
    record("presence_recorded", by=by, subject=invitation, panel=meeting.panel, details=details)
    return invitation


def _possible(meeting: Meeting, invitation: Invitation, moves: list, moment: datetime, inside: bool) -> None:
    opened = (meeting.opened_at or meeting.starts_at).replace(second=0, microsecond=0)
    if not opened <= moment <= timezone.now():
        raise NotNow("moment", "The time lies between the start of the meeting and now.")
    if moves and moment < max(moves)[0]:
        raise NotNow("order", f"A later time is recorded for {invitation} already.")
    if not inside and invitation.attendance not in Invitation.CAME:
        raise NotNow("there", f"{invitation} is not recorded as present.")


@dataclass(frozen=True)
class Kept:
    """What came of saving: the record as it stands, which answers both changed, who saved last before."""

    record: dict
    clashes: list[str]
    others: str


@transaction.atomic
def keep(*, meeting_id: UUID, item_id: UUID, base: dict, mine: dict, by) -> Kept:
    """Saves what stands on somebody's page, together with what others saved since that page was shown.

    ``base`` is what the page showed, ``mine`` what stands there now (both plain, see ``panels.spoken``). An answer that
    both changed differently is left as it is saved and named in ``clashes``. Saving the same again changes nothing.
    """
    meeting = rows.locked_meeting(meeting_id, Step.DECIDE)
    policy.lead(meeting.panel_id, by)
    item = rows.item_of(meeting, item_id)
    case_policy.decide(item.case, by)
    discussion, _ = Discussion.objects.select_for_update(of=("self",)).get_or_create(item=item)
    theirs, version = floor.record_of(item, discussion)
    live.refuse_unchecked(item, version)
    others = str(discussion.saved_by or "")
    merged, clashes = spoken.merge(base, mine, theirs)
    changed = {key for key in merged if merged[key] != theirs[key]}
    if changed:
        _write(meeting, item, discussion, merged, changed, version, by)
    return Kept(merged, clashes, others)


def _write(meeting, item: AgendaItem, discussion: Discussion, merged: dict, changed: set, version: int, by) -> None:
    record_ = spoken.full(merged)
    of_form = {key: record_[key] for key in changed if key not in spoken.DISCUSSION}
    if of_form:
        live.save_analysis(meeting_id=meeting.pk, item_id=item.pk, version=version, data=of_form, by=by)
    values = {key: record_[key] for key in spoken.DISCUSSION}
    if values["referral"] == Discussion.Referral.NONE:
        values["referral_body"] = ""
    save_version(discussion, version=discussion.version, **values, saved_by_id=by.pk)
    details = {"fields": sorted(changed)}
    record("discussion_saved", by=by, subject=item, case=item.case, panel=meeting.panel, details=details)
