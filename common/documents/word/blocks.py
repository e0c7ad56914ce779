"""Each kind of block in Word."""

from docx.shared import Pt, RGBColor

from common.documents.model import (
    Callout,
    Em,
    Figure,
    Heading,
    Headlines,
    Inline,
    Link,
    List,
    Note,
    PageBreak,
    Para,
    Strong,
    TableBlock,
    Xref,
)  # fmt: skip
from common.documents.word import endnotes, fields, links, pictures, tables
from common.documents.word.writer import Writer


def draw(writer: Writer, block) -> None:
    """Writes ``block`` at the end of the document."""
    _WAYS[type(block)](writer, block)


def _heading(writer: Writer, block: Heading) -> None:
    paragraph = writer.paragraph(f"Heading {block.level}")
    writer.bookmark(paragraph, block.id, paragraph.add_run(block.text)._r)


def _para(writer: Writer, block: Para, style: str = "Normal"):
    paragraph = writer.paragraph(style)
    for part in block.parts:
        _inline(writer, paragraph, part)
    return paragraph


def _inline(writer: Writer, paragraph, part: Inline) -> None:
    if isinstance(part, Xref):
        fields.add(paragraph, rf"REF {writer.bookmarks[part.target]} \h", writer.labels[part.target])
    elif isinstance(part, Note):
        endnotes.mark(writer, paragraph, part.text)
    elif isinstance(part, Link):
        links.add(writer, paragraph, part)
    else:
        run = paragraph.add_run(part.text)
        run.bold = True if isinstance(part, Strong) else None
        run.italic = True if isinstance(part, Em) else None


def _list(writer: Writer, block: List) -> None:
    made = [_para(writer, Para(item), "List Number" if block.ordered else "List Bullet") for item in block.items]
    if block.ordered and made:
        _count_anew(writer, made)
    for name, paragraph in zip(block.ids, made, strict=False):
        writer.bookmark(paragraph, name, *(run._r for run in paragraph.runs))


def _count_anew(writer: Writer, paragraphs: list) -> None:
    """Numbers begin at one in each list, not where the last list stopped."""
    numbering = writer.word.part.numbering_part.numbering_definitions._numbering
    style = writer.word.styles["List Number"].element.pPr.numPr.numId.val
    pattern = numbering.num_having_numId(style).abstractNumId.val
    own = numbering.add_num(pattern)
    own.add_lvlOverride(ilvl=0).add_startOverride(1)
    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = own.numId


def _callout(writer: Writer, block: Callout) -> None:
    made = [_callout_title(writer, block.title)] if block.title else []
    for inner in block.blocks:
        for parts in inner.items if isinstance(inner, List) else (inner.parts,):
            made.append(_para(writer, Para(parts), "Callout"))
            if isinstance(inner, List):
                _bullet(made[-1])
    made[0].paragraph_format.space_before, made[-1].paragraph_format.space_after = Pt(10), Pt(12)


def _callout_title(writer: Writer, text: str):
    title = writer.paragraph("Callout")
    title.paragraph_format.keep_with_next = True
    run = title.add_run(text)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(writer.look.brand)
    return title


def _bullet(paragraph) -> None:
    """A mark typed in front: a list style of its own indent would break the line at the side of the box."""
    paragraph.runs[0]._r.addprevious(paragraph.add_run("•\u2002")._r)


def _headlines(writer: Writer, block: Headlines) -> None:
    title = writer.paragraph("Callout")
    title.paragraph_format.space_before, title.paragraph_format.keep_with_next = Pt(10), True
    title.add_run(block.title).bold = True
    for item in block.items:
        paragraph = writer.paragraph("Callout")
        value = paragraph.add_run(f"{item.value} ")
        value.bold, value.font.size, value.font.color.rgb = True, Pt(17), RGBColor.from_string(writer.look.brand)
        paragraph.add_run(item.label).bold = True
        if item.detail:
            paragraph.add_run(f": {item.detail}")
        paragraph.paragraph_format.keep_with_next = item is not block.items[-1]
    paragraph.paragraph_format.space_after = Pt(12)


def caption(writer: Writer, word: str, block: Figure | TableBlock) -> None:
    """``Table 3: what it shows``, the number a field that references follow."""
    paragraph = writer.paragraph("Caption")
    paragraph.paragraph_format.keep_with_next = True  # whatever a template's style says
    first = paragraph.add_run(f"{word} ")
    first.bold = True
    made = fields.add(paragraph, rf"SEQ {word} \* ARABIC", writer.labels[block.id].split()[-1], bold=True)
    writer.bookmark(paragraph, block.id, first._r, *made)
    paragraph.add_run(f": {block.caption}")


def _figure(writer: Writer, block: Figure) -> None:
    caption(writer, "Figure", block)
    if block.plot:
        from common.documents.word import charts  # with the library of spreadsheets, which few reports need

        charts.draw(writer, block)
    else:
        pictures.draw(writer, block)
    _note(writer, block.source)


def _table(writer: Writer, block: TableBlock) -> None:
    caption(writer, "Table", block)
    tables.draw(writer, block)
    _note(writer, block.note)


def _note(writer: Writer, text: str) -> None:
    writer.paragraph("Source note", text)


def _page_break(writer: Writer, block: PageBreak) -> None:
    writer.word.add_page_break()


_WAYS = {
    Heading: _heading,
    Para: _para,
    List: _list,
    Callout: _callout,
    Headlines: _headlines,
    Figure: _figure,
    TableBlock: _table,
    PageBreak: _page_break,
}
