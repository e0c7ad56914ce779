"""Opens the cases of a meeting to the people invited, and closes them. The rows stand with the case."""

from collections.abc import Iterable

from cases.actions import access
from cases.models import Case
from panels.actions import possible
from panels.models import Meeting


def open_cases(*, meeting: Meeting, cases: Iterable[Case], users: Iterable, by) -> None:
    """Everybody in ``users`` may read ``cases`` anonymised until the meeting is finalised, or time runs out.

    Nothing happens for a person that a case is closed to. Before anything is opened the record is asked who had a part
    in a case: to them it stays shut until the manager or the chair has settled whether that is a conflict.
    """
    people, listed = list(users), list(cases)
    shut = possible.look(meeting=meeting, cases=listed, users=people)
    for case in listed:
        for user in people:
            if (case.pk, user.pk) in shut:  # it was open until the record said more
                access.end(meeting_key=meeting.pk, case=case, user=user, by=by)
        access.give(
            case=case,
            users=[user for user in people if (case.pk, user.pk) not in shut],
            meeting_key=meeting.pk,
            by=by,
            reason="On the agenda of a meeting",
            expires_at=meeting.access_ends_at,
        )


def cases_of(meeting: Meeting) -> list[Case]:
    """The cases that stand on the agenda, in order."""
    return [item.case for item in meeting.agenda.standing().select_related("case__panel")]
