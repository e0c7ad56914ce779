"""What keeps a section from being signed off, and a report from being approved. Nothing is written here."""

from collections.abc import Iterable

from common.dates import FinancialYear
from panels.selectors import followup
from reporting.annual_report.document import SILENT
from reporting.annual_report.linting import borrowed, reader
from reporting.annual_report.linting.remarks import Remark
from reporting.annual_report.live import reading, registers
from reporting.annual_report.models import AnnualReport, Section
from reporting.annual_report.selectors import Line, lines_of
from reporting.figures import definitions


def remarks_of(section: Section, text: str, editions: reading.Editions) -> list[Remark]:
    """Every remark on a text of a section that nobody has accepted."""
    return reader.read(text, section.key, _known(section.report, editions, accepted(section)))


def accepted(section: Section) -> list:
    """What authors let stand, with their reasons."""
    return list(section.acceptances.select_related("by"))


def section_refusals(section: Section) -> list[str]:
    """Why a section cannot be signed off, one sentence each; empty where nothing stands against it."""
    editions = reading.editions_for(section.report, section.text)
    return _sentences(reader.blocking(remarks_of(section, section.text, editions)))


def refusals(report: AnnualReport) -> list[str]:
    """Why a report cannot be approved yet, one sentence each; empty where nothing stands against it."""
    lines = [line for line in lines_of(report) if line.section.text.strip()]
    if not lines:
        return ["No section has a text."]
    editions = reading.editions_for(report, " ".join(line.section.text for line in lines))
    twice = borrowed.repeated((line.about.title, line.section.text) for line in lines)
    return [*(why for line in lines for why in _of_line(report, line, editions)), *twice, *_silent(report)]


def _silent(report: AnnualReport) -> list[str]:
    found = followup.report_lines(report.panel, FinancialYear.parse(report.year))
    return [f"Recommendation “{one.text}”: {SILENT}" for one in found if one.silent]


def _of_line(report: AnnualReport, line: Line, editions: reading.Editions) -> Iterable[str]:
    section, title = line.section, line.about.title
    section.report = report
    if section.state != Section.State.SIGNED_OFF:
        yield f"“{title}” is not signed off."
    remarks = reader.blocking(remarks_of(section, section.text, editions))
    yield from (f"“{title}”: {why}" for why in _sentences(remarks))


def _sentences(remarks: Iterable[Remark]) -> list[str]:
    return [f"{one.title}, “{one.words}”. {one.reason}" for one in remarks]


def _known(report: AnnualReport, editions: reading.Editions, acceptances: Iterable) -> reader.Known:
    return reader.Known(
        year=FinancialYear.parse(report.year),
        editions=editions,
        abbreviations=registers.abbreviations_of(report.panel_id),
        places=tuple(report.panel.areas.values_list("name", flat=True)),
        summaries={key: summary for key, (summary, _) in definitions().items()},
        accepted=frozenset((one.code, one.words) for one in acceptances),
    )
