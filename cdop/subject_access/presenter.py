"""What was found, as tables. References and places; never the words."""

from django.urls import reverse

from cdop.subject_access.actions import Found, Named
from common.components import Cell, Column, Table
from common.formats import counted

RECORDS = [Column("Record"), Column("Where the person is named")]


def page(found: Found) -> dict:
    """``summary``, and a table of each kind that has rows."""
    return {"summary": _summary(found), "records": _records(found), "elsewhere": _elsewhere(found)}


def _summary(found: Found) -> str:
    parts = []
    if found.records:
        parts.append(f"in {counted(len(found.records), 'record')} of a death")
    if found.elsewhere:
        parts.append(f"in {counted(len(found.elsewhere), 'other place')}")
    return f"Named {' and '.join(parts)}." if parts else "Nothing names this person."


def _records(found: Found) -> Table | None:
    rows = [[_name(one), ", ".join(one.places)] for one in found.records]
    return Table("Records of deaths", RECORDS, rows, stack=True) if rows else None


def _name(one: Named) -> Cell | str:
    return Cell(one.reference, url=reverse("cases:case", args=[one.case])) if one.opens else one.reference


def _elsewhere(found: Found) -> Table | None:
    rows = [[place] for place in found.elsewhere]
    return Table("Elsewhere", [Column("Place")], rows) if rows else None
