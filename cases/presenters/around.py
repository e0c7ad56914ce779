"""Delays and key workers as tables."""

from cases.presenters.links import to
from cases.vocabularies.owner import OWNER_OF_DELAY, Owner
from common.components import Cell, Column, Table, Tag
from common.dates import today
from common.formats import short_day


def _columns(*labels: str) -> list[Column]:
    return [Column(label) for label in labels]


def delays(case, rows: list, may_change: bool) -> Table:
    """Why the review waits, with days so far."""
    made = [
        [
            Cell(row, url=to("delay", case, delay=row.pk) if may_change else "", note=row.note),
            Cell(row.owner, note=_lies_with(row)),
            short_day(row.started_on),
            Cell(short_day(row.ended_on)) if row.ended_on else Cell("", tags=[Tag("Still waiting", "yellow")]),
            Cell(_days(row)),
        ]
        for row in rows
    ]
    columns = [*_columns("Reason", "Waiting for", "Since", "Ended"), Column("Days", numeric=True)]
    return Table("Reasons for delay", columns, made, stack=True)


def _days(row) -> int:
    return ((row.ended_on or today()) - row.started_on).days


def _lies_with(row) -> str:
    return str(Owner(row.lies_with or OWNER_OF_DELAY[row.code]).label)


def key_workers(case, rows: list, may_change: bool) -> Table:
    """The family's contacts, the present one first."""
    made = [
        _key_worker(case, row, may_change and row.ends_on is None)
        for row in sorted(rows, key=lambda row: row.ends_on is not None)
    ]
    return Table("Key worker", _columns("Name", "How the family reaches them", "From", "Until"), made, stack=True)


def _key_worker(case, row, may_change: bool) -> list[Cell]:
    contact = to("key_worker_contact", case, key_worker=row.pk) if may_change else ""
    ends = Cell(short_day(row.ends_on) or "–")
    if may_change:
        ends = Cell(f"End the time of {row.name}", url=to("key_worker_end", case, key_worker=row.pk))
    return [
        Cell(row.name, note=str(row.organisation)),
        Cell(row.contact, url=contact, note=f"Cover: {row.cover}" if row.cover else ""),
        Cell(short_day(row.starts_on)),
        ends,
    ]
