"""Releases the papers of a meeting as a stored pack, withdraws them, and records who read which page."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from cases import policy as case_policy
from common.errors import NotNow
from common.policy import allowed
from panels import papers, policy, selectors
from panels.actions import grants, rows
from panels.answers import changed
from panels.models import AgendaItem, Meeting, Pack, PackPaper, PaperRead
from panels.selectors import answers, checking, room
from panels.workflow import Step


@dataclass(frozen=True)
class _Made:
    """One paper before it is stored."""

    case: object
    content: dict
    mark: str


@transaction.atomic
def release(*, meeting_id: UUID, by) -> Pack:
    """Stores the papers of every case on the agenda as the next version; readers see them from then on.

    Refused while a summary is missing or unchecked, words that were found wait for a decision, or a chosen answer is
    not what its form says any more. A case that is closed to the manager keeps the paper it has. Releasing the same
    again gives the version that is there.
    """
    meeting = rows.locked_meeting(meeting_id, Step.PAPERS)
    policy.run(meeting.panel_id, by)
    items = selectors.agenda(meeting)
    if not items:
        raise NotNow("empty", "Put a case on the agenda before you release the papers.")
    grants.look_again(meeting_id=meeting_id, by=by)
    last = room.latest(meeting)
    made = [one for item in items if (one := _paper(item, last, by)) is not None]
    if last is not None and last.withdrawn_at is None and _same(last, made):
        return last
    pack = Pack.objects.create(
        meeting=meeting, number=(last.number if last else 0) + 1, released_at=timezone.now(), released_by_id=by.pk
    )
    PackPaper.objects.bulk_create(PackPaper(pack=pack, case=m.case, content=m.content, mark=m.mark) for m in made)
    details = {"version": pack.number, "cases": len(made)}
    record("pack_released", by=by, subject=meeting, panel=meeting.panel, details=details)
    return pack


def _paper(item: AgendaItem, last: Pack | None, by) -> _Made | None:
    case = item.case
    if not allowed(case_policy.manage, case, by):
        there = last.papers.filter(case=case).first() if last else None
        return _Made(case, there.content, there.mark) if there else None
    chosen = answers.chosen(case)
    if changed(chosen):
        raise NotNow("answers", f"Item {item.position} waits: answers of its forms changed after they were chosen.")
    summary = selectors.summary_of(case)
    if summary is None or not summary.checked:
        raise NotNow(
            "unchecked", f"Item {item.position} waits: its summary is not written or not marked as read through."
        )
    waiting = len(checking.open_findings(case, checking.passages(case), by=by))
    if waiting:
        raise NotNow("open", f"Item {item.position} waits: {_places(waiting)} may say who the child was.")
    made = papers.content(case, summary, selectors.analysis_of(case), checking.extracts(case), chosen)
    return _Made(case, made, papers.mark(made))


def _places(count: int) -> str:
    return "words in 1 place" if count == 1 else f"words in {count} places"


def _same(last: Pack, made: Iterable[_Made]) -> bool:
    return dict(last.papers.values_list("case_id", "mark")) == {one.case.pk: one.mark for one in made}


@transaction.atomic
def withdraw(*, meeting_id: UUID, number: int, reason: str, by) -> Pack:
    """Takes the papers back: readers see that they are withdrawn, and why; the record keeps what was released."""
    meeting = rows.locked_meeting(meeting_id)
    policy.run(meeting.panel_id, by)
    pack = room.latest(meeting)
    if pack is None or pack.number != number:
        raise NotNow("changed", "These papers are not the latest any more. Look at the page again.")
    if pack.withdrawn_at is not None:
        return pack
    if not reason.strip():
        raise NotNow("reason", "Say why the papers are withdrawn.")
    pack.withdrawn_at, pack.withdrawn_by_id, pack.withdrawn_reason = timezone.now(), by.pk, reason.strip()
    pack.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    record("pack_withdrawn", by=by, subject=meeting, panel=meeting.panel, details={"version": pack.number})
    return pack


@transaction.atomic
def read(*, meeting: Meeting, pages: Iterable[PackPaper], by) -> None:
    """Records that somebody has these pages before them: once for each page and reader, and in the trail each time."""
    opened = list(pages)
    PaperRead.objects.bulk_create([PaperRead(paper=page, user_id=by.pk) for page in opened], ignore_conflicts=True)
    for page in opened:
        record("pack_viewed", by=by, subject=meeting, case=page.case, panel=meeting.panel)


@transaction.atomic
def download(*, meeting: Meeting, pages: Iterable[PackPaper], by) -> None:
    """Records that somebody takes the papers home as one file; the panel has to allow it."""
    policy.download(meeting.panel, by)
    opened = list(pages)
    if not opened:
        raise NotNow("nothing", "There are no papers for you to download.")
    PaperRead.objects.bulk_create([PaperRead(paper=page, user_id=by.pk) for page in opened], ignore_conflicts=True)
    record("pack_downloaded", by=by, subject=meeting, panel=meeting.panel, details={"cases": len(opened)})
