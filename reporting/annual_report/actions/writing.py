"""What authors do around a text: take it on, say how far it is, comment, begin with last year's."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit.recording import record
from common.errors import NotNow
from common.models import save_version
from reporting.annual_report import policy
from reporting.annual_report.actions.sections import Saved, locked, note, save_section
from reporting.annual_report.linting import gate
from reporting.annual_report.linting.models import Acceptance
from reporting.annual_report.models import AnnualReport, Section
from reporting.annual_report.selectors import last_years_text, writers_of
from reporting.annual_report.writing import workflow
from reporting.annual_report.writing.models import SectionComment


@transaction.atomic
def assign_section(*, section_id: UUID, version: int, owner, by) -> Section:
    """Says whose section it is; nobody's when ``owner`` is nothing."""
    section = locked(section_id, by)
    policy.write(by, section.report)
    if owner is not None and owner not in writers_of(section.report):
        raise NotNow("owner_writes_no_report", "Only somebody who writes the panel's report can own a section.")
    save_version(section, version=version, owner=owner)
    note(section, by, change="owner", owner=str(owner.pk) if owner else "")
    return section


@transaction.atomic
def take_step(*, section_id: UUID, version: int, step: str, by) -> Section:
    """Leads a section from one state to the next."""
    section = locked(section_id, by)
    policy.step(by, section, step)
    workflow.takes(section, step)
    if step == "sign_off":
        _nothing_stands_against(section)
    state = workflow.STEPS[step][1]
    signed = {"signed_by": by, "signed_at": timezone.now()} if state == Section.State.SIGNED_OFF else {}
    save_version(section, version=version, **({"state": state, "signed_by": None, "signed_at": None} | signed))
    note(section, by, change=step)
    return section


def _nothing_stands_against(section: Section) -> None:
    refused = gate.section_refusals(section)
    if refused:
        sentence = "The section cannot be signed off before these are put right:"
        raise NotNow("section_has_faults", sentence, refused)


@transaction.atomic
def accept_remark(*, section_id: UUID, new_id: UUID, code: str, words: str, reason: str, by) -> Acceptance:
    """Lets words stand although the reader of the text remarks on them. The same form sent twice is one reason."""
    section = locked(section_id, by)
    policy.write(by, section.report)
    workflow.may_change(section)
    values = {"pk": new_id, "reason": reason, "by": by}
    made, new = Acceptance.objects.get_or_create(section=section, code=code, words=words, defaults=values)
    if new:
        label = f"{section.report}: {section.key}"
        details = {"section": section.key, "code": code}
        record("report_remark_accepted", by=by, subject=made, panel=section.report.panel, label=label, details=details)
    return made


@transaction.atomic
def start_from_last_year(*, section_id: UUID, version: int, by) -> Saved:
    """Puts last year's text in; the text that stands there stays as an earlier version."""
    section = locked(section_id, by)
    text = last_years_text(section)
    if not text:
        raise NotNow("no_text_last_year", "Last year's report has no text in this section.")
    return save_section(section_id=section_id, version=version, text=text, by=by)


@transaction.atomic
def comment(*, section_id: UUID, new_id: UUID, text: str, about: str = "", by) -> SectionComment:
    """A remark for the other authors. The same form sent twice is one remark."""
    section = locked(section_id, by)
    policy.write(by, section.report)
    values = {"section": section, "text": text, "about": about, "by": by}
    made, new = SectionComment.objects.get_or_create(pk=new_id, defaults=values)
    if new:
        _note_comment(made, by, "made")
    return made


@transaction.atomic
def settle_comment(*, comment_id: UUID, version: int, settled: bool, by) -> SectionComment:
    """Marks a remark as settled, or as open again."""
    of_reports = AnnualReport.objects.visible_to(by)
    rows = SectionComment.objects.select_for_update(of=("self",)).select_related("section__report__panel")
    row = rows.get(pk=comment_id, section__report__in=of_reports)
    policy.write(by, row.section.report)
    values = (
        {"resolved_at": timezone.now(), "resolved_by": by} if settled else {"resolved_at": None, "resolved_by": None}
    )
    save_version(row, version=version, **values)
    _note_comment(row, by, "settled" if settled else "opened")
    return row


def _note_comment(row: SectionComment, by, change: str) -> None:
    section = row.section
    details = {"section": section.key, "change": change}
    label = f"{section.report}: {section.key}"
    record("report_commented", by=by, subject=row, panel=section.report.panel, label=label, details=details)
