"""The Word document: real styles, fields, captions and cross-references that Word itself keeps up to date."""

import datetime
import io
from collections.abc import Callable

import docx

from common.documents.model import Document, leads_on
from common.documents.word import blocks, contents, cover, endnotes, packing, pictures, styles
from common.documents.word.writer import Writer


def render(
    document: Document, pages: dict[str, int], drawn: Callable[[], list[bytes]], template: bytes | None = None
) -> bytes:
    """The file, in our styles or those of a fitted template.

    ``pages`` fills the contents with page numbers until Word has counted its own; ``drawn`` is asked last of all for
    the pictures of charts that Word does not draw itself.
    """
    word = docx.Document(io.BytesIO(template)) if template else docx.Document()
    writer = Writer(word, document, styles.complete(word) if template else styles.prepare(word))
    _write(writer, pages)
    pictures.place(writer, drawn())
    return packing.packed(word.part.package)


def _write(writer: Writer, pages: dict[str, int]) -> None:
    word, document = writer.word, writer.document
    _properties(word, document)
    if document.leaflet:
        cover.head(writer)
    else:
        cover.draw(writer)
        contents.draw(writer, pages)
    first = len(word.paragraphs)
    for index, block in enumerate(document.blocks):
        blocks.draw(writer, block)
        if leads_on(document.blocks, index):
            writer.last.paragraph_format.keep_with_next = True
    if writer.look.own and not document.leaflet:  # whatever its chapters do, the first does not follow the contents
        word.paragraphs[first].paragraph_format.page_break_before = True
    endnotes.attach(writer)


def _properties(word, document: Document) -> None:
    """What the file says about itself: the organisation, never a person."""
    own = word.core_properties
    day = datetime.datetime.combine(datetime.date.fromisoformat(document.date), datetime.time())
    own.title = f"{document.title}, {document.subtitle}"
    own.author = own.last_modified_by = document.organisation
    own.subject, own.language, own.keywords, own.comments = document.edition, document.language, "", ""
    own.created = own.modified = day
    own.revision = 1
