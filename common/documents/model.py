"""The neutral document: blocks and inline parts as plain values, and their way to JSON and back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

Cell = str | int | float
HIDDEN = "[c]"  # stands for a number that is not shown


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Words of weight."""

    text: str


@dataclass(frozen=True)
class Em:
    """Words with emphasis."""

    text: str


@dataclass(frozen=True)
class Xref:
    """A reference to a heading, figure or table by its id; shown as "Table 3" or the heading's words."""

    target: str


@dataclass(frozen=True)
class Note:
    """A footnote."""

    text: str


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere: to an address on the web, or with ``#`` to an item of a list by its id."""

    text: str
    target: str


Inline = Text | Strong | Em | Xref | Note | Link


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 begins a chapter."""

    level: int
    text: str
    id: str


@dataclass(frozen=True)
class Para:
    """A paragraph."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True)
class List:
    """Items with bullets, or with numbers; ``ids`` are the places that links lead to, one for each item."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plot:
    """The numbers of a chart for those who change it in Word: what is not shown is nowhere in it."""

    shape: str  # "bar" or "column"
    names: tuple[str, ...]
    values: tuple[int | None, ...]

    def pairs(self) -> list[tuple[str, int | None]]:
        """What is read off; a hidden row has the sign for it behind its name, and no number."""
        pairs = zip(self.names, self.values, strict=True)
        return [(name if value is not None else f"{name} {HIDDEN}", value) for name, value in pairs]


@dataclass(frozen=True)
class Figure:
    """A chart: drawn as SVG, said in ``alt``, with its source beneath; with ``plot`` Word draws it itself."""

    id: str
    svg: str
    alt: str
    caption: str
    source: str = ""
    plot: Plot | None = None


@dataclass(frozen=True)
class TableBlock:
    """A table with a header row; the first cell of each row is its header. ``total`` marks the last row as a sum."""

    id: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[bool, ...] = ()
    note: str = ""
    total: bool = False
    figures: bool = True  # statistics, which the table formats also carry

    def is_numeric(self, column: int) -> bool:
        """Whether the cells of this column are numbers."""
        return bool(self.numeric) and self.numeric[column]


@dataclass(frozen=True)
class Callout:
    """A box of a few lines that should be read even by those who only leaf through; its title may be empty."""

    title: str
    blocks: tuple[Para | List, ...]


@dataclass(frozen=True)
class Headline:
    """One figure of the headline strip."""

    value: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Headlines:
    """A strip of headline figures under a title."""

    title: str
    items: tuple[Headline, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Para | List | Figure | TableBlock | Callout | Headlines | PageBreak


@dataclass(frozen=True)
class Document:
    """A whole document with its cover."""

    title: str
    subtitle: str
    organisation: str
    edition: str
    date: str  # ISO: the day it was made
    marking: str = ""
    cover: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    language: str = "en-GB"
    leaflet: bool = False  # a page or two without cover and contents: the title stands above the first words
    most_pages: int = 0  # what does not fit is first set smaller, then left out from the end; no limit where it is 0

    def of(self, *kinds: type) -> list:
        """The blocks of these kinds, in order."""
        return [block for block in self.blocks if isinstance(block, kinds)]


_KINDS = {
    kind.__name__: kind
    for kind in (
        Text, Strong, Em, Xref, Note, Link,
        Heading, Para, List, Plot, Figure, TableBlock, Callout, Headline, Headlines, PageBreak, Document,
    )
}  # fmt: skip


def to_data(value: Any) -> Any:
    """Plain lists and dictionaries, fit for JSON; each part carries its ``kind``."""
    if is_dataclass(value):
        return {"kind": type(value).__name__} | {
            part.name: to_data(getattr(value, part.name)) for part in fields(value)
        }
    if isinstance(value, list | tuple):
        return [to_data(item) for item in value]
    return value


def from_data(data: Any) -> Any:
    """What ``to_data`` made, as the same values again."""
    if isinstance(data, list):
        return tuple(from_data(item) for item in data)
    if isinstance(data, dict):
        kind = _KINDS[data["kind"]]
        return kind(**{name: from_data(value) for name, value in data.items() if name != "kind"})
    return data


def numbers(document: Document) -> dict[str, str]:
    """What a reference to each id reads as: ``Figure 2``, ``Table 5``, or the heading's words."""
    found = {block.id: block.text for block in document.of(Heading)}
    for word, kind in (("Figure", Figure), ("Table", TableBlock)):
        found |= {block.id: f"{word} {number}" for number, block in enumerate(document.of(kind), 1)}
    return found


def shown(cell: Cell) -> str:
    """A cell as printed: thousands parted, and one decimal where the number has decimals at all."""
    if isinstance(cell, str):
        return cell
    return f"{cell:,.1f}" if isinstance(cell, float) else f"{cell:,}"


def leads_on(blocks: Sequence[Block], index: int) -> bool:
    """Whether the paragraph at ``index`` introduces a figure or table, and so must not be parted from it."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(blocks[index], Para) and isinstance(following, Figure | TableBlock)


def inlines(blocks: Sequence[Block]) -> Iterator[Inline]:
    """Every inline part, boxes and lists included."""
    for block in blocks:
        if isinstance(block, Para):
            yield from block.parts
        elif isinstance(block, List):
            for item in block.items:
                yield from item
        elif isinstance(block, Callout):
            yield from inlines(block.blocks)


def words(text: str) -> Para:
    """A paragraph of plain words."""
    return Para((Text(text),))


def bullets(*items: str) -> List:
    """A list of plain words."""
    return List(tuple((Text(item),) for item in items))
