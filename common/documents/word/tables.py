"""Tables in Word: a header row that repeats, rows that stay whole, row headers marked."""

from docx.oxml.ns import qn
from docx.shared import Emu

from common.documents.model import TableBlock, shown
from common.documents.pdf import LONG_TABLE, widths
from common.documents.word.look import LINE, TINT
from common.documents.word.writer import Writer, element


def draw(writer: Writer, block: TableBlock) -> None:
    """The table, as wide as the text."""
    made = writer.word.add_table(rows=1 + len(block.rows), cols=len(block.header))
    made.autofit = False
    _properties(made, block)
    first, *others = made._tbl.tr_lst
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
    properties = row.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    for column, (cell, value) in enumerate(zip(row.tc_lst, values, strict=True)):
        _write(writer, cell.p_lst[0], shown(value), bold=header or total or column == 0, header=header)
        if block.is_numeric(column):
            cell.p_lst[0].pPr.append(element("w:jc", val="right"))
        if header or total:
            _shade(cell, writer.look.brand if header else TINT)


def _write(writer: Writer, paragraph, words: str, *, bold: bool, header: bool) -> None:
    """Element by element, in the order of the schema: the library looks for the place of each, and cells are many."""
    paragraph.get_or_add_pPr().append(element("w:pStyle", val=writer.style_id("Table text")))
    run = paragraph.add_r()
    if bold:
        dressed = run.get_or_add_rPr()
        dressed.append(element("w:b"))
        if header:
            dressed.extend((element("w:color", val="FFFFFF"), element("w:sz", val="18")))
    run.text = words


def _shade(cell, fill: str) -> None:
    cell.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=fill))


def _keep_with_next(row) -> None:
    for cell in row.tc_lst:
        cell.p_lst[0].pPr.pStyle.addnext(element("w:keepNext"))


def _widths(writer: Writer, made, block: TableBlock) -> None:
    shares = widths(block)
    for column, share in enumerate(shares):
        width = Emu(int(writer.look.width * share / sum(shares)))
        made.columns[column].width = width
        for row in made._tbl.tr_lst:
            row.tc_lst[column].width = width
