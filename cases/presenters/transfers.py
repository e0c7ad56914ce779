"""What was agreed with other panels, and what is not reviewed here, as tables. No names: references only."""

from django.urls import reverse

from cases.presenters.case import status_tag
from cases.presenters.links import to
from cases.presenters.triage import tag as notification_tag
from common.components import Cell, Column, SummaryRow, Table, Tag
from common.formats import day, short_day

LEADS = {
    "forwarded": "They review",
    "out": "They review",
    "joint_them": "They lead",
    "joint_us": "We lead",
    "in": "We review",
}


def table(rows) -> Table:
    """Every agreement."""
    columns = [Column(name) for name in ("Death", "What was agreed", "Other panel", "Who reviews", "Recorded", "State")]
    return Table("Between panels", columns, [_row(row) for row in rows], stack=True)


def _row(row) -> list:
    if row.case:
        subject = Cell(row.case.reference, url=to("case", row.case))
    else:
        url = reverse("cases:triage_one", kwargs={"notification": row.notification_id})
        subject = Cell(f"Notification {row.notification.reference}", url=url)
    state = Tag("Ended", "grey") if row.ended_at else Tag("Holds", "green")
    return [
        subject,
        Cell(row.get_kind_display(), note=row.reason),
        Cell(row.other_panel, note=row.their_reference),
        LEADS[row.kind],
        Cell(short_day(row.created_at), note=row.by_label),
        Cell(row.end_reason, tags=[state]),
    ]


def cases(rows) -> Table:
    """Cases that count in no figure."""
    made = [
        [
            Cell(case.reference, url=to("case", case)),
            Cell("", tags=[status_tag(case.status)]),
            short_day(case.died_on),
            Cell(short_day(case.status_since), note=step.by_label if step else ""),
            step.reason if step else "",
        ]
        for case, step in rows
    ]
    columns = [Column(name) for name in ("Case", "Status", "Died", "Since", "Reason")]
    return Table("Cases not reviewed here", columns, made, stack=True)


def notifications(rows) -> Table:
    """Notifications that became no case."""
    made = [
        [
            Cell(row.reference, url=reverse("cases:triage_one", kwargs={"notification": row.pk})),
            Cell(row.transferred_to or str(row.duplicate_of or ""), tags=[notification_tag(row)]),
            short_day(row.decided_at),
            row.decision_reason,
        ]
        for row in rows
    ]
    columns = [Column(name) for name in ("Notification", "What became of it", "Decided", "Reason")]
    return Table("Notifications that became no case", columns, made, stack=True)


def about(case, row) -> list[SummaryRow]:
    """What is agreed about one case now."""
    if row is None:
        return []
    said = [
        ("What was agreed", row.get_kind_display()), ("Other panel", row.other_panel), ("Contact", row.contact),
        ("Agreed with", row.agreed_with), ("Agreed on", day(row.agreed_on)), ("Their reference", row.their_reference),
        ("Reason", row.reason),
    ]  # fmt: skip
    return [SummaryRow(label, value) for label, value in said if value]
