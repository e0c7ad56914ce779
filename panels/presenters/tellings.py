"""What other bodies are told, in lists and as a letter."""

from collections.abc import Iterable

from django.urls import reverse

from common.components import Cell, Column, SummaryRow, Table, Tag
from common.dates import today
from common.documents.model import Block, Document, Heading, Para, Strong, Text, words
from common.documents.text import clean
from common.formats import day, short_day
from panels.models import Telling

State = Telling.State
COLOURS = {State.WAITING: "yellow", State.SENT: "blue", State.ANSWERED: "green", State.NOT_SENT: "grey"}


def state_tag(row: Telling) -> Tag:
    """How far it is."""
    return Tag(row.get_state_display(), COLOURS[row.state])


def late(row: Telling) -> list[Tag]:
    """“Overdue”, where it is."""
    return [Tag("Overdue", "red")] if row.state == State.WAITING and row.due_on < today() else []


def url(row: Telling) -> str:
    """Its page."""
    return reverse("panels:telling", args=[row.pk])


def table(rows: Iterable[Telling]) -> Table:
    """One line each: whom, what of, by when, how far."""
    made = [
        [
            Cell(row.get_body_display(), url=url(row)),
            row.get_kind_display(),
            row.item.case.reference,
            Cell(short_day(row.due_on), tags=late(row)),
            Cell(_when(row), tags=[state_tag(row)]),
        ]
        for row in rows
    ]
    columns = [Column(label) for label in ("Who is told", "What of", "Case", "By", "Where it stands")]
    return Table("What other bodies are told", columns, made, stack=True, caption_hidden=True)


def _when(row: Telling) -> str:
    on = row.answered_on or row.sent_on
    return short_day(on) if on else ""


def links(rows: Iterable[Telling]) -> list[dict]:
    """Short lines for the page of a meeting or a case."""
    return [
        {"label": f"{row.get_body_display()}: {row.get_kind_display().lower()}", "url": url(row),
         "case": row.item.case.reference, "tags": [state_tag(row), *late(row)]}
        for row in rows
    ]  # fmt: skip


def details(row: Telling) -> list[SummaryRow]:
    """Everything about one."""
    meeting = row.item.meeting
    found = [
        SummaryRow("Case", row.item.case.reference, url=reverse("panels:case_panel", args=[row.item.case_id])),
        SummaryRow("Recorded at", str(meeting), url=reverse("panels:meeting", args=[meeting.pk])),
        SummaryRow("To be told by", day(row.due_on), tag=next(iter(late(row)), None)),
    ]
    if row.sent_on:
        found.append(SummaryRow("Told on", f"{day(row.sent_on)}, recorded by {row.sent_by}"))
    if row.answered_on:
        found.append(SummaryRow("Answered on", day(row.answered_on)))
        found.append(SummaryRow("The answer", row.answer))
    if row.reason:
        found.append(SummaryRow("Why it is not told", row.reason))
    return found


OPENING = {
    Telling.Kind.CORRECTION: "At its meeting of {day} the child death overview panel found that the cause of death as "
    "certified may need to be corrected. It proposes:",
    Telling.Kind.REFERRAL: "At its meeting of {day} the child death overview panel decided that you should be told of "
    "the following:",
}


def letter(row: Telling) -> Document:
    """The anonymised letter. Whom it is about stands on no page of it."""
    panel, held = row.item.case.panel, row.item.meeting.held_on
    contact = f"{panel.contact_email}" + (f", {panel.contact_phone}" if panel.contact_phone else "")
    blocks: list[Block] = [
        Heading(1, f"To: {row.get_body_display()}", "to"),
        words(OPENING[Telling.Kind(row.kind)].format(day=day(held))),
        *(words(line.strip()) for line in clean(row.text).split("\n") if line.strip()),
        words(
            f"The child is known to the panel as {row.item.case.reference} and is not named in this letter. The "
            "panel's office gives you the name by a secure way; please neither ask for it nor answer with it by "
            "ordinary email."
        ),
        words("Please tell the panel's office what you decide, so that it can be recorded."),
        Para((Strong("The panel's office: "), Text(f"{panel.name}, {contact}"))),
    ]
    return Document(
        title=row.get_kind_display(),
        subtitle=f"Case {row.item.case.reference}",
        organisation=panel.name,
        edition="Confidential",
        date=today().isoformat(),
        blocks=tuple(blocks),
        leaflet=True,
    )
