"""Parallel processes as boxes: where each stands, what waits for it, its days and answers."""

from dataclasses import dataclass

from django.urls import reverse

from cases.presenters.links import to
from cases.vocabularies import ProcessKind, ProcessStatus, YesNoNotKnown
from cases.vocabularies.process_details import CAUSES, DAYS, DETAILS, LEAD, REFERENCE, Trigger
from common.components import Link, SummaryRow, Tag
from common.formats import day

COLOURS = {
    ProcessStatus.EXPECTED: "yellow",
    ProcessStatus.OPEN: "blue",
    ProcessStatus.COMPLETE: "green",
    ProcessStatus.NOT_NEEDED: "grey",
}
WAITING = (
    ("blocks_meeting", "the child death review meeting"),
    ("blocks_review", "the panel review"),
    ("blocks_closing", "closing the case"),
)


LABELS = {"post_mortem": "Post-mortem"}
"""Names of answers that are not those of their columns."""


@dataclass(frozen=True)
class ProcessBox:
    """One process as its box shows it."""

    title: str
    tags: list[Tag]
    rows: list[SummaryRow]
    change: Link | None


def boxes(case, rows: list, may_change: bool) -> list[ProcessBox]:
    """Every process of the case, those under way first."""
    ordered = sorted(rows, key=lambda row: not row.unfinished)
    return [_box(case, row, may_change) for row in ordered]


def _box(case, row, may_change: bool) -> ProcessBox:
    tags = [Tag(row.get_status_display(), COLOURS[row.status])]
    if row.unfinished and blocked(row):
        tags.append(Tag("Case waits", "orange"))
    change = Link("Change", to("process", case, process=row.pk), f"{row}") if may_change else None
    return ProcessBox(str(row), tags, [SummaryRow(label, value) for label, value in _facts(row) if value], change)


def blocked(row) -> list[str]:
    """What of the case waits for a process."""
    return [words for name, words in WAITING if getattr(row, name)]


def _facts(row) -> list[tuple[str, object]]:
    facts = [("Waits for it", ", ".join(blocked(row)).capitalize() or "Nothing")]
    facts += [("Started", day(row.started_on)), *_days(row), ("Ended", day(row.ended_on))]
    facts += [answer for name in DETAILS[row.kind] for answer in _answer(row, name)]
    return [*facts, ("Outcome or note", row.outcome)]


def _days(row) -> list[tuple[str, str]]:
    on = {found.code: found.on for found in row.days.all()}
    return [(code.label, day(on[code])) for code in DAYS[row.kind] if code in on]


def _answer(row, name: str):
    if name in CAUSES[1:]:
        return
    if name == CAUSES[0]:
        lines = zip(("1a", "1b", "1c", "2"), (getattr(row, cause) for cause in CAUSES), strict=True)
        yield "Cause of death", "\n".join(f"{line} {text}" for line, text in lines if text)
    elif name == "triggers":
        yield "Why it was started", "\n".join(Trigger(code).label for code in row.triggers if code in Trigger.values)
    elif name == "lead":
        yield LEAD.get(row.kind, "Who leads it"), row.lead
    elif name == "reference":
        yield REFERENCE.get(row.kind, "Their reference"), row.reference
    else:
        label = LABELS.get(name, str(row._meta.get_field(name).verbose_name))
        shown = getattr(row, f"get_{name}_display", None)
        yield label[:1].upper() + label[1:], shown() if shown else getattr(row, name)


MENTIONED = (
    ("jar_triggered", ProcessKind.JAR),
    ("coroner_notified", ProcessKind.CORONER),
    ("medical_examiner", ProcessKind.MEDICAL_EXAMINER),
)


def suggestions(case, notification, rows: list) -> list[Link]:
    """Processes that the notification speaks of and nobody has added yet, each as a link to add it."""
    if notification is None:
        return []
    there = {row.kind for row in rows}
    told = [kind for name, kind in MENTIONED if getattr(notification, name) == YesNoNotKnown.YES]
    told += [ProcessKind(code) for code in notification.other_reviews if code in ProcessKind.values]
    address = reverse("cases:process_new", kwargs={"case": case.pk})
    return [Link(f"Add: {kind.label}", f"{address}?kind={kind}") for kind in dict.fromkeys(told) if kind not in there]
