"""Contents and the lists of figures and tables, filled in so that they can be read before Word counts anew."""

from common.documents.model import Figure, Heading, TableBlock
from common.documents.word import fields, styles
from common.documents.word.writer import Writer, element, run, words


def draw(writer: Writer, pages: dict[str, int]) -> None:
    """A contents page; lists only where there is something to list."""
    headings = [heading for heading in writer.document.of(Heading) if heading.level < 3]
    writer.paragraph("Contents title", "Contents")
    entries = [(f"toc {heading.level}", heading.text, heading.id) for heading in headings]
    _list(writer, r'TOC \o "1-2" \h \z \u', entries, pages)
    for word, kind in (("Figure", Figure), ("Table", TableBlock)):
        found = writer.document.of(kind)
        if found:
            writer.paragraph("List title", f"{word}s")
            entries = [("table of figures", f"{writer.labels[item.id]}: {item.caption}", item.id) for item in found]
            _list(writer, rf'TOC \h \z \c "{word}"', entries, pages)


def _list(writer: Writer, instruction: str, entries: list[tuple[str, str, str]], pages: dict[str, int]) -> None:
    paragraph = None
    for index, (style, text, target) in enumerate(entries):
        paragraph = writer.paragraph(style)
        if index == 0:
            paragraph._p.extend(fields.opening(instruction))
        _entry(writer, paragraph, text, target, pages)
    if paragraph is not None:
        paragraph._p.append(fields.closing())


def _entry(writer: Writer, paragraph, text: str, target: str, pages: dict[str, int]) -> None:
    bookmark = writer.bookmarks[target]
    if writer.look.own:
        styles.dots(paragraph.paragraph_format, writer.look)
    page = fields.field(rf"PAGEREF {bookmark} \h", str(pages[target]))
    runs = (run(words(text)), run(element("w:tab")), *page)
    paragraph._p.append(element("w:hyperlink", *runs, anchor=bookmark, history="1"))
