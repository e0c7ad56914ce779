"""Emails to agencies as a table and as a preview."""

from django.urls import reverse

from cases import letters
from common.components import Cell, Column, SummaryRow, Table, Tag


def table(wordings) -> Table:
    """All of them."""
    rows = [
        [
            Cell(letters.KINDS[one.kind].label, url=reverse("cases:letter", args=[one.kind]), note=one.subject),
            letters.KINDS[one.kind].to,
            Cell("", tags=[Tag("Own wording", "blue") if one.is_own else Tag("Standard", "grey")]),
        ]
        for one in wordings
    ]
    columns = [Column("Email"), Column("To"), Column("Wording")]
    return Table("Emails to agencies", columns, rows, stack=True, caption_hidden=True)


def marks() -> list[SummaryRow]:
    """What can be filled in."""
    return [SummaryRow(f"{{{mark}}}", words) for mark, words in letters.MARKS.items()]


def preview(subject: str, body: str) -> dict[str, str]:
    """How it reads with invented values."""
    return {"subject": letters.fill(subject, letters.SAMPLE), "body": letters.fill(body, letters.SAMPLE)}
