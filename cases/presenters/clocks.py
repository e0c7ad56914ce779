"""Time limits across cases as a table."""

from cases.clocks import Clock
from cases.presenters.case import clock_tag
from cases.presenters.links import to
from common.components import Cell, Column, Table
from common.formats import short_day


def table(rows, names: dict) -> Table:
    """One row a time limit of a case."""
    made = [_row(case, clock, names.get(case.pk, "Name not recorded")) for case, clock in rows]
    columns = [Column(label) for label in ("Case", "Time limit", "Due", "Done", "State")]
    return Table("Time limits", columns, made, stack=True, caption_hidden=True)


def _row(case, clock: Clock, name: str) -> list[Cell]:
    return [
        Cell(case.reference, url=to("case", case), note=name),
        Cell(clock.label, note=clock.target),
        Cell(short_day(clock.due_on)),
        Cell(short_day(clock.done_on) or "–"),
        Cell("", tags=[clock_tag(clock)]),
    ]
