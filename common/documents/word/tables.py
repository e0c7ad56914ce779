"""Tables in Word: a header row that repeats, rows that stay whole, row headers marked."""

from html import escape

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Length

from common.documents.model import TableBlock, shown
from common.documents.typesetting import LONG_TABLE, widths
from common.documents.word.look import LINE, TINT
from common.documents.word.writer import Writer

_TABLE = f"""<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:type="auto" w:w="0"/><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/></w:tblBorders><w:tblLayout w:type="fixed"/>
<w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="90" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>
<w:right w:w="90" w:type="dxa"/></w:tblCellMar>
<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>
<w:tblCaption w:val="{{caption}}"/><w:tblDescription w:val="{{description}}"/></w:tblPr>
<w:tblGrid>{{grid}}</w:tblGrid>{{rows}}</w:tbl>"""
_ROW = "<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{cells}</w:tr>"
_CELL = (
    '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/>{shade}</w:tcPr>'
    '<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{side}</w:pPr><w:r>{look}{words}</w:r></w:p></w:tc>'
)
_WORDS = '<w:t xml:space="preserve">'
_BOLD, _HEADING = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:b/><w:color w:val="FFFFFF"/><w:sz w:val="18"/></w:rPr>'


def draw(writer: Writer, block: TableBlock) -> None:
    """The table, as wide as the text. It is written as text: the library takes long over many cells."""
    sizes = _sizes(writer, block)
    made = _TABLE.format(
        caption=escape(block.caption),
        description=escape(block.note or block.caption),
        grid="".join(f'<w:gridCol w:w="{size}"/>' for size in sizes),
        rows=_rows(writer, block, sizes),
    )
    writer.add(parse_xml(made))


def _sizes(writer: Writer, block: TableBlock) -> list[int]:
    """The widths of the columns in twentieths of a point."""
    shares = widths(block)
    return [Length(int(writer.look.width * share / sum(shares))).twips for share in shares]


def _rows(writer: Writer, block: TableBlock, sizes: list[int]) -> str:
    last = len(block.rows)
    kept = last if last <= LONG_TABLE else 2
    made = [_row(writer, block, block.header, sizes, header=True, kept=kept > 0)]
    for index, values in enumerate(block.rows, 1):
        made.append(_row(writer, block, values, sizes, total=block.total and index == last, kept=index < kept))
    return "".join(made)


def _row(writer: Writer, block: TableBlock, values: tuple, sizes: list[int], *, kept: bool, header=False, total=False):
    fill = writer.look.brand if header else TINT
    same = {
        "shade": f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if header or total else "",
        "style": escape(writer.style_id("Table text")),
        "kept": "<w:keepNext/>" if kept else "",
    }
    cells = [
        _CELL.format(
            **same,
            width=size,
            side='<w:jc w:val="right"/>' if block.is_numeric(column) else "",
            look=_HEADING if header else _BOLD if total or column == 0 else "",
            words=_words(shown(value)),
        )
        for column, (value, size) in enumerate(zip(values, sizes, strict=True))
    ]
    return _ROW.format(header="<w:tblHeader/>" if header else "", cells="".join(cells))


def _words(text: str) -> str:
    """Ends of lines and tabs are elements of their own."""
    safe = escape(text).replace("\n", f"</w:t><w:br/>{_WORDS}").replace("\t", f"</w:t><w:tab/>{_WORDS}")
    return f"{_WORDS}{safe}</w:t>"
