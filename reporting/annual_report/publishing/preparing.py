"""Prepares an edition: counts once, protects, proves, freezes, makes every file."""

import logging
import time
from dataclasses import asdict

from audit.recording import SYSTEM
from common.dates import FinancialYear
from common.documents.checks import DocumentError
from common.documents.rendering import RenderingFailed, make
from common.errors import NotNow
from reporting.annual_report import snapshot
from reporting.annual_report.linting.gate import refusals
from reporting.annual_report.models import Export
from reporting.annual_report.publishing import actions, changes, papers, rereading
from reporting.annual_report.publishing.models import Publication, PublishedFile
from reporting.annual_report.selectors import lines_of
from reporting.child import DrawingFailed
from reporting.disclosure.profiles import PROFILES
from reporting.figures import CONFIDENTIAL, PUBLIC, NotProtected, annual_figures, count_year

log = logging.getLogger(__name__)

SECONDS = 420
"""How long one attempt may take to begin its last file: less than the worker's own limit, after which it is killed."""
ENDINGS = {"csv": "zip"}
TABLES = {"xlsx", "ods", "csv"}
RECORD = PublishedFile.Edition.RECORD
FILES = (
    *((PUBLIC, file_format, file_format) for file_format in Export.Format.values),
    (PUBLIC, "pdf", "summary"),
    (PUBLIC, "png", "picture"),
    (CONFIDENTIAL, "pdf", "pdf"),
    (CONFIDENTIAL, "docx", "docx"),
    (RECORD, "pdf", "proof"),
)
"""For whom, in which format, and what it is."""
FROZEN = ("profile", "public", "public_hash", "confidential", "proof", "figures")
"""What the files are made from; read back, so that they are made from what was kept and nothing else."""


class TooLong(Exception):
    """The files took longer than an attempt may take."""


class NotReady(Exception):
    """The texts or the files are not fit to be published; each sentence says why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


def run(publication_id: str | None = None) -> bool:
    """Takes an edition that is due and prepares it. False where there was none to take."""
    publication = actions.take(publication_id=publication_id, by=SYSTEM)
    if publication is None:
        return False
    try:
        _passed(publication)
        _prepare(publication, time.monotonic() + SECONDS)
    except NotReady as refusal:
        reasons = [{"sentence": sentence} for sentence in refusal.sentences]
        actions.refuse(publication=publication, reasons=reasons, by=SYSTEM)
    except NotProtected as refusal:
        reasons = [{"sentence": sentence, "disclosure": True} for sentence in refusal.sentences]
        actions.refuse(publication=publication, reasons=reasons, by=SYSTEM)
    except DocumentError as fault:
        actions.refuse(publication=publication, reasons=[{"sentence": str(fault)}], by=SYSTEM)
    except (RenderingFailed, DrawingFailed, NotNow, TooLong, OSError) as fault:
        log.warning("publication %s, attempt %s: %s", publication.pk, publication.attempts, type(fault).__name__)
        actions.fail(publication=publication, too_long=isinstance(fault, TooLong), by=SYSTEM)
    return True


def _passed(publication: Publication) -> None:
    """Nothing is frozen while a text is not signed off, or has a remark that nobody has settled."""
    found = _unsigned(publication) if publication.override_reason else refusals(publication.report)
    if found:
        raise NotReady(found)


def _unsigned(publication: Publication) -> list[str]:
    """All that can be asked where small numbers cannot be protected: the reader needs a public edition to read with."""
    written = [line for line in lines_of(publication.report) if line.section.text.strip()]
    return [f"“{one.about.title}” is not signed off." for one in written if one.section.state != "signed_off"]


def _prepare(publication: Publication, until: float) -> None:
    if not actions.is_frozen(publication=publication):  # an attempt that goes on keeps the figures of the one before
        freeze(publication)
    publication.refresh_from_db(fields=FROZEN)
    for edition, file_format, kind in FILES:
        if time.monotonic() > until:
            raise TooLong
        _file(publication, edition, file_format, kind)
    actions.note_step(publication=publication, step="Reading the files again", by=SYSTEM)
    found = rereading.leaks(publication)
    if found:
        raise NotReady(found)
    actions.finish(publication=publication, by=SYSTEM)


def freeze(publication: Publication) -> None:
    """Both editions from one count, so that they cannot differ but in what is hidden."""
    report, year = publication.report, FinancialYear.parse(publication.report.year)
    panel, counted = report.panel, count_year(report.panel, year)
    common = {"counted": counted, "draw": True}
    heedless = bool(publication.override_reason)
    public = annual_figures(panel, year, PUBLIC, prove=True, alone=heedless, **common)
    full = annual_figures(panel, year, CONFIDENTIAL, **common)
    taken = {one.edition: snapshot.of_figures(report, one, publication.charts) for one in (public, full)}
    profile = PROFILES[panel.disclosure_profile]
    shown = {table.key for table in public.tables}
    actions.freeze(
        publication=publication,
        by=SYSTEM,
        data_as_at=public.data_as_at,
        profile=profile.title,
        public=taken[PUBLIC],
        public_hash=snapshot.digest(taken[PUBLIC]),
        confidential=taken[CONFIDENTIAL],
        confidential_hash=snapshot.digest(taken[CONFIDENTIAL]),
        figures={
            "counted": [table.as_data() for table in counted if table.key in shown],
            "printed": [table.as_data() for table in public.tables],
            "rule": asdict(profile.rule),
        },
        cases=changes.marks_of(panel, year),
        proof=list(public.proof),
    )


def _file(publication: Publication, edition: str, file_format: str, kind: str) -> None:
    name = file_name(publication.report.year, edition, file_format, kind)
    if actions.note_step(publication=publication, step=f"Making {name}", by=SYSTEM):
        template = papers.template_of(publication, edition, kind)
        content = make(papers.document_of(publication, edition, kind), file_format, template)
        values = {"edition": edition, "kind": kind, "name": name, "content": content}
        actions.keep_file(publication=publication, by=SYSTEM, **values)


def file_name(year: str, edition: str, file_format: str, kind: str) -> str:
    """``annual-report-2024-25-public.pdf``; tables, summary and proof say what they are."""
    beside = kind.replace("picture", "summary") if kind in papers.BESIDE else ""
    what = beside or ("tables" if file_format in TABLES else "report")
    return f"annual-{what}-{year}-{edition}.{ENDINGS.get(file_format, file_format)}"
