"""The figures of a report as its texts can refer to them, in both editions; one text as it reads."""

import re

from common.documents import html
from common.documents.model import Document, Em, Inline, Link, Text, Xref
from reporting.annual_report import narrative, snapshot
from reporting.annual_report.live import abbreviations, catalogue, chips
from reporting.annual_report.live.catalogue import Found
from reporting.annual_report.live.rendering import Problem, Writer
from reporting.annual_report.models import AnnualReport, Export, Section
from reporting.figures import definitions

CONFIDENTIAL, PUBLIC = Export.Edition.CONFIDENTIAL, Export.Edition.PUBLIC


def search(report: AnnualReport, query: str) -> list[Found]:
    """Rows of figures that hold these words, with the ways to refer to them."""
    if not query.strip():
        return []
    full, public = (_tables(snapshot.figures_only(report, edition)) for edition in (CONFIDENTIAL, PUBLIC))
    summaries = {key: summary for key, (summary, _) in definitions().items()}
    return catalogue.search(full, public, summaries, query)


def _tables(found: dict) -> dict:
    return {table["key"]: table for table in found["tables"]}


Editions = dict[str, dict]
"""``{edition: figures and lists}``."""
NEEDS_FIGURES = re.compile(r"\[\[|\d")


def editions_for(report: AnnualReport, text: str) -> Editions:
    """The figures that a text may refer to, the confidential edition first."""
    return {str(edition): _figures_for(report, text, edition) for edition in (CONFIDENTIAL, PUBLIC)}


def _figures_for(report: AnnualReport, text: str, edition: str) -> dict:
    """None are worked out for a text without a number or a reference."""
    if NEEDS_FIGURES.search(text):
        return snapshot.figures_only(report, edition, text)
    return {"tables": [], "edition": edition, "year": {"code": report.year, "label": report.year.replace("-", "/")}}


def chips_of(text: str, editions: Editions) -> list[dict[str, str]]:
    """What the references of a text read as in the public edition."""
    return chips.chips(text, editions[PUBLIC])


def page_of(section: Section, editions: Editions) -> dict:
    """The saved text as it reads in the public edition."""
    drawn, _ = as_it_reads(section.text, section.key, editions[PUBLIC])
    return drawn


def as_it_reads(text: str, key: str, figures: dict) -> tuple[dict, list[Problem]]:
    """What the templates of a document draw of one text, and the references that cannot be printed."""
    writer = Writer.of(figures)
    blocks = narrative.blocks(text, key=key, level=3, writer=writer)
    alone = [abbreviations.mapped(block, _named) for block in blocks]
    return html.context_of(Document("", "", "", "", "", blocks=tuple(alone))), writer.problems


def _named(part: Inline) -> Inline:
    """A table or figure has no number while its section stands alone, and there is no list of references."""
    if isinstance(part, Link) and part.target.startswith("#"):
        return Text(part.text)
    return Em(f"({part.target.replace('-', ' ', 1)})") if isinstance(part, Xref) else part
