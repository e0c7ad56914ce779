"""What the pages of the Word template show."""

from django.urls import reverse

from common.components import Cell, Column, Link, SummaryRow, Table
from common.formats import file_size, moment
from common.policy import allowed
from reporting.annual_report import policy
from reporting.annual_report.word_template import selectors
from reporting.annual_report.word_template.models import WordTemplate


def page(report, user) -> dict:
    """The template in use and the ones before it."""
    found = selectors.in_use(report.panel_id)
    return {
        "report": report,
        "template": found,
        "rows": _rows(found) if found else [],
        "filled": found.filled if found else [],
        "earlier": _earlier(selectors.earlier(report.panel_id)),
        "may_keep": allowed(policy.keep_template, user, report.panel),
    }


def _rows(row: WordTemplate) -> list[SummaryRow]:
    links = [Link("Download", reverse("reporting:word_template", args=[row.pk]))]
    return [
        SummaryRow("Template in use", row.file_name, links),
        SummaryRow("Added", f"by {row.added_by}, {moment(row.created_at)}"),
        SummaryRow("Size", file_size(row.size)),
        SummaryRow("SHA-256", row.sha256),
    ]


def _earlier(rows: list[WordTemplate]) -> Table:
    columns = [Column("Template"), Column("In use from"), Column("Until"), Column("SHA-256")]
    made = [
        [
            Cell(row.file_name, url=reverse("reporting:word_template", args=[row.pk]), header=True),
            Cell(moment(row.created_at), note=f"by {row.added_by}"),
            Cell(moment(row.ended_at), note=f"by {row.ended_by}"),
            f"{row.sha256[:16]}…",
        ]
        for row in rows
    ]
    return Table("Earlier templates", columns, made, stack=True)
