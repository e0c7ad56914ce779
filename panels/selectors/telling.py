"""Whom a change of the agenda concerns after it was sent."""

from collections.abc import Iterable

from panels.models import Invitation, Meeting
from panels.selectors import changes_since_sent, closed_to, possible


def concerned(meeting: Meeting, people: Iterable[Invitation]) -> list[tuple[Invitation, bool]]:
    """The people to write to, each with whether it is about a change.

    The first time everybody. Later: whoever was invited since, and those who may know of at least one case that was
    put on, taken off, moved or given other minutes. Nobody hears of a case that is closed to them, for good or until
    it is settled whether they have a conflict. Where nothing changed, the button was pressed to send it to everybody
    once more.
    """
    everybody, sent = list(people), meeting.agenda_sent_at
    if sent is None:
        return [(one, False) for one in everybody]
    changed = list(changes_since_sent(meeting))
    new = {one.pk for one in everybody if one.sent_at and one.sent_at > sent}
    if not changed and not new:
        return [(one, False) for one in everybody]
    closed = closed_to(changed)
    for case, user in possible.shut(changed):
        closed[case].add(user)
    told = [one for one in everybody if one.pk in new or any(one.user_id not in closed[i.case_id] for i in changed)]
    return [(one, one.pk not in new) for one in told]
