"""Notes at the end, as Word's own endnotes."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from common.documents.word.writer import Writer, element, run, words

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_FIRST = 1  # 0 and -1 are the separators


def mark(writer: Writer, paragraph, text: str) -> None:
    """Puts the number of a new note here."""
    writer.notes.append(text)
    made = paragraph.add_run()
    made.style = "endnote reference"
    made._r.append(element("w:endnoteReference", id=str(_FIRST + len(writer.notes) - 1)))


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
    return element("w:endnote", element("w:p", run(element(f"w:{kind}"))), type=kind, id=str(number))


def _note(number: int, text: str, style: str):
    properties = element("w:pPr", element("w:pStyle", val=style))
    runs = (run(element("w:endnoteRef")), run(words(f" {text}")))
    return element("w:endnote", element("w:p", properties, *runs), id=str(number))
