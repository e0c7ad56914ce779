"""The queue as tables, and one row of it. References and years only: no name and no day of a death."""

from django.urls import reverse

from cases.models import Disposal
from cases.retention import Rule
from common.components import Cell, Column, Link, SummaryRow, Table, Tag
from common.formats import day, moment

State = Disposal.State
TAGS = {
    State.DUE: "yellow", State.KEPT: "blue", State.PROPOSED: "orange", State.APPROVED: "red", State.ERASED: "grey"
}  # fmt: skip


def rule_words(rule: Rule) -> str:
    """The rule in a sentence."""
    if not rule.words:
        return "No period is set for this panel, so no case is put before you. An administrator sets it in the panel’s settings."  # noqa: E501
    return f"Cases are kept for {rule.words}. After that each one is put before you here. Nothing is erased by itself."


def tag(row: Disposal) -> Tag:
    """How far it is."""
    return Tag(row.get_state_display(), TAGS[State(row.state)])


def waiting(rows) -> Table:
    """What is to be decided or under way."""
    columns = [Column(name) for name in ("Case", "Death in", "Kept at least until", "State")]
    drawn = [
        [_name(row), str(row.died_in), day(row.due_on), Cell("", note=_next(row), tags=[tag(row)])] for row in rows
    ]
    return Table("Cases whose time is over", columns, drawn, stack=True)


def settled(rows) -> Table:
    """What was decided: kept for longer, or erased."""
    columns = [Column(name) for name in ("Case", "Death in", "Rule", "State")]
    drawn = [[_name(row), str(row.died_in), row.rule, Cell("", note=_next(row), tags=[tag(row)])] for row in rows]
    return Table("Kept for longer, and erased", columns, drawn, stack=True)


def holds(rows) -> Table:
    """Legal holds in force."""
    columns = [Column(name) for name in ("Case", "Why", "Placed by", "Action")]
    drawn = [
        [
            row.case.reference,
            row.reason,
            Cell(row.by_label, note=day(row.created_at)),
            Cell("End it", url=reverse("cases:retention_hold_end", args=[row.pk])),
        ]
        for row in rows
    ]
    return Table("Legal holds", columns, drawn, stack=True)


def _name(row: Disposal) -> Cell:
    return Cell(row.case.reference, url=reverse("cases:retention_one", args=[row.pk]))


def _next(row: Disposal) -> str:
    """Who or what it waits for."""
    return {
        State.DUE: "",
        State.KEPT: f"until {day(row.keep_until)}" if row.keep_until else "",
        State.PROPOSED: f"by {row.proposed_by_label}; somebody else has to approve it",
        State.APPROVED: f"can be called back until {moment(row.erase_after)}" if row.erase_after else "",
        State.ERASED: f"on {day(row.erased_at)}" if row.erased_at else "",
    }[State(row.state)]


def facts(row: Disposal, case_url: str) -> list[SummaryRow]:
    """One row: the rule, and what people said and did."""
    found = [
        SummaryRow("Reference", row.case.reference, [Link("Open the case", case_url)] if case_url else []),
        SummaryRow("Panel", row.case.panel.name),
        SummaryRow("Year of death", str(row.died_in)),
        SummaryRow("Rule", row.rule),
        SummaryRow("Kept at least until", day(row.due_on)),
    ]
    said = (
        ("Kept until", day(row.keep_until) if row.keep_until else ""),
        ("Reason", row.reason),
        ("Erasure proposed", _by(row.proposed_by_label, row.proposed_at)),
        ("Erasure approved", _by(row.approved_by_label, row.approved_at)),
        ("Is carried out after", moment(row.erase_after) if row.erase_after and not row.erased_at else ""),
        ("Erased", moment(row.erased_at) if row.erased_at else ""),
    )
    return found + [SummaryRow(label, words) for label, words in said if words]


def _by(label: str, at) -> str:
    return f"{label}, {moment(at)}" if at else ""


def deeds(row: Disposal, may_approve: bool) -> list[Link]:
    """What the reader can do next."""
    offered = {
        State.DUE: [("Keep it for longer", "keep"), ("Propose to erase it", "propose")],
        State.KEPT: [("Change until when it is kept", "keep")],
        State.PROPOSED: [("Approve the erasure", "approve")] * may_approve + [("Call it back", "call_back")],
        State.APPROVED: [("Call it back", "call_back")],
        State.ERASED: [],
    }[State(row.state)]
    return [Link(label, reverse(f"cases:retention_{name}", args=[row.pk])) for label, name in offered]
