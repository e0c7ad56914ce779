"""The typesetter with our page: what the PDF, its pictures and the contents of a Word file have in common."""

import json
from pathlib import Path

import typst

from common.documents.fonts import fonts
from common.documents.model import Document, TableBlock, leads_on, numbers, shown, to_data

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
PAGE, LETTER, BESIDE = 16.2, 0.185, 0.42
"""Centimetres: a page's text, a letter of a table, the room at the sides of a cell."""
LONG_TABLE = 14
"""A table with more rows may be parted by the end of a page."""


def pages(document: Document, scale: float = 1.0) -> tuple[dict[str, int], int]:
    """The page each heading, figure and table falls on, and how many pages there are; Word's contents use them."""
    found = json.loads(compiler(document, scale).query("<pages>", field="value", one=True))
    return dict(found["places"]), found["total"]


def compiler(document: Document, scale: float = 1.0) -> typst.Compiler:
    """The typesetter, with the document in hand."""
    return typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=fonts(),
        sys_inputs={"document": json.dumps(_data(document) | {"scale": scale})},
    )


def _data(document: Document) -> dict:
    data = to_data(document) | {"numbers": numbers(document)}
    counts = {"Figure": 0, "TableBlock": 0}
    for index, (block, part) in enumerate(zip(document.blocks, data["blocks"], strict=True)):
        part["sticky"] = leads_on(document.blocks, index)
        if part["kind"] in counts:
            counts[part["kind"]] += 1
            part["number"] = counts[part["kind"]]
        if isinstance(block, TableBlock):
            part["rows"] = [[shown(cell) for cell in row] for row in block.rows]
            part["widths"] = widths(block)
            part["long"] = len(block.rows) > LONG_TABLE
    return data


def widths(table: TableBlock) -> list[float]:
    """A share for each column: narrow for numbers, by the length of the words for the rest; no word is broken."""
    shares = [_share(table, column) for column in range(len(table.header))]
    least = [_longest_word(table, column) for column in range(len(table.header))]
    rest = 1 - sum(least)
    if rest <= 0:
        return least
    spare = [max(0.0, share / sum(shares) - need) for share, need in zip(shares, least, strict=True)]
    if not sum(spare):
        return least
    return [need + rest * more / sum(spare) for need, more in zip(least, spare, strict=True)]


def _longest_word(table: TableBlock, column: int) -> float:
    """The part of the page's width that the longest word of a column needs."""
    cells = [table.header[column], *(shown(row[column]) for row in table.rows)]
    letters = max((len(word) for cell in cells for word in cell.split()), default=1)
    return (LETTER * letters + BESIDE) / PAGE


def _share(table: TableBlock, column: int) -> float:
    heading = table.header[column]
    if table.is_numeric(column):
        return max(1.35, 0.2 * max(len(word) for word in heading.split()))
    longest = max([len(heading), *(len(shown(row[column])) for row in table.rows)])
    return min(max(longest / 7, 2.1), 4.8)
