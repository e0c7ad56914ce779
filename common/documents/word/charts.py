"""Charts that can be changed in Word: Word's own drawing, with the numbers that it shows in a workbook behind it.

The library that writes our spreadsheets also writes charts, in the form that Word and Excel share. One workbook is made
with the numbers alone and kept behind the chart; the same with the chart is made for the drawing only.
"""

import datetime
import io
import re
import zipfile

import xlsxwriter
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from common.documents.model import Figure
from common.documents.word.writer import Writer

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_INLINE = """<w:r %s><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>
<wp:docPr id="%d"/><wp:cNvGraphicFramePr/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">
<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="%s"/></a:graphicData>
</a:graphic></wp:inline></w:drawing></w:r>"""
_ONLY_NUMBERS = "".join(
    f'<c:show{what} val="{int(what == "Val")}"/>'
    for what in ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
)
SHEET = "Numbers"
HIGH = 9 / 16
"""Of the width, for every chart: LibreOffice draws charts in this shape, then stretches them, words and all."""
FEW = 6  # rows, whose bars would be thick
FIRST_ID = 5000
"""Of drawings; the pictures of the library count from one."""


def draw(writer: Writer, figure: Figure) -> None:
    """The chart in a paragraph of its own, with its description."""
    number = int(writer.labels[figure.id].split()[-1])
    package = writer.word.part.package
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), _BOOK, _workbook(writer, figure, drawn=False), package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), _CHART, b"", package)
    key = chart.relate_to(book, f"{_KIND}/package")
    chart._blob = _with_data(_drawing(_workbook(writer, figure, drawn=True)), key, writer.document.language)
    width, height = writer.look.width, int(writer.look.width * HIGH)
    shown = writer.word.part.relate_to(chart, f"{_KIND}/chart")
    run = parse_xml(_INLINE % (nsdecls("w", "wp", "a", "r"), width, height, FIRST_ID + number, shown))
    named = run.find(f".//{{{run.nsmap['wp']}}}docPr")
    named.set("name", writer.labels[figure.id])
    named.set("descr", figure.alt)
    paragraph = writer.paragraph("Normal")
    paragraph.paragraph_format.keep_with_next = True
    paragraph._p.append(run)


def _workbook(writer: Writer, figure: Figure, *, drawn: bool) -> bytes:
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        day = datetime.datetime.combine(datetime.date.fromisoformat(writer.document.date), datetime.time())
        book.set_properties({"author": writer.document.organisation, "created": day})
        page = book.add_worksheet(SHEET)
        page.set_column(0, 0, 40)
        page.write_string(0, 1, figure.caption)
        for at, (name, value) in enumerate(figure.plot.pairs(), 1):
            page.write_string(at, 0, name)
            if value is not None:
                page.write_number(at, 1, value)
        if drawn:
            page.insert_chart("D2", _chart(book, writer, figure))
    return made.getvalue()


def _chart(book, writer: Writer, figure: Figure):
    plot, last = figure.plot, len(figure.plot.names)
    face = {"name": writer.look.font or "Arial", "size": 9}
    made = book.add_chart({"type": plot.shape})
    made.add_series(
        {
            "name": [SHEET, 0, 1],
            "categories": [SHEET, 1, 0, last, 0],
            "values": [SHEET, 1, 1, last, 1],
            "fill": {"color": "#12436D"},
            "gap": 60 if last > FEW else 150,
            "data_labels": {"value": True, "font": face, "custom": [_label(value) for value in plot.values]},
        }
    )
    names = {"num_font": face, "major_tick_mark": "none", "minor_tick_mark": "none", "line": {"color": "#0B0C0C"}}
    numbers = {"visible": False, "major_gridlines": {"visible": False}, "min": 0}
    made.set_legend({"none": True})
    made.set_title({"none": True})
    made.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    if plot.shape == "bar":
        made.set_y_axis({**names, "reverse": True})
        made.set_x_axis(numbers)
    else:
        made.set_x_axis(names)
        made.set_y_axis(numbers)
    return made


def _label(value: int | None) -> dict | None:
    """No number at what is hidden: some programs would write a nought."""
    return {"delete": True} if value is None else None


def _drawing(book: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read("xl/charts/chart1.xml").decode()


def _with_data(chart: str, key: str, language: str) -> bytes:
    """Ties the drawing to the workbook behind it; how Excel would print it is left out.

    Programs differ in what a label says where the chart does not say it, so all of it is said.
    """
    chart = chart.replace('<c:showVal val="1"/>', _ONLY_NUMBERS)
    chart = chart.replace('lang="en-US"', f'lang="{language}"')
    chart = re.sub(r"<c:printSettings>.*?</c:printSettings>", "", chart, flags=re.DOTALL)
    tie = f'<c:externalData r:id="{key}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    return chart.replace("</c:chartSpace>", tie).encode()
