"""The reading room in words: a released paper as it is shown, what each page's tag says, who has read what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse

from common.components import Cell, Column, IdentityBar, Table, Tag
from common.formats import short_day
from panels.models import AgendaItem, Meeting
from panels.presenters.paper import OUTCOME_TAGS


@dataclass(frozen=True)
class Shown:
    """A released paper, ready for the page."""

    reference: str
    bar: IdentityBar
    position: int
    reason: str = ""
    summary: str = ""
    questions: str = ""
    analysis: dict | None = None
    factors: Sequence[dict] = ()
    extracts: Sequence[dict] = field(default_factory=list)
    forms: Sequence[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """One line of the room's contents."""

    position: int
    label: str
    url: str = ""
    tag: Tag | None = None
    detail: str = ""


def shown(item: AgendaItem, content: dict | None) -> Shown:
    """The paper of an item from what is stored; without it, only that there is an item."""
    tags = [] if item.meeting.state == Meeting.State.SCHEDULED else [OUTCOME_TAGS[item.outcome]]
    title, reference = f"{item.position}. {item.case.reference}", item.case.reference
    if content is None:
        return Shown(reference, IdentityBar(title, [], tags), item.position, item.reason)
    return Shown(
        reference=reference,
        bar=IdentityBar(title, [tuple(row) for row in content["facts"]], tags),
        position=item.position,
        reason=item.reason,
        summary=content["summary"],
        questions=content["questions"],
        analysis=content["analysis"],
        factors=content["factors"],
        extracts=content["extracts"],
        forms=content.get("forms", []),  # packs released before answers could be chosen have none
    )


def rows(pages: Iterable, closed: Iterable[AgendaItem]) -> list[Row]:
    """The contents of the room in agenda order; of a case closed to the reader there is only its number."""
    found = [_row(page) for page in pages]
    found += [Row(item.position, f"Item {item.position}", detail="Closed to you") for item in closed]
    return sorted(found, key=lambda row: row.position)


def _row(page) -> Row:
    item = page.item
    label = f"{item.position}. {item.case.reference}"
    if page.paper is None:
        return Row(item.position, label, tag=Tag("Not released yet", "grey"))
    url = reverse("panels:case", args=[item.meeting_id, item.pk])
    read = page.read_at
    return Row(
        item.position,
        label,
        url,
        Tag("Read", "green") if read else Tag("Not read yet", "yellow"),
        f"You opened it on {short_day(read)}" if read else "",
    )


def readers_table(people: Iterable, pages: Sequence, reads: dict, closed: dict) -> Table:
    """Who has read which paper as it stands."""
    released = [page for page in pages if page.paper]
    columns = [Column("Member"), *(Column(f"Item {page.item.position}") for page in released)]
    return Table(
        "Who has read the papers", columns, [_reader(one, released, reads, closed) for one in people], stack=True
    )


def _reader(invitation, released: Sequence, reads: dict, closed: dict) -> list:
    return [str(invitation.user), *(_cell(invitation.user_id, page, reads, closed) for page in released)]


def _cell(user, page, reads: dict, closed: dict) -> Cell | str:
    case = page.item.case_id
    if user in closed[case]:
        return "Closed to this member"
    at = reads.get((user, case))
    return f"Read {short_day(at)}" if at else "Not read yet"
