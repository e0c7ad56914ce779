"""Letters to the owners of what a meeting recommended: an email with a link, and the recommendation in the service."""

from uuid import UUID

from django.db import transaction

from audit.recording import record
from cases.actions import owner_links
from common.errors import NotNow
from panels import policy
from panels.actions import rows
from panels.models import Meeting
from panels.selectors import letters as selected


@transaction.atomic
def send(*, meeting_id: UUID, by) -> int:
    """Writes to every owner who was not written to yet and whose address is known; returns how many letters went.

    Recommendations of a case that is closed to the sender are left to somebody else.
    """
    meeting = rows.locked_meeting(meeting_id)
    policy.lead(meeting.panel_id, by)
    if meeting.state != Meeting.State.FINALISED:
        raise NotNow("unfinished", "Owners are written to when the meeting is finalised.")
    waiting = selected.to_write(meeting, by)
    for row in waiting:
        owner_links.send(recommendation_id=row.pk, by=by)
    if waiting:
        record("owners_written_to", by=by, subject=meeting, panel=meeting.panel, details={"letters": len(waiting)})
    return len(waiting)
