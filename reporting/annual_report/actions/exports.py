"""Files of the report. The row says what is due; its taker holds a lease and a number, so one file is made once."""

import hashlib
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid5

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from audit.recording import record
from common.errors import NotNow
from common.nudges import nudge
from reporting.annual_report import policy
from reporting.annual_report.models import AnnualReport, Export

LEASE = timedelta(minutes=6)  # longer than the renderer's own limit, so that a living worker never loses it
MAX_ATTEMPTS = 3
GIVEN_UP = (
    "It could not be made in three attempts. Please ask again; if it fails again, tell the people who run the service."
)
NO_ROOM = (
    "There is no room left for it on the disk of the service. Tell the people who run the service, and ask again later."
)
ENDINGS = {"csv": "zip"}


@transaction.atomic
def ask_exports(*, report_id: UUID, edition: str, formats: Iterable[str], new_id: UUID, by) -> list[Export]:
    """One waiting row a format; the same form sent twice is the same rows."""
    report = AnnualReport.objects.visible_to(by).select_for_update(of=("self",)).get(pk=report_id)
    policy.make_files(by, report)
    return [_ask(report, edition, one, uuid5(new_id, one), by) for one in formats]


def _ask(report: AnnualReport, edition: str, file_format: str, key: UUID, by) -> Export:
    values = {"report": report, "edition": edition, "format": file_format, "asked_by": by}
    export, new = Export.objects.get_or_create(pk=key, defaults=values)
    if new:
        details = {"edition": edition, "format": file_format}
        record("report_export_asked", by=by, subject=export, panel=report.panel, label=str(export), details=details)
        nudge("reporting.make_export", str(export.pk))
    return export


@transaction.atomic
def take(*, export_id: UUID | None = None, by) -> Export | None:
    """Takes one file that is due, or whose worker is gone, for the length of a lease; nothing when there is none."""
    now = timezone.now()
    due = Q(state=Export.State.DUE) | Q(state=Export.State.RUNNING, lease_until__lt=now)
    waiting = Export.objects.select_for_update(skip_locked=True, of=("self",)).filter(due).order_by("created_at")
    export = waiting.filter(pk=export_id).first() if export_id else waiting.first()
    if export is None:
        return None
    if export.attempts >= MAX_ATTEMPTS:
        _fail(export, GIVEN_UP, by)
        return None
    export.state, export.lease_until = Export.State.RUNNING, now + LEASE
    export.attempts, export.step = export.attempts + 1, "Reading the figures"
    export.save(update_fields=["state", "lease_until", "attempts", "step", "updated_at"])
    return export


def note_step(*, export: Export, step: str, by, snapshot: dict | None = None, digest: str = "") -> bool:
    """Says how far it is, and keeps the figures as soon as they are read. False where somebody else has taken over.

    Refused as soon as whoever asked may not have it any more.
    """
    mine = _ours(export).first()
    if mine is None:
        return False
    policy.go_on(mine)
    values = {"step": step, "lease_until": timezone.now() + LEASE, "updated_at": timezone.now()}
    if snapshot is not None:
        values |= {"snapshot": snapshot, "snapshot_hash": digest}
    return bool(_ours(export).update(**values))


def _ours(export: Export):
    return Export.objects.filter(pk=export.pk, state=Export.State.RUNNING, attempts=export.attempts)


@transaction.atomic
def finish(*, export: Export, content: bytes, by) -> bool:
    """Keeps the file and its mark. False, and no file, where somebody else has taken over in the meantime."""
    mine = _ours(export).select_for_update(of=("self",)).first()
    if mine is None:
        return False
    policy.go_on(mine)
    mine.file_name = file_name(mine)
    mine.file_hash = hashlib.sha256(content).hexdigest()
    mine.file.save(mine.file_name, ContentFile(content), save=False)
    mine.state, mine.step, mine.finished_at, mine.lease_until = Export.State.READY, "", timezone.now(), None
    mine.version = F("version") + 1
    mine.save()
    details = {"edition": mine.edition, "format": mine.format, "sha256": mine.file_hash, "figures": mine.snapshot_hash}
    record("report_exported", by=by, subject=mine, panel=mine.report.panel, label=str(mine), details=details)
    return True


def file_name(export: Export) -> str:
    """``annual-report-2024-25-public.pdf``; tables say that they are tables."""
    kind = "tables" if export.format in {"xlsx", "ods", "csv"} else "report"
    return f"annual-{kind}-{export.report.year}-{export.edition}.{ENDINGS.get(export.format, export.format)}"


@transaction.atomic
def fail(*, export: Export, reason: str, by, for_good: bool) -> None:
    """Notes why it could not be made. Unless ``for_good``, a sweep tries again when the lease has run out."""
    mine = _ours(export).select_for_update(of=("self",)).first()
    if mine is None:
        return
    if for_good or mine.attempts >= MAX_ATTEMPTS:
        _fail(mine, reason, by)
        return
    mine.step, mine.lease_until = "It did not work; it will be tried again", timezone.now()
    mine.save(update_fields=["step", "lease_until", "updated_at"])


@transaction.atomic
def stop(*, export_id: UUID, by) -> Export:
    """Stops a file that waits or is being made; its worker ends the process that makes it within a second."""
    scope = Export.objects.filter(report__in=AnnualReport.objects.visible_to(by)).select_related("report__panel")
    export = scope.select_for_update(of=("self",)).get(pk=export_id)
    policy.make_files(by, export.report)
    if export.state not in (Export.State.DUE, Export.State.RUNNING):
        raise NotNow("export_over", f"This file is {export.get_state_display().lower()}; there is nothing to stop.")
    export.state, export.step, export.lease_until = Export.State.STOPPED, "", None
    export.finished_at = timezone.now()
    export.save(update_fields=["state", "step", "lease_until", "finished_at", "updated_at"])
    record("report_export_stopped", by=by, subject=export, panel=export.report.panel, label=str(export))
    return export


def _fail(export: Export, reason: str, by) -> None:
    export.state, export.step, export.lease_until = Export.State.FAILED, "", None
    export.error, export.finished_at = reason[:300], timezone.now()
    export.save(update_fields=["state", "step", "lease_until", "error", "finished_at", "updated_at"])
    record("report_export_failed", by=by, subject=export, panel=export.report.panel, label=str(export))


@transaction.atomic
def download(*, export_id: UUID, by) -> Export:
    """The ready file, and an entry of who took it."""
    found = Export.objects.select_related("report__panel").filter(report__in=AnnualReport.objects.visible_to(by))
    export = found.get(pk=export_id, state=Export.State.READY)
    policy.download(by, export)
    details = {"edition": export.edition, "format": export.format, "sha256": export.file_hash}
    record("report_downloaded", by=by, subject=export, panel=export.report.panel, label=str(export), details=details)
    return export


@transaction.atomic
def note_command(*, panel, label: str, content: bytes, by) -> None:
    """An entry for a file made at the command line, which has no row."""
    digest = hashlib.sha256(content).hexdigest()
    record("report_exported", by=by, subject=panel, panel=panel, label=label, details={"sha256": digest})
