"""Words and rows for the report's pages."""

from django.urls import reverse

from common.components import Cell, Column, Link, SummaryRow, Table, Tag
from common.formats import file_size, moment
from common.policy import allowed
from reporting.annual_report import policy
from reporting.annual_report.models import AnnualReport, Export
from reporting.annual_report.selectors import Line, exports_of, lines_of
from reporting.annual_report.writing.pages import state_tag

COLOURS = {"due": "grey", "running": "blue", "ready": "green", "failed": "red", "stopped": "grey"}
WAITING = {Export.State.DUE, Export.State.RUNNING}


def label(year: str) -> str:
    """``2024/25``."""
    return year.replace("-", "/")


def reports_table(reports) -> Table:
    """The years with their state."""
    columns = [Column("Year"), Column("Sections written"), Column("Files ready")]
    return Table("Reports begun", columns, [_report_row(report) for report in reports], stack=True, caption_hidden=True)


def _report_row(report: AnnualReport) -> list:
    sections, exports = list(report.sections.all()), list(report.exports.all())
    ready = [one for one in exports if one.state == Export.State.READY]
    return [
        Cell(f"Annual report {label(report.year)}", url=reverse("reporting:report", args=[report.pk])),
        f"{sum(bool(one.text) for one in sections)} of {len(sections)}",
        Cell(len(ready) or "None yet", note=f"latest {moment(ready[0].finished_at)}" if ready else ""),
    ]


def report_page(report: AnnualReport, user) -> dict:
    """The sections of a report, and what this person can do."""
    lines = lines_of(report)
    return {
        "report": report,
        "year": label(report.year),
        "rows": [_line(line) for line in lines],
        "empty": sum(not line.section.text for line in lines),
        "may_make": allowed(policy.make_files, user, report),
    }


def _line(line: Line) -> SummaryRow:
    """One section: how much stands there, who wrote it last, and the way to it."""
    section = line.section
    words = len(section.text.split())
    state = f"{words:,} word{'' if words == 1 else 's'}" if words else "Nothing yet; it is left out of the report"
    by = f", last saved by {section.edited_by} on {moment(section.updated_at)}" if section.edited_by_id else ""
    url = reverse("reporting:report_section", args=[section.pk])
    tag = state_tag(section) if words else Tag("Empty", "grey")
    owner = f". Owner: {section.owner}" if section.owner_id else ""
    return SummaryRow(line.about.title, state + by + owner, [Link("Edit" if words else "Write", url)], tag)


def files_page(report: AnnualReport, user) -> dict:
    """The files of a report and how far each one is."""
    exports = list(exports_of(report)[:60])
    return {
        "report": report,
        "year": label(report.year),
        "progress": progress(report),
        "table": _files_table(exports),
        "exports": exports,
        "waiting": [one for one in exports if one.state in WAITING],
        "may_make": allowed(policy.make_files, user, report),
    }


def _files_table(exports: list[Export]) -> Table:
    columns = [Column("File"), Column("State"), Column("Asked for"), Column("Size")]
    rows = [_file_row(one) for one in exports]
    return Table("Files of this report", columns, rows, stack=True, caption_hidden=True)


def _file_row(one: Export) -> list:
    name = f"{one.get_format_display()}, {one.get_edition_display().partition(',')[0].lower()} edition"
    ready = one.state == Export.State.READY
    url = reverse("reporting:export_download", args=[one.pk]) if ready else ""
    note = one.error if one.state == Export.State.FAILED else one.step
    by = f"by {one.asked_by}" if one.asked_by_id else ""
    return [
        Cell(f"Download {name}" if ready else name, url=url, header=True),
        Cell("", tags=[Tag(one.get_state_display(), COLOURS[one.state])], note=note),
        Cell(moment(one.created_at), note=by),
        file_size(one.file.size) if ready else "",
    ]


def progress(report: AnnualReport) -> dict:
    """In words, how many files are still being made, and how far the first of them is."""
    waiting = [one for one in exports_of(report)[:60] if one.state in WAITING]
    if not waiting:
        return {"waiting": 0, "words": "All files are ready."}
    first = min(waiting, key=lambda one: (one.state != Export.State.RUNNING, one.created_at))
    step = f" {first.get_format_display()}: {first.step.lower()}." if first.step else ""
    number = len(waiting)
    return {"waiting": number, "words": f"{number} file{'' if number == 1 else 's'} still being made.{step}"}
