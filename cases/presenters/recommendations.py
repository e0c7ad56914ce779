"""The actions register as a table."""

from cases.models import Recommendation
from cases.presenters.links import to
from common.components import Cell, Column, Table, Tag
from common.dates import today
from common.formats import short_day

State = Recommendation.State
COLOURS = {
    State.PROPOSED: "yellow",
    State.ACCEPTED: "teal",
    State.IN_PROGRESS: "blue",
    State.DONE: "green",
    State.DECLINED: "grey",
    State.SUPERSEDED: "purple",
    State.ABSORBED: "purple",
}
FIELDS = ("text", "level", "strength", "owner", "owner_email", "due_on", "measure", "state", "answer", "absorbed_into",
          "version")  # fmt: skip


def initial(row: Recommendation) -> dict:
    """A recommendation as its forms ask for it."""
    return {**{name: getattr(row, name) for name in FIELDS}, "superseded_by": str(row.superseded_by_id or "")}


def state_tag(row: Recommendation) -> Tag:
    """Where it stands."""
    return Tag(row.get_state_display(), COLOURS[row.state])


def table(case, rows: list) -> Table:
    """All recommendations of a case, the next due first."""
    made = [
        [
            Cell(row.text, url=to("recommendation", case, recommendation=row.pk), note=row.answer),
            row.owner,
            row.get_level_display(),
            Cell(short_day(row.due_on), tags=late(row)),
            Cell(short_day(row.closed_on), tags=[state_tag(row), *unchecked(row)]),
        ]
        for row in rows
    ]
    columns = [Column(c) for c in ("What should change", "Owner", "Level", "By", "Where it stands")]
    return Table("Recommendations", columns, made, stack=True, caption_hidden=True)


def unchecked(row) -> list[Tag]:
    """Whether words wait for the CDR manager: its own, or what the owner wrote."""
    return [Tag("Not yet checked", "yellow")] if row.unchecked else []


def late(row) -> list[Tag]:
    """“Overdue”, where it is."""
    return [Tag("Overdue", "red")] if row.closed_on is None and row.due_on < today() else []
