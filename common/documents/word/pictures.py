"""Charts in Word: the drawing itself, with a picture for programs that cannot show drawings."""

import io

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.shape import CT_Inline

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
    """The paragraph of the chart. It is placed last of all, since pictures are drawn meanwhile."""
    paragraph = writer.paragraph("Normal")
    paragraph.paragraph_format.keep_with_next = True
    writer.drawings.append((paragraph, figure))


def place(writer: Writer, drawn: list[bytes]) -> None:
    """Puts each picture in its paragraph."""
    for (paragraph, figure), content in zip(writer.drawings, drawn, strict=True):
        label = writer.labels[figure.id]
        key, image = writer.word.part.get_or_add_image(io.BytesIO(content))
        size = image.scaled_dimensions(writer.look.width, None)
        inline = CT_Inline.new_pic_inline(int(label.split()[-1]), key, label, *size)
        for named in (inline.docPr, inline.graphic.graphicData.pic.nvPicPr.cNvPr):
            named.set("name", label)
            named.set("descr", figure.alt)
        _drawing(writer, inline, figure)
        paragraph.add_run()._r.add_drawing(inline)


def _drawing(writer: Writer, inline, figure: Figure) -> None:
    name = PackURI(f"/word/media/{writer.labels[figure.id].lower().replace(' ', '-')}.svg")
    part = Part(name, "image/svg+xml", figure.svg.encode(), writer.word.part.package)
    key = writer.word.part.relate_to(part, _IMAGE)
    inline.find(f".//{qn('a:blip')}").append(parse_xml(_EXTENSION % key))
