"""Notes at the end, as Word's own endnotes."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from common.documents.word.writer import Writer, element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_FIRST = 1  # 0 and -1 are the separators


def mark(writer: Writer, paragraph, text: str) -> None:
    """Puts the number of a new note here."""
    writer.notes.append(text)
    run = paragraph.add_run()
    run.style = "endnote reference"
    run._r.append(element("w:endnoteReference", id=str(_FIRST + len(writer.notes) - 1)))


def attach(writer: Writer) -> None:
    """Adds the part that holds the notes, where there are any."""
    if not writer.notes:
        return
    root = parse_xml(f"<w:endnotes {nsdecls('w')}/>")
    for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(_separator(number, kind))
    for number, text in enumerate(writer.notes, _FIRST):
        root.append(_note(number, text, writer.style_id("endnote text")))
    part = _Xml(PackURI("/word/endnotes.xml"), _TYPE, root, writer.word.part.package)
    writer.word.part.relate_to(part, RELATIONSHIP_TYPE.ENDNOTES)


class _Xml(Part):
    """A part written from its tree."""

    def __init__(self, name, content_type, root, package) -> None:
        super().__init__(name, content_type, None, package)
        self._root = root

    @property
    def blob(self) -> bytes:
        """The tree as a file."""
        from lxml import etree

        return etree.tostring(self._root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _separator(number: int, kind: str):
    made = element("w:endnote", type=kind, id=str(number))
    paragraph, run = element("w:p"), element("w:r")
    run.append(element(f"w:{kind}"))
    paragraph.append(run)
    made.append(paragraph)
    return made


def _note(number: int, text: str, style: str):
    made, paragraph, properties = element("w:endnote", id=str(number)), element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=style))
    paragraph.append(properties)
    for child in (element("w:endnoteRef"), _words(f" {text}")):
        run = element("w:r")
        run.append(child)
        paragraph.append(run)
    made.append(paragraph)
    return made


def _words(text: str):
    made = element("w:t")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made
