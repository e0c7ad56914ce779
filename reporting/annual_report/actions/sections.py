"""Beginning a report, and writing its sections."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from audit.recording import record
from common.dates import FinancialYear
from common.documents.text import clean
from common.errors import Stale
from common.models import save_version
from reporting.annual_report import policy
from reporting.annual_report.contents import narratives
from reporting.annual_report.models import AnnualReport, Section, SectionVersion
from reporting.annual_report.selectors import base_of
from reporting.annual_report.writing import merging, workflow


@transaction.atomic
def open_report(*, panel, year: FinancialYear, by) -> AnnualReport:
    """The report of the year, made with its standard sections when it is opened first."""
    policy.open_report(by, panel)
    report, new = AnnualReport.objects.get_or_create(panel=panel, year=year.code)
    if new:
        Section.objects.bulk_create(Section(report=report, key=one.key, text=one.start) for one in narratives())
        record("report_edited", by=by, subject=report, panel=panel, label=str(report), details={"change": "begun"})
    return report


@dataclass(frozen=True)
class Saved:
    """A section as it is saved now; ``merged`` when somebody else's changes of the meantime stand in it too."""

    section: Section
    merged: bool = False


@transaction.atomic
def save_section(*, section_id: UUID, version: int, text: str, by) -> Saved:
    """Writes a section's text; the text before stays as an earlier version.

    What others saved since ``version`` is put together with it. Where both changed the same passage, ``Stale``.
    """
    section = locked(section_id, by)
    policy.write(by, section.report)
    workflow.may_change(section)
    text = clean(text).strip()
    merged = merging.merge(base_of(section, version), section.text, text)
    if merged.clashes:
        raise Stale([("Text", one.mine, one.theirs) for one in merged.clashes])
    if merged.text == section.text:
        return Saved(section)
    _write(section, merged.text, by)
    return Saved(section, merged=merged.text != text)


def locked(section_id: UUID, by) -> Section:
    """A section in scope, its row locked."""
    report_of = AnnualReport.objects.visible_to(by)
    found = Section.objects.select_for_update(of=("self",)).select_related("report__panel")
    return found.get(pk=section_id, report__in=report_of)


def _write(section: Section, text: str, by) -> None:
    """The new text; what was ready to be signed off is a draft again."""
    before, written_by, number = section.text, section.edited_by, section.version
    save_version(section, version=number, text=text, edited_by=by, state=Section.State.DRAFT)
    SectionVersion.objects.create(section=section, number=number, text=before, saved_by=written_by)
    note(section, by)


def note(section: Section, by, **details) -> None:
    """An entry in the trail about a section."""
    label = f"{section.report}: {section.key}"
    record(
        "report_edited",
        by=by,
        subject=section,
        panel=section.report.panel,
        label=label,
        details=details | {"section": section.key},
    )


@transaction.atomic
def note_preview(*, report: AnnualReport, edition: str, by) -> None:
    """An entry that somebody looked at the report's figures on screen."""
    details = {"year": report.year, "edition": edition}
    record("figures_viewed", by=by, subject=report, panel=report.panel, label=str(report), details=details)
