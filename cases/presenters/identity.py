"""Who the child and the family are, as summary lists and tables."""

from common.components import Cell, Column, SummaryRow, Table
from common.formats import clock, day, nhs, short_day


def child_rows(child) -> list[SummaryRow]:
    """The child; questions without an answer read “Not known”."""
    if child is None:
        return []
    number = nhs(child.nhs_number) or child.get_nhs_number_absence_display()
    rows = [
        ("First names", child.first_names),
        ("Surname", child.surname),
        ("Other names", child.aliases or "None"),
        ("NHS number", number),
        ("Date of birth", day(child.born_on)),
        ("Time of birth", clock(child.born_at_time)),
        ("Address", child.address),
        ("Postcode", child.postcode),
        ("Small area", child.lsoa),
        ("GP practice", child.gp_practice),
        ("School or nursery", child.school),
    ]
    return [SummaryRow(label, value or "Not known") for label, value in rows]


def relatives(child) -> Table:
    """Family and household."""
    rows = [
        [
            Cell(person.name or "Name not known"),
            person.relationship,
            short_day(person.born_on),
            person.get_parental_responsibility_display() or "Not known",
        ]
        for person in child.relatives.all()
    ]
    columns = [Column("Name"), Column("Relationship"), Column("Born"), Column("Parental responsibility")]
    return Table("Family and household", columns, rows, stack=True)


def professionals(child, ask_url: str) -> Table:
    """Who knew the child; with ``ask_url`` each can be asked for information."""
    rows = []
    columns = [Column("Name"), Column("Role"), Column("Organisation"), Column("Contact")]
    for person in child.professionals.all():
        row = [Cell(person.name), person.role, person.organisation, person.email or person.phone]
        if ask_url:
            row.append(Cell(f"Ask {person.name}", url=f"{ask_url}?professional={person.pk}"))
        rows.append(row)
    if ask_url:
        columns.append(Column("Information"))
    return Table("Professionals who knew the child", columns, rows, stack=True)
