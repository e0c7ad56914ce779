"""Opens the cases of a meeting to the people invited, and closes them. The rows stand with the case."""

from collections.abc import Iterable

from cases.actions import access
from cases.models import Case
from panels.models import Meeting


def open_cases(*, meeting: Meeting, cases: Iterable[Case], users: Iterable, by) -> None:
    """Everybody in ``users`` may read ``cases`` anonymised until the meeting is finalised, or time runs out.

    Nothing happens for a person that a case is closed to.
    """
    people = list(users)
    for case in cases:
        access.give(
            case=case,
            users=people,
            meeting_key=meeting.pk,
            by=by,
            reason="On the agenda of a meeting",
            expires_at=meeting.access_ends_at,
        )


def cases_of(meeting: Meeting) -> list[Case]:
    """The cases that stand on the agenda, in order."""
    return [item.case for item in meeting.agenda.standing().select_related("case__panel")]
