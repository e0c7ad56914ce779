"""The reading room of a meeting: the released papers that one person may read now, and who has read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from panels.models import AgendaItem, Invitation, Meeting, Pack, PackPaper, PaperRead
from panels.selectors import people, readable_items


@dataclass(frozen=True)
class Page:
    """One item of the agenda in the room: its paper, if it was released, and when the reader first opened it."""

    item: AgendaItem
    paper: PackPaper | None
    read_at: datetime | None = None


def latest(meeting: Meeting) -> Pack | None:
    """The last version released, withdrawn or not."""
    return meeting.packs.select_related("released_by", "withdrawn_by", "meeting__panel").first()


def released(item: AgendaItem) -> dict | None:
    """The paper of an item as it was released last, unless that was withdrawn."""
    pack = latest(item.meeting)
    if pack is None or pack.withdrawn_at is not None:
        return None
    return pack.papers.filter(case=item.case_id).values_list("content", flat=True).first()


def pages(meeting: Meeting, pack: Pack | None, user) -> list[Page]:
    """The items this person may read now, in the order of the agenda. Of withdrawn papers nothing is left to read."""
    items = readable_items(meeting, user)
    if pack is None or pack.withdrawn_at is not None:
        return [Page(item, None) for item in items]
    found = {paper.case_id: paper for paper in pack.papers.filter(case__in=[item.case_id for item in items])}
    times = _times(found.values(), user)
    for item in items:
        if item.case_id in found:
            found[item.case_id].case = item.case
    return [Page(item, found.get(item.case_id), times.get(_key(found.get(item.case_id)))) for item in items]


def marks(pack: Pack, items: list[AgendaItem]) -> list[str]:
    """The marks of the papers of these items, in their order: words that are the same have the same mark."""
    found = dict(pack.papers.filter(case__in=[item.case_id for item in items]).values_list("case_id", "mark"))
    return [found[item.case_id] for item in items if item.case_id in found]


def _key(paper: PackPaper | None) -> tuple:
    return (paper.case_id, paper.mark) if paper else ()


def _times(papers: Iterable[PackPaper], user) -> dict:
    """When the user first read each paper, in this version or in one with the same words."""
    marks = [paper.mark for paper in papers]
    reads = PaperRead.objects.filter(user_id=user.pk, paper__mark__in=marks).order_by("-at")
    return {(case, mark): at for case, mark, at in reads.values_list("paper__case_id", "paper__mark", "at")}


def readers(meeting: Meeting, shown: list[Page]) -> dict:
    """``{(user key, case key): time}``: who has read which of these papers as they stand."""
    marks = [page.paper.mark for page in shown if page.paper]
    reads = PaperRead.objects.filter(paper__mark__in=marks, paper__pack__meeting=meeting).order_by("-at")
    return {(user, case): at for user, case, at in reads.values_list("user_id", "paper__case_id", "at")}


def invited(meeting: Meeting) -> list[Invitation]:
    """Whose reading is looked at."""
    return people(meeting)
