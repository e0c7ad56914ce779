"""The Word document: real styles, fields, captions and cross-references that Word itself keeps up to date."""

import datetime
import io
import zipfile

import docx

from common.documents.model import Document, leads_on
from common.documents.word import blocks, contents, cover, endnotes, fitting, styles
from common.documents.word.writer import Writer

_MOMENT = (1980, 1, 1, 0, 0, 0)


def render(document: Document, pages: dict[str, int] | None = None, template: bytes | None = None) -> bytes:
    """The file, in our styles or those of a fitted template.

    ``pages`` fills the contents with page numbers until Word has counted its own.
    """
    word = docx.Document(io.BytesIO(template)) if template else docx.Document()
    look = fitting.begin(word) if template else styles.prepare(word)
    _properties(word, document)
    writer = Writer(word, document, look)
    if document.leaflet:
        cover.head(writer)
    else:
        cover.draw(writer)
        contents.draw(writer, pages or {})
    first = len(word.paragraphs)
    for index, block in enumerate(document.blocks):
        blocks.draw(writer, block)
        if leads_on(document.blocks, index):
            word.paragraphs[-1].paragraph_format.keep_with_next = True
    if look.own and not document.leaflet:  # whatever its chapters do, the first does not follow the contents
        word.paragraphs[first].paragraph_format.page_break_before = True
    endnotes.attach(writer)
    made = io.BytesIO()
    word.save(made)
    return still(made)


def still(made: io.BytesIO) -> bytes:
    """The same parts without the time of packing, so that the same figures always give the same file."""
    again = io.BytesIO()
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(again, "w") as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, _MOMENT), parts.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def _properties(word, document: Document) -> None:
    """What the file says about itself: the organisation, never a person."""
    own = word.core_properties
    day = datetime.datetime.combine(datetime.date.fromisoformat(document.date), datetime.time())
    own.title = f"{document.title}, {document.subtitle}"
    own.author = own.last_modified_by = document.organisation
    own.subject, own.language, own.keywords, own.comments = document.edition, document.language, "", ""
    own.created = own.modified = day
    own.revision = 1
