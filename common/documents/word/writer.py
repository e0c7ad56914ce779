"""What every block writer is given: the file, the document, running numbers."""

import itertools
from dataclasses import dataclass, field

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from common.documents.model import Document, Figure, Heading, List, TableBlock, numbers
from common.documents.word.look import Look


@dataclass
class Writer:
    """The state of one rendering."""

    word: object
    document: Document
    look: Look = field(default_factory=Look)
    notes: list[str] = field(default_factory=list)
    styles: dict[str, str] = field(default_factory=dict)
    last: Paragraph | None = None
    drawings: list[tuple[Paragraph, Figure]] = field(default_factory=list)  # paragraphs that wait for their picture

    def __post_init__(self) -> None:
        self.labels = numbers(self.document)
        marked = [block.id for block in self.document.of(Heading, Figure, TableBlock)]
        marked += [name for block in self.document.of(List) for name in block.ids]
        self.bookmarks = {name: f"_Ref{100000 + n}" for n, name in enumerate(marked)}
        self.counter = itertools.count(1)

    def paragraph(self, style: str, text: str = ""):
        """A new paragraph at the end. It is made whole: the library would look for the place of each of its parts."""
        dressed = element("w:pPr", element("w:pStyle", val=self.style_id(style)))
        made = self.last = Paragraph(element("w:p", dressed), self.word._body)
        self.add(made._p)
        if text:
            made.add_run(text)
        return made

    def add(self, part) -> None:
        """Puts an element at the end: before the description of the page, which stands last of all."""
        self.word.element.body[-1].addprevious(part)

    def style_id(self, style: str) -> str:
        """By which paragraphs name their style."""
        if style not in self.styles:
            self.styles[style] = self.word.styles[style].style_id
        return self.styles[style]

    def bookmark(self, paragraph, target: str, *runs) -> None:
        """Marks ``runs`` of ``paragraph``, which are its last ones, as the place that ``target`` names."""
        number = str(next(self.counter))
        start = element("w:bookmarkStart", id=number, name=self.bookmarks[target])
        runs[0].addprevious(start)
        runs[-1].addnext(element("w:bookmarkEnd", id=number))


def element(tag: str, *children, **attributes: str):
    """``element("w:shd", fill="EEEEEE")``: an element with attributes of its own namespace, and what is in it."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    made.extend(children)
    return made


def words(text: str, tag: str = "w:t"):
    """Text as a run holds it, with the spaces at its ends."""
    made = element(tag)
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def run(*inside, bold: bool = False):
    """A run of a paragraph."""
    return element("w:r", *([element("w:rPr", element("w:b"))] if bold else []), *inside)
