"""What the manager sees before releasing the papers of a meeting, and before withdrawing them."""

from dataclasses import dataclass

from django.urls import reverse

from cases import policy as case_policy
from common.components import Tag
from common.errors import NotNow
from common.policy import allowed
from panels import selectors
from panels.answers import changed
from panels.models import AgendaItem, CaseSummary, Meeting
from panels.selectors import answers, checking, room


@dataclass(frozen=True)
class Line:
    """One case on the way into the papers."""

    label: str
    tag: Tag
    detail: str = ""
    url: str = ""
    waits: bool = False


def release(found: Meeting, user) -> dict:
    """Each case: whether it is ready, and where to go if it is not."""
    items = selectors.agenda(found)
    summaries = selectors.summaries_of([item.case_id for item in items])
    lines = [_line(item, summaries.get(item.case_id), user) for item in items]
    pack = room.latest(found)
    return {
        "meeting": found,
        "lines": lines,
        "ready": bool(lines) and not any(line.waits for line in lines),
        "pack": pack,
    }


def _line(item: AgendaItem, summary: CaseSummary | None, user) -> Line:
    if not allowed(case_policy.manage, item.case, user):
        return Line(f"Item {item.position}", Tag("Closed to you", "grey"), "It keeps the paper it has, if it has one.")
    label = f"{item.position}. {item.case.reference}"
    if summary is None:
        return Line(label, Tag("No summary", "red"), url=reverse("panels:summary", args=[item.case_id]), waits=True)
    check, chosen = reverse("panels:check", args=[item.case_id]), answers.chosen(item.case)
    if stale := len(changed(chosen)):
        return Line(label, Tag("Not ready", "red"), f"{_answers(stale)} changed after you chose", check, waits=True)
    waiting = len(checking.open_findings(item.case, checking.passages(item.case), by=user))
    if waiting:
        detail = "1 place in its words waits for you" if waiting == 1 else f"{waiting} places in its words wait for you"
        return Line(label, Tag("Not ready", "red"), detail, check, waits=True)
    if not summary.checked:
        return Line(label, Tag("Not ready", "red"), "Not marked as read through", check, waits=True)
    return Line(label, Tag("Ready", "green"), _chosen(len(checking.extracts(item.case)), len(chosen)), check)


def _answers(count: int) -> str:
    return "1 answer" if count == 1 else f"{count} answers"


def _chosen(returns: int, of_forms: int) -> str:
    words = "No returns chosen" if not returns else "1 return chosen" if returns == 1 else f"{returns} returns chosen"
    return f"{words}, {_answers(of_forms)} of forms" if of_forms else words


def withdrawal(found: Meeting) -> dict:
    """The pack that may be withdrawn. Raises ``NotNow`` where there is none."""
    pack = room.latest(found)
    if pack is None or pack.withdrawn_at is not None:
        raise NotNow("nothing", "There are no released papers to withdraw.")
    return {"meeting": found, "pack": pack}
