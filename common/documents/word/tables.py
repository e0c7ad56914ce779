"""Tables in Word: a header row that repeats, rows that stay whole, row headers marked."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from common.documents.model import TableBlock, shown
from common.documents.pdf import LONG_TABLE, widths
from common.documents.word.look import LINE, TINT
from common.documents.word.writer import Writer, element


def draw(writer: Writer, block: TableBlock) -> None:
    """The table, as wide as the text."""
    made = writer.word.add_table(rows=1 + len(block.rows), cols=len(block.header))
    made.autofit = False
    _properties(made, block)
    first, *others = made.rows
    _fill(writer, first, block, block.header, header=True)
    for index, (row, values) in enumerate(zip(others, block.rows, strict=True)):
        _fill(writer, row, block, values, total=block.total and index == len(block.rows) - 1)
    kept = others[:-1] if len(others) <= LONG_TABLE else others[:1]
    for row in (first, *kept):
        _keep_with_next(row)
    _widths(writer, made, block)


def _properties(made, block: TableBlock) -> None:
    properties = made._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(_borders())
    properties.append(_margins())
    properties.append(element("w:tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0",
                              noHBand="0", noVBand="1"))  # fmt: skip
    properties.append(element("w:tblCaption", val=block.caption))
    properties.append(element("w:tblDescription", val=block.note or block.caption))
    _order(properties)


_ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "shd", "tblLayout", "tblCellMar", "tblLook", "tblCaption",
          "tblDescription")  # fmt: skip


def _order(properties) -> None:
    """The schema fixes the order of a table's properties."""
    places = {qn(f"w:{name}"): index for index, name in enumerate(_ORDER)}
    for child in sorted(properties, key=lambda item: places.get(item.tag, 0)):
        properties.append(child)


def _borders():
    borders = element("w:tblBorders")
    for side, size in (("bottom", "4"), ("insideH", "4")):
        borders.append(element(f"w:{side}", val="single", sz=size, space="0", color=LINE))
    return borders


def _margins():
    margins = element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "90"), ("bottom", "50"), ("right", "90")):
        margins.append(element(f"w:{side}", w=width, type="dxa"))
    return margins


def _fill(writer, row, block: TableBlock, values: tuple, *, header: bool = False, total: bool = False) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        paragraph = cell.paragraphs[0]
        writer.dress(paragraph, "Table text")
        run = paragraph.add_run(shown(value))
        run.bold = header or total or column == 0 or None
        if block.is_numeric(column):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if header:
            run.font.color.rgb, run.font.size = RGBColor(255, 255, 255), Pt(9)
        if header or total:
            _shade(cell, writer.look.brand if header else TINT)


def _shade(cell, fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def _keep_with_next(row) -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _widths(writer: Writer, made, block: TableBlock) -> None:
    shares = widths(block)
    for column, share in enumerate(shares):
        width = Emu(int(writer.look.width * share / sum(shares)))
        made.columns[column].width = width
        for row in made._tbl.tr_lst:
            row.tc_lst[column].width = width
