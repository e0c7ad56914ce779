"""A merge as tables: both sides, what may be the same death, what was merged before."""

from cases.actions.merging import may_undo_until
from cases.merging import Comparison
from cases.presenters.links import to
from common.components import Cell, Column, Table, Tag
from common.formats import day, short_day


def sides(comparison: Comparison, other: str) -> Table:
    """Every field of both sides, those that differ marked."""
    rows = [
        [
            field.label,
            field.kept_shown or "–",
            Cell(field.other_shown or "–", tags=[Tag("Differs", "yellow")] if field.differs else []),
        ]
        for field in comparison.fields
        if field.kept_shown or field.other_shown
    ]
    return Table("Side by side", [Column("Field"), Column("This case"), Column(other)], rows, stack=True)


def suspects(case, found: list) -> Table:
    """Other cases and waiting notifications that may be the same death."""
    rows = [
        [
            Cell(one.case.reference if one.case else one.notification.reference, url=_compare(case, one)),
            Cell(one.child.name, tags=[Tag("Could be twins", "purple")] if one.why.could_be_twins else []),
            short_day(one.child.born_on),
            short_day(one.died_on),
            ", ".join(one.why.reasons).capitalize(),
        ]
        for one in found
    ]
    columns = [Column(name) for name in ("Compare with", "Child", "Born", "Died", "Why it is suspected")]
    return Table("May be the same death", columns, rows, stack=True)


def _compare(case, one) -> str:
    if one.case:
        return to("merge_case", case, other=one.case.pk)
    return to("merge_notification", case, notification=one.notification.pk)


def merged(case, merges: list) -> Table:
    """What was merged into the case, and until when it can be undone."""
    return Table(
        "Merged into this case",
        [Column(name) for name in ("What", "When", "Fields taken", "People brought", "Undo")],
        [_merged(case, row) for row in merges],
        stack=True,
    )


def _merged(case, row) -> list:
    source = row.notification or row.other
    if row.undone_at:
        undo = Cell(f"Undone by {row.undone_by_label}: {row.undo_reason}", tags=[Tag("Undone", "grey")])
    else:
        undo = Cell(
            "Undo the merge", url=to("merge_undo", case, merge=row.pk), note=f"Until {day(may_undo_until(row))}"
        )
    where = to("case", row.other) if row.other else ""
    what = Cell(source.reference, url=where, note=f"By {row.by_label}: {row.reason}")
    return [what, short_day(row.created_at), len(row.fields) or "None", row.people or "None", undo]
