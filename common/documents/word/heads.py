"""What a template's running heads, numbering and theme may hold: words, page numbers, pictures of the file's own."""

from docx.opc.constants import RELATIONSHIP_TYPE as KIND
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from common.documents.checks import DocumentError
from common.documents.readback import TRACKED
from common.files import pictures
from common.files.kinds import JPEG, PNG, BadFile

FIELDS = {"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT"}
"""Fields that only say where a reader is. Others fetch, ask, calculate, or name people and places."""
DRAWING = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_FETCHES = ("src", "href")

OUTSIDE = (
    "A header or footer has a link, an object or a control inside it. Keep words, page numbers and pictures only, and "
    "try again"
)
FIELD = "A header or footer has a field that the report cannot keep: {}. Replace it with words and try again"
PICTURE = "A picture in a header or footer is neither PNG nor JPEG. Insert it again as one of these"
CHANGES = "A header or footer has tracked changes. Accept or reject them in Word, and try again"


def check(word) -> None:
    """Raises ``DocumentError`` for what a report cannot take over; pictures are drawn anew without their metadata."""
    for relation in list(word.part.rels.values()):
        if relation.reltype in (KIND.HEADER, KIND.FOOTER):
            _head(relation.target_part)
        elif relation.reltype in (KIND.NUMBERING, KIND.THEME):
            _pictures(relation.target_part)
        elif relation.reltype == KIND.STYLES:
            _alone(relation.target_part)


def _alone(part) -> None:
    for key in list(part.rels):
        part.rels.pop(key)


def _head(part) -> None:
    root = part.element
    for drawing in list(root.iter(DRAWING)):
        extension = drawing.getparent()
        extension.getparent().remove(extension)
    for binding in list(root.iter(qn("w:dataBinding"))):
        binding.getparent().remove(binding)
    if any(etree.QName(name).localname in _FETCHES for node in root.iter(etree.Element) for name in node.attrib):
        raise DocumentError(OUTSIDE)
    if TRACKED.search(etree.tostring(root, encoding="unicode")):
        raise DocumentError(CHANGES)
    for code in _codes(root):
        if code not in FIELDS:
            raise DocumentError(FIELD.format(code or "one without a name"))
    _pictures(part)


def _codes(root) -> list[str]:
    """The first word of each field, whether it stands in one piece or in several runs."""
    found, open_ones = [field.get(qn("w:instr"), "") for field in root.iter(qn("w:fldSimple"))], []
    for node in root.iter(qn("w:fldChar"), qn("w:instrText")):
        kind = node.get(qn("w:fldCharType"))
        if kind == "begin":
            open_ones.append([])
        elif kind is None and open_ones:
            open_ones[-1].append(node.text or "")
        elif kind in ("separate", "end") and open_ones and open_ones[-1] is not None:
            found.append("".join(open_ones[-1]))
            open_ones[-1] = None
        if kind == "end" and open_ones:
            open_ones.pop()
    return [" ".join(code.split()).partition(" ")[0].upper()[:40] for code in found]


def _pictures(part) -> None:
    root = part.element if hasattr(part, "element") else parse_xml(part.blob)
    used = {value for node in root.iter(etree.Element) for name, value in node.attrib.items() if _names_part(name)}
    for key, relation in list(part.rels.items()):
        if key not in used:
            part.rels.pop(key)
        elif relation.is_external or relation.reltype != KIND.IMAGE:
            raise DocumentError(OUTSIDE)
        else:
            _drawn_anew(relation.target_part)


def _names_part(name: str) -> bool:
    return name.startswith("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}")


def _drawn_anew(picture) -> None:
    if picture.content_type not in (PNG, JPEG):
        raise DocumentError(PICTURE)
    try:
        picture._blob = pictures.cleaned(picture.blob, picture.content_type)
    except BadFile as error:
        raise DocumentError(PICTURE) from error
