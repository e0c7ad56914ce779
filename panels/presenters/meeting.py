"""The meeting's pages: what each reader sees of the agenda, who comes, the quorum, and what can be done next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from common.components import Link, SummaryRow, Tag
from common.dates import london
from common.formats import clock, day, moment
from panels import workflow
from panels.models import AgendaItem, Invitation, Meeting
from panels.presenters.paper import OUTCOME_TAGS
from panels.quorum import Quorum

STATE_TAGS = {
    Meeting.State.SCHEDULED: Tag("Scheduled", "blue"),
    Meeting.State.OPEN: Tag("In progress", "purple"),
    Meeting.State.FINALISED: Tag("Finalised", "green"),
    Meeting.State.CANCELLED: Tag("Cancelled", "grey"),
}
REPLY_TAGS = {
    Invitation.Reply.NONE: Tag("No reply", "grey"),
    Invitation.Reply.ACCEPTED: Tag("Accepted", "green"),
    Invitation.Reply.DECLINED: Tag("Apologies", "yellow"),
}
ATTENDANCE_TAGS = {
    Invitation.Attendance.PRESENT: Tag("Present", "green"),
    Invitation.Attendance.DEPUTY: Tag("Deputy", "teal"),
    Invitation.Attendance.APOLOGIES: Tag("Apologies", "yellow"),
    Invitation.Attendance.ABSENT: Tag("Absent", "red"),
}


@dataclass(frozen=True)
class AgendaRow:
    """One line of the agenda as this reader sees it.

    Of a case that is closed to the reader nothing is left but that there is an item: no reference, no time planned,
    no outcome. ``waits`` where it is closed only until it is settled whether the reader has a conflict of interest.
    """

    item: AgendaItem
    position: int
    closed: bool = False
    waits: bool = False
    reference: str = ""
    url: str = ""
    minutes: int = 0
    tag: Tag | None = None
    reason: str = ""


def agenda_rows(
    items: Iterable[AgendaItem], *, closed: set, waiting: set, readable: set, meeting: Meeting, leads: bool
) -> list[AgendaRow]:
    """The agenda for one reader, by the keys of the cases.

    ``closed`` to them, ``waiting`` until it is settled whether they have a conflict, ``readable`` now.
    """
    return [
        AgendaRow(position=item.position, closed=True, waits=item.case_id not in closed, item=item)
        if item.case_id in closed or item.case_id in waiting - readable
        else _row(item, readable, meeting, leads)
        for item in items
    ]


def _row(item: AgendaItem, readable: set, meeting: Meeting, leads: bool) -> AgendaRow:
    page = "panels:decide" if leads and meeting.state == Meeting.State.OPEN else "panels:case"
    url = reverse(page, args=[meeting.pk, item.pk]) if item.case_id in readable else ""
    show_outcome = meeting.state != Meeting.State.SCHEDULED
    return AgendaRow(
        position=item.position,
        reference=item.case.reference,
        url=url,
        minutes=item.minutes,
        tag=OUTCOME_TAGS[item.outcome] if show_outcome else None,
        reason=item.reason if show_outcome else "",
        item=item,
    )


@dataclass(frozen=True)
class PersonRow:
    """Somebody invited."""

    name: str
    seat: str
    tag: Tag
    note: str
    invitation: Invitation
    may_have_deputy: bool = False


def people_rows(people: Iterable[Invitation], *, started: bool) -> list[PersonRow]:
    """Who is invited: their answers before the meeting, their attendance from its start."""
    return [_person(invitation, started) for invitation in people]


def _person(invitation: Invitation, started: bool) -> PersonRow:
    tag = REPLY_TAGS[invitation.reply]
    if started:
        tag = ATTENDANCE_TAGS.get(invitation.attendance, Tag("Not recorded", "grey"))
    return PersonRow(
        name=invitation.user.full_name,
        seat=seat_label(invitation.membership),
        tag=tag,
        note=_place_note(invitation),
        invitation=invitation,
        may_have_deputy=invitation.reply != Invitation.Reply.ACCEPTED and not invitation.in_place_of_id,
    )


def _place_note(invitation: Invitation) -> str:
    if invitation.begins_later is not None:
        return f"The term begins on {day(invitation.begins_later)}: does not count at this meeting"
    if invitation.in_place_of:
        return f"In the place of {invitation.in_place_of.user.full_name}"
    return f"Deputy: {invitation.deputy_name}" if invitation.deputy_name else ""


def seat_label(membership) -> str:
    """Agency, or role where no agency is represented; lay members are named as such."""
    if membership.is_lay:
        return "Lay member"
    parts = [membership.job_title or membership.get_role_display(), str(membership.organisation or "")]
    return ", ".join(part for part in parts if part)


def times(meeting: Meeting) -> str:
    """``Thursday 3 December 2026, 9:30am to 12:30pm``; both days where it ends on another."""
    starts, ends = london(meeting.starts_at), london(meeting.ends_at)
    until = clock(ends) if ends.date() == starts.date() else moment(ends)
    return f"{starts:%A} {day(starts)}, {clock(starts)} to {until}"


def length(meeting: Meeting) -> int:
    """Minutes between start and end."""
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


def time_planned(rows: Sequence[AgendaRow], meeting: Meeting) -> tuple[str, bool]:
    """How the agenda fills the meeting, in words, and whether it is too long.

    With a case that is closed to the reader there is only the number of items: the rest would give away its minutes.
    """
    if any(row.closed for row in rows):
        return _cases(len(rows)), False
    planned, available = sum(row.minutes for row in rows), length(meeting)
    text = f"{_cases(len(rows))}, {planned} of {available} minutes planned"
    over = planned > available
    return (f"{text}: {planned - available} minutes too long" if over else text), over


def _cases(count: int) -> str:
    return f"{count} case" if count == 1 else f"{count} cases"


def quorum_row(quorum: Quorum, *, started: bool) -> SummaryRow:
    """The quorum as a line of the summary list."""
    verb = "present" if started else "accepted"
    words = f"{quorum.present} {verb}, {quorum.minimum} needed"
    if quorum.missing:
        words += f". Nobody from {' or '.join(quorum.missing)} " + ("is present" if started else "has accepted")
    return SummaryRow("Quorum", words, tag=Tag("Quorate", "green") if quorum.met else Tag("Not quorate", "red"))


def details(meeting: Meeting, *, quorum: Quorum, may_change: bool) -> list[SummaryRow]:
    """When, where, theme, quorum, papers."""
    change = [Link("Change", reverse("panels:change", args=[meeting.pk]))] if may_change else []
    rows = [SummaryRow("When", times(meeting), change), SummaryRow("Where", meeting.place or "Not given yet", change)]
    if meeting.theme:
        rows.append(SummaryRow("Theme", meeting.theme, change))
    if meeting.state == Meeting.State.CANCELLED:
        return [*rows, SummaryRow("Cancelled", f"{day(meeting.cancelled_at)}. {meeting.cancel_reason}")]
    if meeting.state == Meeting.State.FINALISED:
        words = f"{moment(meeting.finalised_at)} by {meeting.finalised_by}"
        return [*rows, quorum_row(quorum, started=True), SummaryRow("Finalised", words)]
    sent = moment(meeting.agenda_sent_at) if meeting.agenda_sent_at else "Not sent yet"
    return [*rows, quorum_row(quorum, started=meeting.state == Meeting.State.OPEN), SummaryRow("Agenda sent", sent)]


@dataclass(frozen=True)
class Offers:
    """Which steps the page offers this reader: the rule asked by ``policy`` and ``workflow``, not by the template."""

    change: bool = False
    cancel: bool = False
    invite: bool = False
    agenda: bool = False
    send: bool = False
    start: bool = False
    attendance: bool = False
    finalise: bool = False
    conflict: bool = False
    manages: bool = False
    leads: bool = False


def offers(meeting: Meeting, *, manages: bool, leads: bool, has_agenda: bool, due: bool) -> Offers:
    """The steps that role and state allow; starting is offered from the day of the meeting on."""
    allowed = {step for step in workflow.Step if workflow.allows(meeting.state, step)}
    return Offers(
        change=manages and workflow.Step.CHANGE in allowed,
        cancel=manages and workflow.Step.CANCEL in allowed,
        invite=manages and workflow.Step.INVITE in allowed,
        agenda=manages and workflow.Step.AGENDA in allowed,
        send=manages and has_agenda and workflow.Step.ANNOUNCE in allowed,
        start=leads and due and workflow.Step.OPEN in allowed,
        attendance=leads and workflow.Step.ATTENDANCE in allowed,
        finalise=leads and workflow.Step.FINALISE in allowed,
        conflict=workflow.Step.CONFLICT in allowed,
        manages=manages,
        leads=leads,
    )
