"""The PDF: tagged for screen readers (PDF/UA-1) and for the archive (PDF/A-2a)."""

import io
import json
from pathlib import Path

import pikepdf
import typst

from common.documents.checks import DocumentError
from common.documents.model import Document, TableBlock, leads_on, numbers, shown, to_data
from common.documents.text import FONTS

TEMPLATE = Path(__file__).parent / "typst" / "report.typ"
STANDARDS = ["ua-1", "a-2a"]


def render(document: Document) -> bytes:
    """The file. Raises ``DocumentError`` where the typesetter refuses the document."""
    try:
        made = _compiler(document).compile(format="pdf", pdf_standards=STANDARDS)
    except (typst.TypstError, RuntimeError) as error:
        raise DocumentError(f"The PDF could not be set: {_reason(error)}") from error
    return _with_row_headers(made)


def pages(document: Document) -> tuple[dict[str, int], int]:
    """The page each heading, figure and table falls on, and how many pages there are; Word's contents use them."""
    found = json.loads(_compiler(document).query("<pages>", field="value", one=True))
    return dict(found["places"]), found["total"]


def _compiler(document: Document) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(_data(document))},
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
    return data


def widths(table: TableBlock) -> list[float]:
    """A share for each column: narrow for numbers, by the length of the words for the rest."""
    return [_share(table, column) for column in range(len(table.header))]


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
