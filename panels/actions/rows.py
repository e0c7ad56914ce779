"""The rows that actions lock, in one order everywhere: meeting first, then case, so that none wait in a ring."""

from uuid import UUID

from cases.models import Case
from common.models import save_version
from panels import workflow
from panels.models import AgendaItem, CaseSummary, Invitation, Meeting


def locked_meeting(meeting_id: UUID, step: str = "") -> Meeting:
    """The meeting, locked until the transaction ends; ``step`` must be allowed in its state."""
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("panel").get(pk=meeting_id)
    if step:
        workflow.require(meeting.state, step)
    return meeting


def item_of(meeting: Meeting, item_id: UUID) -> AgendaItem:
    """An item that stands on this meeting's agenda, locked."""
    items = AgendaItem.objects.standing().select_for_update(of=("self",)).select_related("case__panel")
    return items.get(pk=item_id, meeting=meeting)


def invited(meeting: Meeting) -> list[Invitation]:
    """The people invited, with their seats."""
    return list(
        meeting.invitations.standing()
        .select_related("user", "membership__organisation", "in_place_of__user")
        .order_by("pk")
    )


def read_again(case: Case) -> None:
    """There are words that nobody has read through yet: the summary's tick said that somebody had."""
    summary = CaseSummary.objects.select_for_update(of=("self",)).filter(case=case, checked=True).first()
    if summary is not None:
        save_version(summary, version=summary.version, checked=False)
