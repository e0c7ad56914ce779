"""The list of meetings, and one meeting for one reader."""

from django.urls import reverse
from django.utils import timezone

from common.components import Cell, Column, Table
from common.dates import today
from common.formats import clock, short_day
from common.policy import allowed
from panels import policy, quorum, selectors
from panels.forms.people import ReplyForm
from panels.models import AgendaItem, Conflict, Invitation, Meeting
from panels.presenters import meeting as shown
from panels.presenters.conflicts import Unsettled, unsettled
from panels.presenters.floor import room
from panels.presenters.tellings import links
from panels.selectors import calendar, floor, letters, minutes, possible, tellings
from panels.workflow import Step, allows


def forecast(panel, user):
    """How long the backlog lasts, for those who plan meetings."""
    return calendar.forecast(panel) if allowed(policy.run, panel.pk, user) else None


def overdue_tellings(panel, user) -> int:
    """How many corrections and referrals should have been passed on by now, for whoever does that."""
    return tellings.counts(panel, user)["overdue"] if allowed(policy.tell, panel.pk, user) else 0


def meeting_rows(meetings) -> Table:
    """The list of meetings as a table."""
    rows = [
        [
            Cell(f"{short_day(meeting.starts_at)}", url=reverse("panels:meeting", args=[meeting.pk])),
            f"{clock(meeting.starts_at)} to {clock(meeting.ends_at)}",
            Cell(meeting.title, note=meeting.theme),
            meeting.cases,
            meeting.invited,
            Cell("", tags=[shown.STATE_TAGS[meeting.state]]),
        ]
        for meeting in meetings
    ]
    columns = [Column("Date"), Column("Time"), Column("Meeting"), Column("Cases", numeric=True)]
    columns += [Column("Invited", numeric=True), Column("State")]
    return Table("Meetings", columns, rows, stack=True, caption_hidden=True)


def meeting(found: Meeting, user) -> dict:
    """One meeting for one reader."""
    manages = allowed(policy.run, found.panel_id, user)
    leads = allowed(policy.lead, found.panel_id, user)
    items, people = selectors.agenda(found), selectors.people(found)
    started = found.state in (Meeting.State.OPEN, Meeting.State.FINALISED)
    rule = selectors.rule_for(found)
    own = next((invitation for invitation in people if invitation.user_id == user.pk), None)
    over = found.finalised_at is not None  # then whoever attended counts, whenever they left
    counted = quorum.judge(selectors.seats(people, started=started, throughout=over), rule)
    due = found.held_on <= today()
    offers = shown.offers(found, manages=manages, leads=leads, has_agenda=bool(items), due=due)
    rows = agenda_rows(found, items, user, leads)
    return {
        "meeting": found,
        "state": shown.STATE_TAGS[found.state],
        "offers": offers,
        "details": shown.details(found, quorum=counted, may_change=offers.change),
        "rows": rows,
        "readable": [row for row in rows if row.url],
        "time": shown.time_planned(rows, found),
        "people": shown.people_rows(people, started=started),
        "started": started,
        **_going_on(found, people, user, leads),
        "own": own,
        "reply_form": _reply_form(found, own),
        "conflicts": _conflicts(found, rows, user) if leads else [],
        "minutes": minutes.state_of(found) if found.state == Meeting.State.FINALISED else "",
        **_letters(found, user, leads),
        "to_approve": minutes.to_approve(found) if leads and found.state == Meeting.State.OPEN else [],
        "unsettled": _unsettled(found, user) if leads else [],
        "not_quorate": _not_quorate(found, rows, people) if leads and found.state == Meeting.State.OPEN else [],
        "changed": manages and selectors.changed_since_sent(found),
        "pending": [row.position for row in rows if not row.closed and row.item.outcome == AgendaItem.Outcome.PENDING],
    }


def _letters(found: Meeting, user, leads: bool) -> dict:
    """How many owners of recommendations wait for a letter, and how many cannot be written to."""
    if found.state != Meeting.State.FINALISED or not leads:
        return {}
    return {
        "letters": len(letters.to_write(found, user)),
        "without_address": letters.without_address(found, user),
        "told": links(tellings.of_meeting(found, user)),
    }


def _conflicts(found: Meeting, rows: list[shown.AgendaRow], user) -> list[Conflict]:
    """Known conflicts, but for those in an item that is closed to the reader, even if only until that is settled."""
    closed = {row.item.case_id for row in rows if row.closed}
    return [one for one in selectors.conflicts(found, user) if one.case_id not in closed]


def _unsettled(found: Meeting, user) -> list[Unsettled]:
    """Possible conflicts that this reader may settle, in words, with the page on which that is done."""
    return unsettled(possible.unsettled(found, user), found) if allows(found.state, Step.CONFLICT) else []


def _going_on(found: Meeting, people: list[Invitation], user, leads: bool) -> dict:
    """What an open meeting shows besides: a mark by which the page sees that something changed, and the room."""
    if found.state != Meeting.State.OPEN:
        return {}
    return {
        "going_on": True,
        "mark": floor.mark(found, selectors.readable_items(found, user)),
        "room": room(people, found, timezone.now()) if leads else [],
    }


def agenda_rows(found: Meeting, items: list[AgendaItem], user, leads: bool) -> list[shown.AgendaRow]:
    """The lines of the agenda as this reader sees them."""
    return shown.agenda_rows(
        items,
        closed={case for case, people in selectors.closed_to(items).items() if user.pk in people},
        waiting=possible.waiting_of(user, [item.case_id for item in items]),
        readable=selectors.readable(items, user),
        meeting=found,
        leads=leads,
    )


def _reply_form(found: Meeting, own: Invitation | None) -> ReplyForm | None:
    waits = own is not None and own.reply == Invitation.Reply.NONE and found.state == Meeting.State.SCHEDULED
    return ReplyForm(initial={"version": own.version}) if waits and own else None


def _not_quorate(found: Meeting, rows: list[shown.AgendaRow], people: list[Invitation]) -> list[tuple[int, str]]:
    """Items not decided yet for which the people in the room do not suffice, once those in conflict have left.

    Of an item that is closed to the reader nothing is said.
    """
    items = [row.item for row in rows if not row.closed]
    closed = selectors.closed_to(items)
    seats, rule = selectors.seats(people, started=True), selectors.rule_for(found)
    waiting = [item for item in items if item.outcome == AgendaItem.Outcome.PENDING]
    judged = [(item, quorum.judge(seats, rule, closed[item.case_id])) for item in waiting]
    return [(item.position, q.sentence) for item, q in judged if not q.met]
