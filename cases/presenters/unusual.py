"""Remarks on access as a table."""

from collections.abc import Iterable

from django.urls import reverse

from cases.unusual import KINDS, Remark
from common.components import Cell, Column, Table
from common.formats import clock, short_day

SHOWN = 5


def table(found: Iterable[Remark]) -> Table:
    """One row for each remark, with the way to the entries."""
    columns = [Column("When"), Column("Who"), Column("What is unusual"), Column("Cases"), Column("Entries")]
    return Table("Unusual access", columns, [_row(one) for one in found], stack=True, caption_hidden=True)


def _row(one: Remark) -> list:
    more = len(one.references) - SHOWN
    cases = ", ".join(one.references[:SHOWN]) + (f" and {more} more" if more > 0 else "")
    entries = f"{reverse('accounts:audit')}?before={one.first_entry + 1}"
    return [
        Cell(short_day(one.at), note=clock(one.at)),
        one.person,
        KINDS[one.kind],
        cases,
        Cell("Show in the trail", url=entries),
    ]
