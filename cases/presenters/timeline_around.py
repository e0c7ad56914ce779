"""What stands around a case as entries of its timeline: processes, review meetings, the family, first steps."""

from cases.presenters.family import answered
from cases.presenters.links import to
from cases.presenters.review_meetings import present, when
from common.components import Link, TimelineEntry
from common.formats import day


def around(found) -> list[TimelineEntry]:
    """Entries of a ``case_page.Around``, in no order."""
    return [
        *(TimelineEntry(f"{process}: {one}", one.on) for process in found.processes for one in process.days.all()),
        *(entry for meeting in found.meetings for entry in _meeting(found.case, meeting)),
        *(TimelineEntry(f"Family: {row}", row.on, str(row.by), row.text) for row in found.contacts),
        *(entry for row in found.questions for entry in _question(row)),
        *(TimelineEntry(str(row), row.on) for row in found.marks),
    ]


def _meeting(case, meeting):
    links = [Link("Open the review meeting", to("review_meetings", case))]
    text = f"{when(meeting)}. {meeting.place}".strip()
    yield TimelineEntry(f"{meeting} arranged", meeting.created_at, "", text, links)
    invited = [guest for guest in meeting.guests.all() if guest.sent_at]
    if invited:
        first = min(guest.sent_at for guest in invited)
        people = f"{len(invited)} {'person' if len(invited) == 1 else 'people'}"
        yield TimelineEntry(f"Invitations to the review meeting: {people}", first)
    if meeting.state == meeting.State.CANCELLED:
        yield TimelineEntry(f"{meeting} cancelled", meeting.updated_at, "", meeting.cancel_reason)
    if meeting.state == meeting.State.HELD:
        agencies = ", ".join(present(meeting)) or "not recorded"
        yield TimelineEntry(f"{meeting} held", meeting.on, "", f"Agencies represented: {agencies}.", links)
    if meeting.report_on:
        yield TimelineEntry("Draft analysis and report of the review meeting received", meeting.report_on)


def _question(row):
    yield TimelineEntry("Question or comment of the family", row.asked_on, row.asked_by, row.text)
    if row.answered_on:
        text = f"{row.answer}\n{answered(row)}. Asked on {day(row.asked_on)}."
        yield TimelineEntry("Answer to the family", row.answered_on, row.answered_by, text)
