"""The PDF: tagged for screen readers (PDF/UA-1) and for the archive (PDF/A-2a)."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pikepdf
import typst

from common.documents.checks import DocumentError
from common.documents.model import Document, Heading, TableBlock, leads_on, numbers, shown, to_data
from common.documents.text import FONTS

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
STANDARDS = ["ua-1", "a-2a"]
SCALES = (1.0, 0.92, 0.84, 0.76)
PICTURE_PPI = 144
PAGE, LETTER, BESIDE = 16.2, 0.185, 0.42
"""Centimetres: a page's text, a letter of a table, the room at the sides of a cell."""
LONG_TABLE = 14
"""A table with more rows may be parted by the end of a page."""


def render(document: Document) -> bytes:
    """The file. Raises ``DocumentError`` where the typesetter refuses the document."""
    return _with_row_headers(_set(document, format="pdf", pdf_standards=STANDARDS))


def picture(document: Document) -> bytes:
    """The one page of a document as a PNG."""
    made = _set(document, format="png", ppi=PICTURE_PPI)
    if not isinstance(made, bytes):
        raise DocumentError("A picture is made of one page only.")
    return made


def _set(document: Document, **options):
    try:
        return _compiler(*fitted(document)).compile(**options)
    except (typst.TypstError, RuntimeError) as error:
        raise DocumentError(f"The PDF could not be set: {_reason(error)}") from error


def pages(document: Document, scale: float = 1.0) -> tuple[dict[str, int], int]:
    """The page each heading, figure and table falls on, and how many pages there are; Word's contents use them."""
    found = json.loads(_compiler(document, scale).query("<pages>", field="value", one=True))
    return dict(found["places"]), found["total"]


def fitted(document: Document) -> tuple[Document, float]:
    """The document and a size of type with which it stays within its pages; its last blocks go where none does."""
    if not document.most_pages:
        return document, 1.0
    for scale in SCALES:
        if pages(document, scale)[1] <= document.most_pages:
            return document, scale
    return _shortened(document, SCALES[-1]), SCALES[-1]


def _shortened(document: Document, scale: float) -> Document:
    """As many of the first blocks as fit, found by halving; a heading with nothing under it goes too."""
    fits, too_many = 0, len(document.blocks)
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if pages(_first(document, middle), scale)[1] <= document.most_pages:
            fits = middle
        else:
            too_many = middle
    if not fits:
        raise DocumentError(f"“{document.title}” does not fit on its page.")
    return _first(document, fits)


def _first(document: Document, number: int) -> Document:
    kept = document.blocks[:number]
    return replace(document, blocks=kept[:-1] if isinstance(kept[-1], Heading) else kept)


def _compiler(document: Document, scale: float = 1.0) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
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


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0][:200]


def _with_row_headers(content: bytes) -> bytes:
    """Marks the first cell of each body row as its header: the typesetter knows only the header row."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        _walk(pdf.Root.StructTreeRoot)
        pdf.docinfo  # noqa: B018  read so that the information dictionary is kept as it stands
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)  # so that the same figures always give the same file
    return made.getvalue()


def _walk(element: pikepdf.Object) -> None:
    if element.get("/S") == "/TBody":
        for row in _children(element):
            _mark_first(row)
        return
    for child in _children(element):
        _walk(child)


def _mark_first(row: pikepdf.Object) -> None:
    cells = _children(row)
    if cells:
        cells[0].S = pikepdf.Name.TH
        cells[0].A = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)


def _children(element: pikepdf.Object) -> list:
    kids = element.get("/K")
    if kids is None:
        return []
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
