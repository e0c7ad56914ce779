"""The panel's Word template: added or replaced, removed. Earlier ones stay for the editions made with them."""

from uuid import UUID

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from accounts.models import Panel
from audit.recording import record
from common import files
from common.errors import NotNow, Stale
from common.models import save_version
from reporting.annual_report import policy
from reporting.annual_report.word_template.models import WordTemplate
from reporting.annual_report.word_template.taking import Taken, taken


def add_template(*, panel: Panel, new_id: UUID, file: File, replaces: UUID | None, by) -> WordTemplate:
    """Takes a file as the panel's template, in place of the one that the reader saw. The same form twice is one."""
    policy.keep_template(by, panel)
    try:
        found = taken(file)
    except files.BadFile as error:
        raise NotNow("template", f"{error}.") from error
    return _add(panel, new_id, found, replaces, by)


@transaction.atomic
def _add(panel: Panel, new_id: UUID, found: Taken, replaces: UUID | None, by) -> WordTemplate:
    Panel.objects.select_for_update(no_key=True).get(pk=panel.pk)
    there = WordTemplate.objects.filter(pk=new_id, panel=panel).first()
    if there:
        return there
    present = WordTemplate.objects.in_use().filter(panel=panel).first()
    if (present and present.pk) != replaces:
        raise Stale
    if present:
        _end(present, present.version, by)
    made = WordTemplate(
        pk=new_id, panel=panel, file_name=found.name, size=len(found.content), sha256=found.sha256,
        received_sha256=found.received_sha256, filled=found.filled, added_by=by,
    )  # fmt: skip
    made.file.save(found.name, ContentFile(found.content), save=False)
    made.save(force_insert=True)
    _note("report_template_added", made, by, filled=len(found.filled), replaced=bool(present))
    return made


@transaction.atomic
def remove_template(*, template_id: UUID, version: int, by) -> None:
    """Goes back to the service's own styles. Twice is once."""
    row = (
        WordTemplate.objects.visible_to(by).select_for_update(of=("self",)).select_related("panel").get(pk=template_id)
    )
    policy.keep_template(by, row.panel)
    if row.ended_at is None:
        _end(row, version, by)
        _note("report_template_removed", row, by)


def _end(row: WordTemplate, version: int, by) -> None:
    save_version(row, version=version, ended_at=timezone.now(), ended_by=by)


def _note(verb: str, row: WordTemplate, by, **details) -> None:
    details |= {"sha256": row.sha256, "received": row.received_sha256}
    record(verb, by=by, subject=row, panel=row.panel, label=str(row), details=details)
