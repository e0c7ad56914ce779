"""Opens the cases of a meeting to the people invited, and closes them. The rows stand with the case."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from audit.recording import SYSTEM
from cases.actions import access
from cases.models import Case
from panels import policy
from panels.actions import possible, rows
from panels.models import Meeting


def open_cases(*, meeting: Meeting, cases: Iterable[Case], users: Iterable, by) -> None:
    """Everybody in ``users`` may read ``cases`` anonymised until the meeting is finalised, or time runs out.

    Nothing happens for a person that a case is closed to. Before anything is opened the record is asked who had a part
    in a case: to them it stays shut until the manager or the chair has settled whether that is a conflict.
    """
    people, listed = list(users), list(cases)
    shut = _shut(meeting, listed, people)
    for case in listed:
        access.give(
            case=case,
            users=[user for user in people if (case.pk, user.pk) not in shut],
            meeting_key=meeting.pk,
            by=by,
            reason="On the agenda of a meeting",
            expires_at=meeting.access_ends_at,
        )


@transaction.atomic
def look_again(*, meeting_id: UUID, by, step: str = "", item_id: UUID | None = None) -> None:
    """Asks the record again about everybody invited: it may name somebody that it did not when the cases were opened.

    Of every case on the agenda, or of one. What was settled is asked again only where the record says more. This is a
    transaction of its own where what is found is to stand although the step that follows is refused because of it.
    """
    meeting = rows.locked_meeting(meeting_id, step)
    policy.lead(meeting.panel_id, by)
    cases = [rows.item_of(meeting, item_id).case] if item_id else cases_of(meeting)
    _shut(meeting, cases, [invitation.user for invitation in rows.invited(meeting)])


def _shut(meeting: Meeting, cases: list[Case], people: list) -> set:
    """The pairs (case, person) that are shut until they are settled; what was open to them is so no longer."""
    shut = possible.look(meeting=meeting, cases=cases, users=people)
    by_key, persons = {case.pk: case for case in cases}, {user.pk: user for user in people}
    for case, user in shut:
        if user in persons:
            access.end(meeting_key=meeting.pk, case=by_key[case], user=persons[user], by=SYSTEM)
    return shut


def cases_of(meeting: Meeting) -> list[Case]:
    """The cases that stand on the agenda, in order."""
    return [item.case for item in meeting.agenda.standing().select_related("case__panel")]
