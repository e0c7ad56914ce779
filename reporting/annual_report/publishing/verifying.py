"""Replays an edition from what was frozen and compares: marks of the figures, bytes of the files, numbers in them."""

import hashlib
from dataclasses import dataclass

from common.documents.rendering import make
from reporting.annual_report import snapshot
from reporting.annual_report.publishing import papers
from reporting.annual_report.publishing.models import Publication, PublishedFile

QUICK = ("html", "csv")
"""The files that a page makes again while somebody waits; the command makes all of them."""
GONE = "the file is missing from the store"


@dataclass(frozen=True)
class Check:
    """One thing that was compared."""

    what: str
    holds: bool
    words: str


def check(publication: Publication, *, formats: tuple[str, ...] | None = QUICK) -> list[Check]:
    """Everything compared: ``formats`` are made again and compared byte by byte; all where none are named."""
    files = list(publication.files.all())
    made = [_again(publication, one) for one in files if formats is None or one.kind in formats]
    return [*_figures(publication), *(_stored(one) for one in files), *made]


def _figures(publication: Publication) -> list[Check]:
    found = []
    for edition in ("public", "confidential"):
        right = snapshot.digest(getattr(publication, edition)) == getattr(publication, f"{edition}_hash")
        words = "as when they were published" if right else "are not those that were published"
        found.append(Check(f"Figures and texts, {edition} edition", right, words))
    return found


def _stored(file: PublishedFile) -> Check:
    content = _content(file)
    if content is None:
        return Check(file.name, False, GONE)
    right = hashlib.sha256(content).hexdigest() == file.sha256 and len(content) == file.size
    return Check(file.name, right, "byte for byte the file that was published" if right else "has been changed")


def _again(publication: Publication, file: PublishedFile) -> Check:
    """Makes the file again from what was frozen."""
    template = papers.template_of(publication, file.edition, file.kind)
    content = make(papers.document_of(publication, file.edition, file.kind), papers.format_of(file.kind), template)
    kind = f"{file.name}, made again"
    if hashlib.sha256(content).hexdigest() == file.sha256:
        return Check(kind, True, "gives the same bytes")
    return Check(kind, False, "gives another file: the figures or the program that makes it have changed")


def _content(file: PublishedFile) -> bytes | None:
    try:
        with file.file.open("rb") as stored:
            return stored.read()
    except OSError:
        return None
