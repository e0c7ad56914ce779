"""The cover: a field of colour made of shaded paragraphs, so that it reads in order and needs no text box."""

from docx.shared import Pt

from common.documents.word import furniture
from common.documents.word.look import Look

_ROOM = 360
"""What stands empty on the cover of a page of ours; a lower page has less to spare."""


def draw(writer) -> None:
    """Organisation, title, edition and the facts of the figures; then head and foot for the pages after it."""
    document = writer.document
    _line(writer, "Cover text", document.organisation, bold=True, before=6)
    if document.marking:
        _line(writer, "Cover text", document.marking, bold=True, before=10)
    _line(writer, "Cover title", document.title, before=_share(writer, 130))
    _line(writer, "Cover subtitle", document.subtitle, before=14)
    _line(writer, "Cover text", document.edition, before=24, after=_share(writer, 230))
    for name, value in document.cover:
        paragraph = _line(writer, "Cover text", "", before=4)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(value)
    _line(writer, "Cover text", "", after=6)
    furniture.draw(writer.word, document, writer.look)


def head(writer) -> None:
    """What a leaflet has instead: the title above the first words, in the styles of the text."""
    document = writer.document
    title, chapter = writer.word.styles["Contents title"], writer.word.styles["Heading 1"]
    title.paragraph_format.page_break_before = chapter.paragraph_format.page_break_before = False
    chapter.font.size = Pt(14)
    writer.paragraph("Contents title", document.title)
    for name, value in document.cover:
        writer.paragraph("Normal", f"{name}: {value}")
    furniture.draw(writer.word, document, writer.look)


def _share(writer, points: int) -> float:
    lost = Look().height.pt - writer.look.height.pt
    return round(points * min(1.0, max(0.0, 1 - lost / _ROOM)), 1)


def _line(writer, style: str, text: str, *, bold: bool = False, before: int = 0, after: int = 0):
    paragraph = writer.paragraph(style)
    if text:
        paragraph.add_run(text).bold = bold or None
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)
    spacing.left_indent = spacing.right_indent = Pt(14)
    return paragraph
