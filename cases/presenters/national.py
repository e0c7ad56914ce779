"""The national return as tables: field by field, what was sent, what is due."""

from cases.models import NationalReturn
from cases.national.bundle import Bundle, Change, changed_keys
from cases.presenters.case import status_tag
from cases.presenters.links import to
from common.components import Cell, Column, SummaryRow, Table, Tag
from common.formats import short_day

DUE = {
    "notification": Tag("Notification due", "red"),
    "final": Tag("Final analysis due", "orange"),
    "changed": Tag("Changed since sent", "yellow"),
}
STAGES = dict(NationalReturn.Stage.choices)


def parts(bundle: Bundle, changes: list[Change]) -> list[Table]:
    """One table for each section: the field, what would be sent, whether it is missing or changed."""
    before = {change.key: change for change in changes}
    return [
        Table(
            part.title,
            [Column("Field"), Column("Would be sent"), Column("State")],
            [[line.label, line.shown or "–", Cell("", tags=_tags(line, before))] for line in part.lines],
            stack=True,
        )
        for part in bundle.parts
    ]


def _tags(line, before: dict) -> list[Tag]:
    tags = [Tag("Missing", "red")] if line.missing else []
    return [*tags, Tag("Changed", "yellow")] if line.key in before else tags


def sheet(bundle: Bundle, changes: list[Change]) -> list[Table]:
    """The same for the desk: sections numbered in the order of the portal, a box to tick for each field."""
    before = changed_keys(changes)
    return [
        Table(
            f"{number}. {part.title}",
            [Column("Field"), Column("Value"), Column("Keyed")],
            [[line.label, Cell(_said(line), note="Changed" if line.key in before else ""), "☐"] for line in part.lines],
            stack=True,
        )
        for number, part in enumerate(bundle.parts, start=1)
    ]


def _said(line) -> str:
    return line.shown or ("Missing" if line.missing else "–")


def summary(bundle: Bundle, sent: list[NationalReturn], changes: list[Change]) -> list[SummaryRow]:
    """How complete it is, and what has happened so far."""
    last = sent[0] if sent else None
    missing = len(bundle.missing)
    rows = [
        SummaryRow("Fields with a value", f"{bundle.filled} of {len(bundle.lines)}"),
        SummaryRow("Required and missing", missing or "None", tag=Tag("Incomplete", "red") if missing else None),
        SummaryRow("Last sent", f"{STAGES[last.stage]}, {short_day(last.sent_on)}" if last else "Never"),
    ]
    if last:
        rows.append(SummaryRow("Changed since then", f"{len(changed_keys(changes))} fields" if changes else "Nothing"))
    return rows


def differences(changes: list[Change]) -> Table:
    """What changed, before and now."""
    rows = [[change.label, change.before or "–", change.now or "–"] for change in changes]
    columns = [Column("Field"), Column("As it was sent"), Column("As it is now")]
    return Table("Changed since it was sent", columns, rows, stack=True)


def history(case, sent: list[NationalReturn]) -> Table:
    """Every submission, the latest first."""
    rows = [
        [
            Cell(f"Submission {row.number}", url=to("national_sent", case, sent=row.pk)),
            row.get_stage_display(),
            short_day(row.sent_on),
            row.receipt or "–",
            f"{row.filled} filled, {row.missing} missing",
            row.by_label,
        ]
        for row in sent
    ]
    columns = [Column(name) for name in ("Submission", "Form", "Sent", "Reference", "Fields", "Recorded by")]
    return Table("What was sent", columns, rows, stack=True)


def copy(content: dict) -> list[Table]:
    """A kept copy as it was."""
    return [
        Table(
            part["title"],
            [Column("Field"), Column("Sent")],
            [[field["label"], field["shown"] or "–"] for field in part["fields"]],
            stack=True,
        )
        for part in content["parts"]
    ]


def listing(rows) -> Table:
    """The cases with what is due."""
    made = [
        [
            Cell(row.reference, url=to("national_return", row), tags=[DUE[row.due]] if row.due else []),
            Cell("", tags=[status_tag(row.status)]),
            short_day(row.died_on),
            short_day(row.ncmd_notified_on) or "Not yet",
            f"{STAGES[row.last_stage]}, {short_day(row.last_on)}" if row.last_number else "Never",
        ]
        for row in rows
    ]
    columns = [Column(name) for name in ("Case", "Status", "Died", "National database told", "Last sent")]
    return Table("National return", columns, made, stack=True, caption_hidden=True)
