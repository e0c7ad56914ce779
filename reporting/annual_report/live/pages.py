"""Tables of the lists that texts draw on."""

from django.urls import reverse

from common.components import Cell, Column, Table
from reporting.annual_report import wording
from reporting.annual_report.live.registers import printed


def sources_table(sources) -> Table:
    """Each source with how it is cited."""
    columns = [Column("Short name"), Column("As it is printed"), Column("In a text")]
    rows = [
        [
            Cell(one.key, url=reverse("reporting:report_source", args=[one.pk]), header=True),
            printed(one),
            f"[[source: {one.key}]]",
        ]
        for one in sources
    ]
    return Table("Sources", columns, rows, stack=True, caption_hidden=True)


def terms_page(terms) -> dict:
    """The panel's own abbreviations, and the standard ones."""
    columns = [Column("Abbreviation"), Column("In full")]
    own = [
        [Cell(one.short, url=reverse("reporting:report_term", args=[one.pk]), header=True), one.full] for one in terms
    ]
    standard = [[Cell(short, header=True), full] for short, full in sorted(wording.ABBREVIATIONS.items())]
    return {
        "table": Table("The panel's own", columns, own),
        "standard": Table("Those that every report knows", columns, standard),
    }
