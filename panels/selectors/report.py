"""What the annual report says about the panel itself: meetings held, attendance by seat, the list of its seats."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.db.models import OuterRef

from accounts.models import Membership, Panel
from accounts.roles import SEATED
from common.aggregates import RowCount
from common.dates import FinancialYear, london
from panels.models import AgendaItem, Invitation, Meeting, Seat, SeatHolding

ATTENDED, BY_DEPUTY, APOLOGIES, ABSENT = "attended", "by_deputy", "apologies", "absent"
NOT_INVITED, VACANT = "not_invited", "vacant"


@dataclass(frozen=True)
class SeatAttendance:
    """One seat over a year. ``attended`` to ``vacant`` add up to ``meetings``; ``by_deputy`` is part of ``attended``.

    A line without ``seat`` is of people who hold none on the register: ``meetings`` are those they were invited to.
    """

    seat: str
    agency: str
    role: str
    core: bool
    meetings: int
    attended: int
    by_deputy: int
    apologies: int
    absent: int
    not_invited: int
    vacant: int

    @property
    def expected(self) -> int:
        """Meetings that the seat was to be at: a core seat at every one, another when its holder was invited."""
        return self.meetings if self.core else self.meetings - self.not_invited - self.vacant


@dataclass(frozen=True)
class Member:
    """A line of the membership list: a seat with who holds it, or somebody who sits without one."""

    seat: str
    name: str
    role: str
    agency: str
    job_title: str
    core: bool
    lay: bool
    from_on: date | None = None
    to_on: date | None = None

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the seat."""
        return not self.role


def meetings_held(panel: Panel, year: FinancialYear) -> list[Meeting]:
    """The finalised meetings of a financial year, by their day in London, with the number of ``cases`` reviewed."""
    held = Meeting.objects.held().filter(panel=panel).select_related("panel").order_by("starts_at")
    held = held.annotate(cases=RowCount(AgendaItem.objects.standing().reviewed().filter(meeting=OuterRef("pk"))))
    return [meeting for meeting in held if year.first <= london(meeting.starts_at).date() <= year.last]


def attendance_by_seat(panel: Panel, year: FinancialYear, held: list[Meeting] | None = None) -> list[SeatAttendance]:
    """Every seat that the panel had at a meeting of the year, in their order; then who sits without one.

    ``held``: the meetings of the year, where they were read already.
    """
    meetings = meetings_held(panel, year) if held is None else held
    if not meetings:
        return []
    found = _invitations(meetings)
    seats = Seat.objects.filter(panel=panel).select_related("organisation").order_by("-kind", "order", "title")
    kept: dict[tuple, list[str]] = defaultdict(list)
    sat = set()
    for seat, terms in _with_terms(seats):
        for meeting in meetings:
            if _existed(seat, terms, meeting.held_on):
                term = next((term for term in terms if _holds(term, meeting.held_on)), None)
                own = found.get((meeting.pk, term.membership.user_id)) if term else None
                sat |= {own.invitation.pk} if own else set()
                kept[_key(seat)].append(VACANT if term is None else own.how if own else NOT_INVITED)
    lines = [_line(*key, answers) for key, answers in kept.items()]
    return lines + _without_seat(one for one in found.values() if one.invitation.pk not in sat)


@dataclass(frozen=True)
class _Came:
    """An invitation, and how its place was taken."""

    invitation: Invitation
    how: str


def _invitations(meetings: list[Meeting]) -> dict[tuple, _Came]:
    """``{(meeting, user): …}``. A deputy who was invited takes the place of the member, and has none of their own."""
    rows = Invitation.objects.standing().filter(meeting__in=[meeting.pk for meeting in meetings])
    found = list(rows.select_related("membership__organisation"))
    deputies = {one.in_place_of_id for one in found if one.in_place_of_id and one.attendance in Invitation.CAME}
    members = [one for one in found if not one.in_place_of_id]
    return {(one.meeting_id, one.user_id): _Came(one, _how(one, one.pk in deputies)) for one in members}


def _how(invitation: Invitation, deputy_came: bool) -> str:
    if invitation.attendance == Invitation.Attendance.PRESENT:
        return ATTENDED
    if deputy_came or invitation.attendance == Invitation.Attendance.DEPUTY:
        return BY_DEPUTY
    return APOLOGIES if invitation.attendance == Invitation.Attendance.APOLOGIES else ABSENT


