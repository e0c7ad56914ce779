"""What every block writer is given: the file, the document, running numbers."""

import itertools
from dataclasses import dataclass, field

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

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

    def __post_init__(self) -> None:
        self.labels = numbers(self.document)
        marked = [block.id for block in self.document.of(Heading, Figure, TableBlock)]
        marked += [name for block in self.document.of(List) for name in block.ids]
        self.bookmarks = {name: f"_Ref{100000 + n}" for n, name in enumerate(marked)}
        self.counter = itertools.count(1)

    def paragraph(self, style: str, text: str = ""):
        """A new paragraph at the end."""
        made = self.word.add_paragraph(text)
        self.dress(made, style)
        return made

    def dress(self, paragraph, style: str) -> None:
        """Gives a paragraph its style by the style's id: asking by name walks through all styles every time."""
        paragraph._p.style = self.style_id(style)

    def style_id(self, style: str) -> str:
        """By which paragraphs name their style."""
        if style not in self.styles:
            self.styles[style] = self.word.styles[style].style_id
        return self.styles[style]

    def bookmark(self, paragraph, target: str, *runs) -> None:
        """Marks ``runs`` of ``paragraph``, which are its last ones, as the place that ``target`` names."""
        number = str(next(self.counter))
        start = element("w:bookmarkStart", id=number, name=self.bookmarks[target])
        runs[0]._r.addprevious(start)
        runs[-1]._r.addnext(element("w:bookmarkEnd", id=number))


def element(tag: str, **attributes: str):
    """``element("w:shd", fill="EEEEEE")``: an element with attributes of its own namespace."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), value)
    return made
