"""Bullets and numbers of lists, for templates whose list styles have none."""

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.parts.numbering import NumberingPart

from common.documents.word.writer import element

LISTS = {"List Bullet": ("bullet", "\u2022"), "List Number": ("decimal", "%1.")}
_INDENT = "360"


def is_given(style) -> bool:
    """Whether paragraphs of this style get a bullet or number."""
    properties = style.element.pPr
    return properties is not None and properties.numPr is not None and properties.numPr.numId is not None


def give(word, style) -> None:
    """Adds a pattern of one level and ties the style to it."""
    kind, text = LISTS[style.name]
    root = _part(word).element
    number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in root.findall(qn("w:abstractNum"))), default=0)
    pattern = element("w:abstractNum", abstractNumId=str(number))
    pattern.append(element("w:multiLevelType", val="singleLevel"))
    pattern.append(_level(kind, text))
    first = root.find(qn("w:num"))
    if first is None:
        root.append(pattern)
    else:
        first.addprevious(pattern)
    own = root.add_num(number)
    style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = own.numId


def _level(kind: str, text: str):
    level = element("w:lvl", ilvl="0")
    inside = (("w:start", "1"), ("w:numFmt", kind), ("w:lvlText", text), ("w:lvlJc", "left"))
    for tag, value in inside:
        level.append(element(tag, val=value))
    properties = element("w:pPr")
    properties.append(element("w:ind", left=_INDENT, hanging=_INDENT))
    level.append(properties)
    return level


def _part(word) -> NumberingPart:
    for relation in word.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relation.target_part
    root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    made = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, root, word.part.package)
    word.part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made
