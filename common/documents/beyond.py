"""What a file says beyond the document that it was made from. Pure."""

import re
from collections.abc import Iterator, Sequence

from common.documents.checks import all_words
from common.documents.model import (
    Document,
    Figure,
    Heading,
    Headlines,
    List,
    Note,
    TableBlock,
    inlines,
    numbers,
    shown,
)
from common.documents.readback import Readback, drawn
from common.documents.tables.book import COVERED, SHORTHAND

_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def said(document: Document, read: Readback, heads: Sequence[str] = ()) -> list[str]:
    """Everything that should not be in the file, in words; nothing where it says what the document says.

    ``heads`` are the words that a template has on every page.
    """
    known, found = allowed(document) | set(_numbers(heads)), []
    for number in dict.fromkeys(_numbers(_without_pages(document, read))):
        if number not in known:
            found.append(f"the number {number} is in none of the figures and texts of this edition")
    found += [f"a row of “{row[0]}” is not the one of this edition" for row in _strange(document, read.rows)]
    found += [f"the words “{words}” are not in this edition" for words in _strange_words(document, read, heads)]
    names = {name for name in read.authors if name.strip() and name.strip() != document.organisation}
    found += ["it names a person or program as its author"] if names else []
    plots = sum(bool(figure.plot) for figure in document.of(Figure))
    found += ["it has other workbooks than those of its charts"] if read.books not in (0, plots) else []
    found += [f"{what} was left in it" for what in dict.fromkeys(read.left_in)]
    return found


def allowed(document: Document) -> set[str]:
    """Every number that the document says, and the numbers of its own parts."""
    words = [*all_words(document), *numbers(document).values(), SHORTHAND, *_told(document)]
    for block in document.blocks:
        if isinstance(block, TableBlock):
            words += [str(cell) for row in block.rows for cell in row]
    places = [str(number) for number in range(1, 1 + _longest(document))]
    return set(_numbers([*words, *places, "1.3 95"]))


def _longest(document: Document) -> int:
    """Lists and notes are numbered by whoever draws them."""
    notes = sum(isinstance(part, Note) for part in inlines(document.blocks))
    return max([notes, *(len(block.items) for block in document.of(List) if block.ordered)], default=0)


def _numbers(texts) -> Iterator[str]:
    for text in texts:
        for match in NUMBER.finditer(str(text)):
            yield _same(match[0])


def _same(number: str) -> str:
    whole = number.replace(",", "")
    return f"{float(whole):g}" if "." in whole else whole.lstrip("0") or "0"


def _without_pages(document: Document, read: Readback) -> list[str]:
    """The words without the page numbers in the list of contents, wherever that stands."""
    labels = numbers(document)
    entries = [block.text for block in document.of(Heading)]
    entries += [f"{labels[block.id]}: {block.caption}" for block in document.of(Figure, TableBlock)]
    return (
        [*read.words, *(_without(entries, line) for line in read.contents)]
        if read.contents
        else [_without(entries, text) for text in read.words]
    )


def _without(entries: list[str], text: str) -> str:
    flat = " ".join(text.split())
    for entry in entries:
        flat = re.sub(rf"({re.escape(' '.join(entry.split()))})[ .]*\d{{1,3}}(?![\d,.%])", r"\1 ", flat)
    return flat


def _strange(document: Document, rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Rows that have the label of a row of the document, its width, and other numbers."""
    known: dict[tuple[str, int], set[tuple[str, ...]]] = {}
    for table in document.of(TableBlock):
        for row in table.rows:
            known.setdefault((_cell(row[0]), len(row)), set()).add(plain_row(row))
    for name, value in (pair for figure in document.of(Figure) if figure.plot for pair in figure.plot.pairs()):
        own = (name,) if value is None else (name, str(value))
        known.setdefault((_cell(name), len(own)), set()).add(plain_row(own))
    return [row for row in rows if len(row) > 1 and not _known(known, plain_row(row))]


def _known(known: dict, row: tuple[str, ...]) -> bool:
    """A row of the document, or one without numbers: headings, lists of tables."""
    own = known.get((row[0], len(row)))
    return row in own if own else not any(_FIGURE.fullmatch(cell) for cell in row[1:])


def plain_row(row: tuple) -> tuple[str, ...]:
    """A row as it can be held against that of another format."""
    return tuple(_cell(cell) for cell in row)


def _cell(cell) -> str:
    text = " ".join(str(cell if isinstance(cell, int | float) else shown(cell)).split()).removeprefix("'")
    if _FIGURE.fullmatch(text):
        return f"{round(float(text.replace(',', '')), 1):g}"
    return "–" if text in ("[z]", "–", "") else text


GLUE = (
    "Skip to the report", "Back to where note", "stands", "Contents", "Figures", "Tables", "Figure", "Table", "Notes",
    "Note", "Page", "About these tables", "What it shows", "File", "tables", SHORTHAND, COVERED,
)  # fmt: skip
"""What renderers add to every document."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def _strange_words(document: Document, read: Readback, heads: Sequence[str]) -> list[str]:
    """Words that are left when everything that the document says is taken out; a PDF breaks its lines anywhere."""
    labels = numbers(document)
    pieces = [*GLUE, *heads, *labels.values(), *all_words(document), *_told(document), document.language]
    known = sorted({_squeezed(piece) for piece in pieces} - {""}, key=len, reverse=True)
    whole = "\n".join(known)
    return [kept for text in dict.fromkeys(read.words) if (kept := _left(_squeezed(text), known, whole))][:5]


def _left(text: str, known: list[str], whole: str) -> str:
    if text in whole:
        return ""
    for piece in known:
        if len(piece) > 2:
            text = text.replace(piece, " ")
    found = _WORD.search(text)
    return found[0] if found else ""


def _squeezed(text: str) -> str:
    return "".join(str(text).split())


def _told(document: Document) -> list[str]:
    """What is not among all words: drawings, details and titles of strips."""
    told = []
    for block in document.blocks:
        told += drawn(block.svg) if isinstance(block, Figure) else []
        if isinstance(block, Headlines):
            told += [block.title, *(word for item in block.items for word in (item.value, item.label, item.detail))]
    return told
