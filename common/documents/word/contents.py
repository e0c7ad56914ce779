"""Contents and the lists of figures and tables, filled in so that they can be read before Word counts anew."""

from docx.oxml.ns import qn

from common.documents.model import Figure, Heading, TableBlock
from common.documents.word import fields, styles
from common.documents.word.writer import Writer, element


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
    for index, (style, words, target) in enumerate(entries):
        paragraph = writer.paragraph(style)
        if index == 0:
            fields.begin(paragraph, instruction)
        _entry(writer, paragraph, words, target, pages)
    if paragraph is not None:
        fields.end(paragraph)


def _entry(writer: Writer, paragraph, words: str, target: str, pages: dict[str, int]) -> None:
    bookmark = writer.bookmarks[target]
    if writer.look.own:
        styles.dots(paragraph.paragraph_format, writer.look)
    made = [paragraph.add_run(words), paragraph.add_run("\t")]
    made += fields.add(paragraph, rf"PAGEREF {bookmark} \h", str(pages.get(target, "")))
    link = element("w:hyperlink", anchor=bookmark)
    link.set(qn("w:history"), "1")
    made[0]._r.addprevious(link)
    for run in made:
        link.append(run._r)
