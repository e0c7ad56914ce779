"""The papers of a meeting: one case, all of them, the decision and the analysis beside it."""

from django.urls import reverse

from common.policy import allowed
from panels import policy, selectors
from panels.models import AgendaItem, Meeting
from panels.presenters import meeting as shown
from panels.presenters import paper as papers
from panels.selectors import floor


def paper(item: AgendaItem, user) -> dict:
    """The anonymised paper of a case, with the way to its neighbours on the agenda."""
    found = item.meeting
    summary, analysis = selectors.summary_of(item.case), selectors.analysis_of(item.case)
    order = selectors.readable_items(found, user)
    place = next((index for index, other in enumerate(order) if other.pk == item.pk), 0)
    leads = allowed(policy.lead, found.panel_id, user)
    offers = shown.offers(
        found, manages=allowed(policy.run, found.panel_id, user), leads=leads, has_agenda=True, due=True
    )
    return {
        "item": item,
        "meeting": found,
        "paper": papers.paper(item, summary, analysis),
        "previous": order[place - 1] if place > 0 else None,
        "next": order[place + 1] if place + 1 < len(order) else None,
        "offers": offers,
        "going_on": found.state == Meeting.State.OPEN,
        "mark": floor.mark(found, order, item) if found.state == Meeting.State.OPEN else None,
        "can_decide": leads and found.state == Meeting.State.OPEN,
        "away": [c for c in selectors.conflicts(found, user) if c.case_id == item.case_id] if leads else [],
        "quorum": selectors.quorum_of(found, item.case) if leads else None,
        "tab": selectors.sees_identity(item.case, user),
    }


def live(item: AgendaItem) -> papers.Paper:
    """The paper of a case with what is recorded about it at this moment, for the meeting itself."""
    return papers.paper(item, selectors.summary_of(item.case), selectors.analysis_of(item.case))


def decision_initial(item: AgendaItem) -> dict:
    """What is recorded so far; nothing is chosen beforehand."""
    outcome = "" if item.outcome == AgendaItem.Outcome.PENDING else item.outcome
    return {"version": item.version, "outcome": outcome, "awaited": item.reason, "deferred": item.reason}


def next_open_item(item: AgendaItem, user) -> str:
    """The next item without a decision, else the meeting."""
    waiting = [
        other
        for other in selectors.readable_items(item.meeting, user)
        if other.outcome == AgendaItem.Outcome.PENDING and other.pk != item.pk
    ]
    later = [other for other in waiting if other.position > item.position] or waiting
    if later:
        return reverse("panels:decide", args=[item.meeting_id, later[0].pk])
    return reverse("panels:meeting", args=[item.meeting_id])
