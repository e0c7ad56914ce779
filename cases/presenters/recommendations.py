"""The actions register as a table."""

from cases.models import Recommendation
from cases.presenters.links import to
from common.components import Cell, Column, Table, Tag
from common.dates import today
from common.formats import short_day

State = Recommendation.State
COLOURS = {State.PROPOSED: "yellow", State.IN_PROGRESS: "blue", State.DONE: "green", State.DECLINED: "grey"}


def table(case, rows: list) -> Table:
    """All recommendations of a case, the next due first."""
    made = [
        [
            Cell(row.text, url=to("recommendation", case, recommendation=row.pk), note=row.answer),
            row.owner,
            row.get_level_display(),
            Cell(short_day(row.due_on), tags=_late(row)),
            Cell(short_day(row.closed_on), tags=[Tag(row.get_state_display(), COLOURS[row.state])]),
        ]
        for row in rows
    ]
    columns = [Column(c) for c in ("What should change", "Owner", "Level", "By", "Where it stands")]
    return Table("Recommendations", columns, made, stack=True, caption_hidden=True)


def _late(row) -> list[Tag]:
    return [Tag("Overdue", "red")] if row.closed_on is None and row.due_on < today() else []
