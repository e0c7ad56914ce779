"""Makes one file from a row that is due: figures, document, file, each step noted."""

import logging
from functools import partial

from audit.recording import SYSTEM
from common.documents.checks import DocumentError
from common.documents.rendering import NotWanted, RenderingFailed, make
from common.errors import NotNow, Refused, no_room
from reporting.annual_report import actions, selectors, snapshot
from reporting.annual_report.actions.exports import GIVEN_UP, NO_ROOM
from reporting.annual_report.document import build
from reporting.annual_report.models import AnnualReport, Export
from reporting.annual_report.word_template import selectors as templates
from reporting.child import DrawingFailed

DRAWN = {Export.Format.DOCX, Export.Format.PDF, Export.Format.HTML}

log = logging.getLogger(__name__)


def run(export_id: str | None = None) -> bool:
    """Takes a file that is due and makes it. False where there was none to take."""
    export = actions.take(export_id=export_id, by=SYSTEM)
    if export is None:
        return False
    try:
        _make(export)
    except (DocumentError, Refused) as fault:
        actions.fail(export=export, reason=str(fault), by=SYSTEM, for_good=True)
    except NotWanted:
        log.info("export %s was stopped while it was made", export.pk)
    except (RenderingFailed, DrawingFailed, NotNow, OSError) as fault:
        log.warning("export %s, attempt %s: %s", export.pk, export.attempts, type(fault).__name__)
        actions.fail(export=export, reason=NO_ROOM if no_room(fault) else GIVEN_UP, by=SYSTEM, for_good=False)
    return True


def _make(export: Export) -> None:
    if not actions.note_step(export=export, step="Reading the figures", by=SYSTEM):
        return
    frozen = _frozen(export)
    document = build(frozen)
    if actions.note_step(export=export, step="Making the file", by=SYSTEM):
        template = templates.frozen(frozen, export.report.panel_id)
        content = make(document, export.format, template, partial(selectors.still_wanted, export))
        actions.finish(export=export, content=content, by=SYSTEM)


def _frozen(export: Export) -> dict:
    """The figures of an earlier attempt, or read now and kept at once: one file has one set of figures."""
    if export.snapshot is None:
        export.snapshot = snapshot.take(export.report, export.edition, draw=export.format in DRAWN)
        digest = snapshot.digest(export.snapshot)
        step = "Writing the report"
        actions.note_step(export=export, step=step, by=SYSTEM, snapshot=export.snapshot, digest=digest)
    return export.snapshot


def for_command(panel, year, edition: str, file_format: str) -> bytes:
    """The file for somebody at the command line, with the texts as they stand; the trail says that it was made."""
    report = AnnualReport.objects.filter(panel=panel, year=year.code).first()
    texts = report or AnnualReport(panel=panel, year=year.code)
    frozen = snapshot.take(texts, edition, draw=file_format in DRAWN)
    content = make(build(frozen), file_format, templates.frozen(frozen, panel.pk))
    actions.note_command(panel=panel, label=f"{texts}, {edition}, {file_format}", content=content, by=SYSTEM)
    return content
