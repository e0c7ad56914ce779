"""The report on screen: the same document, drawn by the same templates as the web page that is downloaded."""

from common.documents.checks import DocumentError, check
from common.documents.html import context_of
from common.errors import NotNow
from reporting.annual_report import snapshot
from reporting.annual_report.document import in_words, write
from reporting.annual_report.models import AnnualReport
from reporting.child import DrawingFailed


def preview_of(report: AnnualReport, edition: str) -> dict:
    """What the preview's template shows, with what would stop a file from being made."""
    try:
        written = write(snapshot.take(report, edition, draw=True))
    except DrawingFailed as slow:
        raise NotNow("figures_not_ready", "The figures could not be drawn just now. Try again in a minute.") from slow
    fault = in_words(written.problems) if written.problems else _fault(written.document)
    return context_of(written.document) | {"fault": fault}


def _fault(document) -> str:
    try:
        check(document)
    except DocumentError as fault:
        return str(fault)
    return ""
