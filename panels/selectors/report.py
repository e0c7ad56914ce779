"""What the annual report says about the panel itself: members, meetings held, attendance by seat."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef

from accounts.models import Membership, Panel
from accounts.roles import SEATED
from common.aggregates import RowCount
from common.dates import FinancialYear, london
from panels.models import AgendaItem, Invitation, Meeting

THERE = (Invitation.Attendance.PRESENT, Invitation.Attendance.DEPUTY)
"""A seat is taken by the member or by a deputy."""


@dataclass(frozen=True)
class SeatAttendance:
    """One seat over a year: who holds it, to how many meetings invited, at how many represented, and how."""

    agency: str
    role: str
    core: bool
    invited: int
    attended: int
    by_deputy: int
    apologies: int


@dataclass(frozen=True)
class Member:
    """A line of the membership list."""

    name: str
    role: str
    agency: str
    job_title: str
    core: bool
    lay: bool


def meetings_held(panel: Panel, year: FinancialYear) -> list[Meeting]:
    """The finalised meetings of a financial year, by their day in London, with the number of ``cases`` reviewed."""
    held = Meeting.objects.held().filter(panel=panel).order_by("starts_at")
    held = held.annotate(cases=RowCount(AgendaItem.objects.standing().reviewed().filter(meeting=OuterRef("pk"))))
    return [meeting for meeting in held if year.first <= london(meeting.starts_at).date() <= year.last]


def attendance_by_seat(panel: Panel, year: FinancialYear) -> list[SeatAttendance]:
    """For every seat invited in the year: attendance at the meetings held, core seats first."""
    meetings = [meeting.pk for meeting in meetings_held(panel, year)]
    invitations = Invitation.objects.standing().filter(meeting__in=meetings)
    by_seat = defaultdict(list)
    found = list(invitations.select_related("membership__organisation"))
    deputies = {one.in_place_of_id: one.attendance for one in found if one.in_place_of_id}
    for invitation in found:
        if not invitation.in_place_of_id:  # a deputy takes the place of the seat, and is no seat of their own
            by_seat[_seat_key(invitation.membership)].append(_came(invitation, deputies.get(invitation.pk, "")))
    return [_seat_line(key, answers) for key, answers in sorted(by_seat.items())]


def _came(invitation: Invitation, deputy: str) -> str:
    if invitation.attendance not in THERE and deputy in THERE:
        return Invitation.Attendance.DEPUTY
    return invitation.attendance


def _seat_key(membership: Membership) -> tuple[bool, str, str]:
    agency = "Lay member" if membership.is_lay else str(membership.organisation or "")
    role = membership.job_title or membership.get_role_display()
    return (membership.seat != Membership.Seat.CORE, agency, role)


def _seat_line(key: tuple[bool, str, str], answers: list[str]) -> SeatAttendance:
    as_required, agency, role = key
    return SeatAttendance(
        agency=agency,
        role=role,
        core=not as_required,
        invited=len(answers),
        attended=sum(answer in THERE for answer in answers),
        by_deputy=answers.count(Invitation.Attendance.DEPUTY),
        apologies=answers.count(Invitation.Attendance.APOLOGIES),
    )


def membership_list(panel: Panel) -> list[Member]:
    """Everybody with a seat on the panel today: the chair, then core members, then those who come as required."""
    seats_held = Membership.objects.current().filter(panel=panel, role__in=SEATED, user__is_active=True)
    rank = {"chair": 0, "doctor": 1, "member": 2}
    ordered = sorted(
        seats_held.select_related("user", "organisation"),
        key=lambda m: (rank[m.role], m.seat != Membership.Seat.CORE, str(m.organisation or ""), m.user.full_name),
    )
    return [
        Member(
            name=m.user.full_name,
            role=m.get_role_display(),
            agency=str(m.organisation or ""),
            job_title=m.job_title,
            core=m.seat == Membership.Seat.CORE or m.role != "member",
            lay=m.is_lay,
        )
        for m in ordered
    ]
