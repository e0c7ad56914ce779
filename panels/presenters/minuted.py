"""The facts of a meeting as its minutes fix them: members by name and seat, cases by reference, no child ever."""

from collections.abc import Iterable

from common.formats import day
from panels.models import AgendaItem, Conflict, Discussion, Invitation, Meeting
from panels.presenters.floor import times_in_room
from panels.presenters.meeting import seat_label, times
from panels.presenters.paper import AnalysisView
from panels.quorum import Quorum

Attendance = Invitation.Attendance


def facts(
    meeting: Meeting, people: Iterable[Invitation], quorum: Quorum, approved: Iterable, items: list[dict]
) -> dict:
    """Everything that was recorded, fit for JSON."""
    lines = [(invitation, person(invitation)) for invitation in people]
    there = (Attendance.PRESENT, Attendance.DEPUTY)
    return {
        "title": meeting.title,
        "theme": meeting.theme,
        "when": times(meeting),
        "present": [line for invitation, line in lines if invitation.attendance in there],
        "apologies": [line for invitation, line in lines if invitation.attendance == Attendance.APOLOGIES],
        "absent": [line for invitation, line in lines if invitation.attendance == Attendance.ABSENT],
        "quorum": quorum.sentence,
        "approved": [str(minutes.meeting) for minutes in approved],
        "items": items,
    }


def person(invitation: Invitation) -> dict:
    """Name, seat, deputy, times in the room where they were not there throughout."""
    moves = [(move.at, move.inside) for move in invitation.movements.all()]
    return {
        "name": invitation.user.full_name,
        "seat": seat_label(invitation.membership),
        "deputy": invitation.deputy_name,
        "times": times_in_room(moves),
    }


def item_facts(
    item: AgendaItem,
    analysis: AnalysisView | None,
    said: Discussion,
    away: Iterable[Conflict],
    quorum: Quorum,
    seats: dict,
) -> dict:
    """What was decided on one case. Its words were checked, or were written before the panel's eyes."""
    return {
        "item": str(item.pk),
        "case": str(item.case_id),
        "position": item.position,
        "reference": item.case.reference,
        "outcome": str(item.get_outcome_display()),
        "reason": item.reason,
        "away": [
            {"name": str(one.user), "seat": seats.get(one.user_id, ""), "after": _after(one, item)} for one in away
        ],
        "quorum": quorum.sentence,
        "without_quorum": said.without_quorum,
        **_analysis(analysis, item),
        "recommendations": [] if item.outcome == AgendaItem.Outcome.DEFERRED else _recommendations(item),
        "correction": said.correction,
        "referral": _referral(said),
    }


def _after(conflict: Conflict, item: AgendaItem) -> bool:
    """Whether it was declared when the case had been decided already, so that the person had been in the room."""
    return item.decided_at is not None and conflict.declared_at > item.decided_at


def _analysis(view: AnalysisView | None, item: AgendaItem) -> dict:
    if view is None or item.outcome == AgendaItem.Outcome.DEFERRED:
        lists = {"others": [], "factors": [], "learning": [], "good_practice": []}
        return {"primary": "", "modifiability": "", "issues": "", **lists}
    factors = [f"{one.name}{' (modifiable)' if one.modifiable else ''}" for _, found in view.domains for one in found]
    return {
        "primary": view.primary,
        "others": list(view.others),
        "modifiability": view.modifiability,
        "factors": factors,
        "issues": view.issues,
        "learning": list(view.learning),
        "good_practice": list(view.good_practice),
    }


def _recommendations(item: AgendaItem) -> list[dict]:
    rows = item.case.recommendations.all()
    return [{"text": row.text, "owner": row.owner, "due": day(row.due_on)} for row in rows]


def _referral(said: Discussion) -> str:
    if said.referral == Discussion.Referral.NONE:
        return ""
    body = str(said.get_referral_body_display())
    verb = "is told" if said.referral == Discussion.Referral.YES else "has been told already"
    return f"{body} {verb}. {said.referral_detail}".strip()
