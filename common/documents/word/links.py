"""Links: to an address on the web, or to a place in the document."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import RGBColor

from common.documents.model import Link
from common.documents.word.writer import Writer, element


def add(writer: Writer, paragraph, link: Link) -> None:
    """Appends the words as a link, in the colour of links."""
    made = element("w:hyperlink")
    if link.target.startswith("#"):
        made.set(qn("w:anchor"), writer.bookmarks[link.target[1:]])
    else:
        made.set(qn("r:id"), writer.word.part.relate_to(link.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(link.text)
    run.font.underline, run.font.color.rgb = True, RGBColor.from_string(writer.look.brand)
    made.append(run._r)
    paragraph._p.append(made)
