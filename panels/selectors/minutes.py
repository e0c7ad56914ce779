"""Reads about minutes."""

from uuid import UUID

from django.http import Http404

from audit.recording import SYSTEM
from cases.models import Case, Exclusion
from cases.selectors.identifying import found_in
from panels import selectors
from panels.models import Conflict, Discussion, Invitation, Meeting, Minutes
from panels.presenters import minuted
from panels.presenters.paper import analysis_view
from panels.quorum import judge
from panels.selectors import possible

AROUND = ("opening", "closing")
"""The words of the manager that stand at no item."""


def facts_of(meeting: Meeting) -> dict:
    """What was recorded at a meeting, as minutes fix it; the number of queries does not grow with the agenda."""
    items = list(
        meeting.agenda.standing().select_related("case").prefetch_related("case__recommendations").order_by("position")
    )
    cases, people = [item.case_id for item in items], selectors.people(meeting)
    said = {row.item_id: row for row in Discussion.objects.filter(item__in=items)}
    came = [one.user_id for one in people if one.attendance in Invitation.CAME]
    away = list(Conflict.objects.filter(case__in=cases, user__in=came).select_related("user"))
    analyses, summaries = selectors.analyses_of(cases), selectors.summaries_of(cases)
    closed, rule = selectors.closed_to(items), selectors.rule_for(meeting)
    seat_of = {invitation.user_id: minuted.seat_label(invitation.membership) for invitation in people}
    made = []
    for item in items:
        taken = selectors.seats(people, started=True, at=item.decided_at)
        view = analysis_view(analyses.get(item.case_id), summaries.get(item.case_id))
        left = [one for one in away if one.case_id == item.case_id]
        quorum = judge(taken, rule, closed[item.case_id])
        discussion = said.get(item.pk) or Discussion(item=item)
        made.append(minuted.item_facts(item, view, discussion, left, quorum, seat_of))
    began = judge(selectors.seats(people, started=True, at=meeting.opened_at), rule)
    approved = Minutes.objects.filter(approved_at=meeting).select_related("meeting")
    return minuted.facts(meeting, people, began, approved, made)


def points_of(meeting: Meeting) -> dict[str, str]:
    """``{item key: points of the discussion}``: what the words at each item begin with."""
    rows = Discussion.objects.filter(item__meeting=meeting).exclude(points="")
    return {str(row.item_id): row.points for row in rows}


def minutes_for(meeting: Meeting, user, *, leads: bool) -> Minutes:
    """The minutes of a meeting in scope: for those who lead always, for members once they were sent."""
    found = Minutes.objects.filter(meeting=meeting).select_related("meeting__panel", "approved_at").first()
    if found is None or (found.state == Minutes.State.DRAFT and not leads):
        raise Http404
    found.meeting = meeting
    return found


def closed_cases(minutes: Minutes, user) -> dict[str, bool]:
    """The keys of the cases in these minutes that are closed to the reader: their items are left out.

    Each with whether it is for good, because of a conflict, or until it is settled whether there is one.
    """
    keys = [item["case"] for item in minutes.facts["items"]]
    closed = Exclusion.objects.filter(case__in=keys, user_id=user.pk).values_list("case_id", flat=True)
    waiting = possible.waiting_of(user, keys)
    return {str(key): False for key in waiting} | {str(key): True for key in closed}


def state_of(meeting: Meeting) -> str:
    """How far the minutes of a meeting are; nothing where there are none."""
    return Minutes.objects.filter(meeting=meeting).values_list("state", flat=True).first() or ""


def to_approve(meeting: Meeting) -> list[Minutes]:
    """Minutes of earlier meetings of the panel that were sent and wait for approval."""
    waiting = Minutes.objects.filter(state=Minutes.State.SENT, meeting__panel=meeting.panel_id)
    return list(waiting.filter(meeting__starts_at__lt=meeting.starts_at).select_related("meeting"))


def waiting_for(key: UUID, meeting: Meeting) -> Minutes:
    """One of these."""
    found = next((row for row in to_approve(meeting) if row.pk == key), None)
    if found is None:
        raise Http404
    return found


def mentions(minutes: Minutes, user) -> list[str]:
    """What in the minutes matches the record of a case: the item, and what kind of word, never of the record itself.

    Of an item that is closed to the reader only its number: the kind would say whether a guess at a name was right.
    """
    closed = closed_cases(minutes, user)
    facts, around = minutes.facts, " ".join(minutes.texts.get(key, "") for key in AROUND)
    cases = Case.objects.select_related("panel").in_bulk([UUID(item["case"]) for item in facts["items"]])
    found = []
    for item in facts["items"]:
        words = "\n".join([around, minutes.texts.get(item["item"], ""), *_said(item)])
        hits = found_in(cases[UUID(item["case"])], {"words": words}, by=SYSTEM)["words"]
        label, kinds = f"item {item['position']}", dict.fromkeys(hit.what for hit in hits)
        found += [label] * bool(hits) if item["case"] in closed else [f"{label}, {what}" for what in kinds]
    return found


def _said(item: dict) -> list[str]:
    """What was written about an item; not who owns a recommendation, which has to be an organisation's name."""
    lists = [item[key] for key in ("factors", "learning", "good_practice")]
    own = [item[key] for key in ("reason", "without_quorum", "issues", "correction", "referral")]
    wanted = [row["text"] for row in item["recommendations"]]
    return [*own, *(text for texts in lists for text in texts), *wanted]
