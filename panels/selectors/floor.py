"""Reads for the meeting while it goes on."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cases.analysis import contents
from cases.models import Analysis, Case, InformationRequest
from cases.selectors import analysis as saved_analysis
from panels import spoken
from panels.models import AgendaItem, Discussion, Meeting, Movement, Sitting


def sitting_of(meeting: Meeting) -> Sitting | None:
    """What the meeting is on, if anything was taken up."""
    return Sitting.objects.filter(meeting=meeting).select_related("item").first()


def discussion_of(item: AgendaItem) -> Discussion:
    """What was said about a case; an empty one while nothing is saved."""
    found = Discussion.objects.filter(item=item).select_related("saved_by", "without_quorum_by").first()
    return found or Discussion(item=item)


def record_of(item: AgendaItem, discussion: Discussion) -> tuple[dict, int]:
    """Everything recorded about a case, plain, and the version of its analysis form (0 where it was not begun)."""
    analysis = saved_analysis.of_case(item.case)
    data = contents.merged({}, saved_analysis.as_data(analysis, item.case))
    said = {key: getattr(discussion, key) for key in spoken.DISCUSSION}
    return spoken.plain({**data, **said}), analysis.version if analysis else 0


def evidence(case: Case) -> list[InformationRequest]:
    """The returns that came in for a case, for those who may see who the child was."""
    answered = InformationRequest.objects.filter(case=case, state=InformationRequest.State.RECEIVED)
    return list(answered.select_related("organisation").order_by("organisation__name"))


def last_moves(meeting: Meeting) -> list[Movement]:
    """Who came and went, the latest last."""
    return list(Movement.objects.filter(invitation__meeting=meeting).select_related("invitation__user"))


@dataclass(frozen=True)
class Mark:
    """A short word that changes whenever something on a reader's screen would, and when that was for the open case."""

    stamp: str
    saved_at: datetime | None = None
    saved_by: str = ""


def mark(meeting: Meeting, items: list[AgendaItem], item: AgendaItem | None = None) -> Mark:
    """The mark of a meeting for somebody who may read ``items``; nothing of another case goes into it."""
    cases = [one.case_id for one in items]
    forms = Analysis.objects.filter(case__in=cases).order_by("case").values_list("case", "version")
    said = Discussion.objects.filter(item__in=items).order_by("item").values_list("item", "version")
    moves = Movement.objects.filter(invitation__meeting=meeting).count()
    people = meeting.invitations.standing().order_by("pk").values_list("pk", "version")
    sitting = sitting_of(meeting)
    on = sitting.item_id if sitting and sitting.item_id in {one.pk for one in items} else None
    agenda = [(one.pk, one.version, one.position) for one in items]
    parts = (meeting.version, agenda, list(forms), list(said), moves, list(people), on)
    stamp = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    saved = Discussion.objects.filter(item=item).select_related("saved_by").first() if item else None
    return Mark(stamp, saved.updated_at, str(saved.saved_by or "")) if saved else Mark(stamp)
