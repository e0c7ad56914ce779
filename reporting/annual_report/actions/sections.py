"""Beginning a report, and writing its sections."""

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from audit.recording import record
from common.dates import FinancialYear
from common.documents.text import clean
from common.models import save_version
from reporting.annual_report import policy
from reporting.annual_report.contents import narratives
from reporting.annual_report.models import AnnualReport, Section, SectionVersion


@transaction.atomic
def open_report(*, panel, year: FinancialYear, by) -> AnnualReport:
    """The report of the year, made with its standard sections when it is opened first."""
    policy.open_report(by, panel)
    report, new = AnnualReport.objects.get_or_create(panel=panel, year=year.code)
    if new:
        Section.objects.bulk_create(Section(report=report, key=one.key, text=one.start) for one in narratives())
        record("report_edited", by=by, subject=report, panel=panel, label=str(report), details={"change": "begun"})
    return report


@transaction.atomic
def save_section(*, section_id: UUID, version: int, text: str, by) -> Section:
    """Writes a section's text if nobody else has since; the text before stays as an earlier version."""
    report_of = AnnualReport.objects.visible_to(by)
    section = Section.objects.select_for_update(of=("self",)).get(pk=section_id, report__in=report_of)
    policy.write(by, section.report)
    before, written_by = section.text, section.edited_by
    text = clean(text).strip()
    if text == before and version == section.version:
        return section
    save_version(section, version=version, text=text, edited_by=by)
    SectionVersion.objects.create(section=section, number=_next_number(section), text=before, saved_by=written_by)
    record(
        "report_edited",
        by=by,
        subject=section,
        panel=section.report.panel,
        label=f"{section.report}: {section.key}",
        details={"section": section.key},
    )
    return section


@transaction.atomic
def note_preview(*, report: AnnualReport, edition: str, by) -> None:
    """An entry that somebody looked at the report's figures on screen."""
    details = {"year": report.year, "edition": edition}
    record("figures_viewed", by=by, subject=report, panel=report.panel, label=str(report), details=details)


def _next_number(section: Section) -> int:
    return (section.versions.aggregate(last=Max("number"))["last"] or 0) + 1
