"""Review meetings as boxes with their people."""

from dataclasses import dataclass

from cases.models import MeetingGuest, ReviewMeeting
from cases.presenters.links import to
from common.components import Cell, Column, Link, SummaryRow, Table, Tag
from common.dates import london, today
from common.formats import clock, day, short_day

State, Attendance = ReviewMeeting.State, MeetingGuest.Attendance
COLOURS = {State.ARRANGED: "blue", State.HELD: "green", State.CANCELLED: "grey"}
CAME = {
    Attendance.PRESENT: "green",
    Attendance.REPORT: "teal",
    Attendance.APOLOGIES: "yellow",
    Attendance.ABSENT: "orange",
    Attendance.NOT_RECORDED: "grey",
}


@dataclass(frozen=True)
class MeetingBox:
    """One meeting as its box shows it."""

    title: str
    tag: Tag
    rows: list[SummaryRow]
    guests: Table | None
    offers: list[Link]


def boxes(case, meetings: list[ReviewMeeting], may_change: bool) -> list[MeetingBox]:
    """The meetings of a case, the latest first."""
    return [_box(case, meeting, may_change) for meeting in meetings]


def when(meeting: ReviewMeeting) -> str:
    """Day and hours."""
    starts, ends = london(meeting.starts_at), london(meeting.ends_at)
    return f"{day(starts.date())}, {clock(starts)} to {clock(ends)}"


def _box(case, meeting: ReviewMeeting, may_change: bool) -> MeetingBox:
    rows = [
        ("When", when(meeting)),
        ("Where", meeting.place),
        ("Chair", meeting.chair),
        ("Agencies represented", ", ".join(present(meeting))),
        ("Report received", day(meeting.report_on)),
        ("Why it was cancelled", meeting.cancel_reason),
    ]
    guests = [guest for guest in meeting.guests.all() if guest.withdrawn_at is None]
    return MeetingBox(
        str(meeting),
        Tag(meeting.get_state_display(), COLOURS[meeting.state]),
        [SummaryRow(label, value) for label, value in rows if value],
        _table(case, meeting, guests, may_change) if guests else None,
        _offers(case, meeting) if may_change else [],
    )


def present(meeting: ReviewMeeting) -> list[str]:
    """The agencies that were there."""
    came = [guest for guest in meeting.guests.all() if guest.attendance == Attendance.PRESENT]
    return sorted({guest.organisation for guest in came if guest.withdrawn_at is None})


def _table(case, meeting, guests: list[MeetingGuest], may_change: bool) -> Table:
    return Table(
        "People of the meeting",
        [Column(label) for label in ("Name", "Agency", "Invited", "Attendance")],
        [_guest(case, meeting, guest, may_change) for guest in guests],
        stack=True,
        size="s",
    )


def _guest(case, meeting, guest: MeetingGuest, may_change: bool) -> list[Cell]:
    tags = [Tag("Has to be there", "purple")] if guest.essential else []
    there = Cell("", tags=[Tag(guest.get_attendance_display(), CAME[guest.attendance])])
    if may_change and meeting.state == State.ARRANGED:
        url = to("review_guest_withdraw", case, review_meeting=meeting.pk, review_guest=guest.pk)
        there = Cell(f"Withdraw the invitation of {guest.name}", url=url)
    return [
        Cell(guest.name, note=guest.role, tags=tags),
        Cell(guest.organisation),
        Cell(short_day(guest.sent_at) if guest.sent_at else "Not by email"),
        there,
    ]


def _offers(case, meeting: ReviewMeeting) -> list[Link]:
    def link(label: str, name: str) -> Link:
        return Link(label, to(name, case, review_meeting=meeting.pk))

    if meeting.state == State.ARRANGED:
        held = [link("Record that it was held", "review_meeting_hold")] if meeting.on <= today() else []
        return [
            *held,
            link("Invite people", "review_meeting_invite"),
            link("Change time or place", "review_meeting_change"),
            link("Cancel the meeting", "review_meeting_cancel"),
        ]
    if meeting.state == State.HELD:
        return [
            link("Record attendance", "review_meeting_hold"),
            link("Add somebody who came", "review_meeting_present"),
            link("Record that the report came", "review_meeting_report"),
            Link("Draft analysis", to("analysis", case)),
        ]
    return []
