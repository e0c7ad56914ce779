"""Urgent access as a table: who opened which case, why, until when. References only."""

from django.urls import reverse

from common.components import Cell, Column, Table, Tag
from common.formats import clock, short_day


def table(rows, user, ends: set) -> Table:
    """Every one, with the way in for whoever it is open to; ``ends`` are the keys of those that the reader may end."""
    columns = [Column(name) for name in ("Case", "Opened by", "When", "State", "Action")]
    drawn = [_row(row, user, row.pk in ends) for row in rows]
    return Table("Cases that were opened", columns, drawn, stack=True)


def _row(row, user, may_end: bool) -> list:
    mine = row.holds and row.user_id == user.pk
    name = Cell(row.case.reference, url=reverse("cases:urgent_case", args=[row.pk])) if mine else row.case.reference
    until = row.ended_at or row.ends_at
    end = Cell("End it", url=reverse("cases:urgent_end", args=[row.pk])) if row.holds and may_end else ""
    state = Tag("Open", "orange") if row.holds else Tag("Over", "grey")
    return [
        name,
        Cell(row.user_label, note=row.reason),
        Cell(short_day(row.begun_at), note=f"{clock(row.begun_at)} to {clock(until)}"),
        Cell(row.ended_by_label and f"Ended by {row.ended_by_label}", tags=[state]),
        end,
    ]
