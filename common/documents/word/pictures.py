"""Charts in Word: the drawing itself, with a picture for programs that cannot show drawings."""

import io

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from common.documents.drawings import as_png
from common.documents.model import Figure
from common.documents.word.writer import Writer

_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="%s"/>'
    "</a:ext></a:extLst>"
)


def draw(writer: Writer, figure: Figure) -> None:
    """The chart in a paragraph of its own, with its description."""
    paragraph = writer.paragraph("Normal")
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(as_png(figure.svg)), width=writer.look.width)
    named = picture._inline.docPr
    named.set("name", writer.labels[figure.id])
    named.set("descr", figure.alt)
    _drawing(writer, picture, figure)


def _drawing(writer: Writer, picture, figure: Figure) -> None:
    name = PackURI(f"/word/media/{writer.labels[figure.id].lower().replace(' ', '-')}.svg")
    part = Part(name, "image/svg+xml", figure.svg.encode(), writer.word.part.package)
    key = writer.word.part.relate_to(part, _IMAGE)
    blip = picture._inline.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(_EXTENSION % key))
    inner = picture._inline.find(f".//{qn('pic:cNvPr')}")
    inner.set("name", writer.labels[figure.id])
    inner.set("descr", figure.alt)