def _with_terms(seats: Iterable[Seat]) -> list[tuple[Seat, list[SeatHolding]]]:
    rows = SeatHolding.objects.filter(seat__in=seats).select_related("membership").order_by("from_on", "created_at")
    terms = defaultdict(list)
    for row in rows:
        terms[row.seat_id].append(row)
    return [(seat, terms[seat.pk]) for seat in seats]


def _existed(seat: Seat, terms: list[SeatHolding], day: date) -> bool:
    """A seat is on the register from the day it was added, or from its first term where that was written down later."""
    first = min([london(seat.created_at).date(), *(term.from_on for term in terms)])
    return first <= day and (seat.closed_on is None or day < seat.closed_on)


def _holds(term: SeatHolding, day: date) -> bool:
    """The same question as ``SeatHolding.objects.on``, of terms that were read already."""
    ends = [end for end in (term.to_on, term.membership.ends_on) if end is not None]
    return term.from_on <= day and all(day < end for end in ends)


def _key(seat: Seat) -> tuple[str, str, str, bool]:
    return (seat.title, str(seat.organisation or ""), "", seat.kind == Seat.Kind.CORE)


def _without_seat(came: Iterable[_Came]) -> list[SeatAttendance]:
    kept = defaultdict(list)
    for one in came:
        held = one.invitation.membership
        agency = "Lay member" if held.is_lay else str(held.organisation or "")
        role = held.job_title or held.get_role_display()
        kept[(held.seat != Membership.Seat.CORE, agency, role)].append(one.how)
    return [_line("", agency, role, not other, hows) for (other, agency, role), hows in sorted(kept.items())]


def _line(seat: str, agency: str, role: str, core: bool, answers: list[str]) -> SeatAttendance:
    count = {name: answers.count(name) for name in (APOLOGIES, ABSENT, NOT_INVITED, VACANT, BY_DEPUTY)}
    attended = answers.count(ATTENDED) + count[BY_DEPUTY]
    return SeatAttendance(seat, agency, role, core, len(answers), attended=attended, **count)


def membership_list(panel: Panel) -> list[Member]:
    """The seats that the panel has today in the order of the register, vacant ones too; then who sits without one."""
    seats = Seat.objects.filter(panel=panel, closed_on__isnull=True).select_related("organisation")
    terms = SeatHolding.objects.current().filter(seat__in=seats, membership__user__is_active=True)
    held = {term.seat_id: term for term in terms.select_related("membership__user", "membership__organisation")}
    lines = [_of_seat(seat, held.get(seat.pk)) for seat in seats.order_by("-kind", "order", "title")]
    seated = {term.membership.user_id for term in held.values()}
    return _chair_first(lines) + [_person(one) for one in _sitting(panel) if one.user_id not in seated]


def _chair_first(lines: list[Member]) -> list[Member]:
    return sorted(lines, key=lambda line: (not line.core, line.role != "Chair"))


def _of_seat(seat: Seat, term: SeatHolding | None) -> Member:
    core, agency = seat.kind == Seat.Kind.CORE, str(seat.organisation or "")
    if term is None:
        return Member(seat.title, "", "", agency, "", core, lay=False)
    person = asdict(_person(term.membership)) | {"seat": seat.title, "core": core}
    return Member(**person | {"agency": agency or person["agency"], "from_on": term.from_on, "to_on": term.to_on})


def _sitting(panel: Panel) -> list[Membership]:
    """Everybody with a role that sits on the panel today: the chair, then core members, then others as required."""
    found = Membership.objects.current().filter(panel=panel, role__in=SEATED, user__is_active=True)
    rank = {"chair": 0, "doctor": 1, "member": 2}
    return sorted(
        found.select_related("user", "organisation"),
        key=lambda m: (rank[m.role], m.seat != Membership.Seat.CORE, str(m.organisation or ""), m.user.full_name),
    )


def _person(held: Membership) -> Member:
    return Member(
        seat="",
        name=held.user.full_name,
        role=held.get_role_display(),
        agency=str(held.organisation or ""),
        job_title=held.job_title,
        core=held.seat == Membership.Seat.CORE or held.role != "member",
        lay=held.is_lay,
    )
