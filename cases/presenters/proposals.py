"""What is about to be sent, to be read once more; and what a review still needs."""

from datetime import date

from cases.gathering import AWAITED, CAME, Need
from cases.vocabularies import RequestedForm, Source
from common.components import Cell, Column, Table, Tag
from common.formats import short_day

TAGS = {CAME: Tag("Came", "green"), AWAITED: Tag("Awaited", "blue")}
MISSING = Tag("Not asked", "orange")


def review(agencies: list[dict], due_on: date) -> Table:
    """Each request that would go out."""
    forms = dict(RequestedForm.choices)
    rows = [
        [
            Cell(row["organisation"], note=Source(row["source"]).label),
            Cell(row["respondent_name"], note=row["respondent_role"]),
            row["respondent_email"],
            forms[row["form"]],
            short_day(due_on),
        ]
        for row in agencies
    ]
    columns = [Column(label) for label in ("Organisation", "Who is asked", "Email", "Form", "Due")]
    return Table("Requests to be sent", columns, rows, stack=True, caption_hidden=True)


def needs_table(needs: list[Need]) -> Table:
    """Whose records this review needs, and where each stands."""
    rows = [[need.label, Cell("", tags=[TAGS.get(need.state, MISSING)])] for need in needs]
    return Table("What this review needs", [Column("Record"), Column("Where it stands")], rows, size="s")


def needs_words(needs: list[Need]) -> str:
    """What is not there, in one sentence; empty where nothing is missing."""
    waits = [need.label for need in needs if need.state == AWAITED]
    missing = [need.label for need in needs if need.state not in (AWAITED, CAME)]
    parts = [f"awaited: {', '.join(waits)}"] * bool(waits) + [f"not asked: {', '.join(missing)}"] * bool(missing)
    return "; ".join(parts)
