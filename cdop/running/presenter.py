"""The page about what runs."""

from cdop.running.findings import Finding, State, worst
from common.components import Cell, Column, Table, Tag

COLOURS = {State.WELL: "green", State.LOOK: "yellow", State.FAULT: "red"}
SUMMARY = {
    State.WELL: "Everything works.",
    State.LOOK: "Everything works, but something needs a look.",
    State.FAULT: "Something does not work.",
}


def page(findings: list[Finding]) -> dict:
    """A sentence for all of it, and a row for each part."""
    rows = [[one.name, Cell("", tags=[Tag(one.state.label, COLOURS[one.state])]), Cell(one.words, note=one.advice)]
            for one in findings]  # fmt: skip
    columns = [Column("Part"), Column("State"), Column("What was found")]
    table = Table("Parts of the service", columns, rows, stack=True, caption_hidden=True)
    return {"summary": SUMMARY[worst(findings)], "table": table}
