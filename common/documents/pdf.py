"""The PDF: tagged for screen readers (PDF/UA-1) and for the archive (PDF/A-2a)."""

import io
from dataclasses import replace

import pikepdf
import typst

from common.documents.checks import DocumentError
from common.documents.model import Document, Heading
from common.documents.typesetting import compiler, pages

STANDARDS = ["ua-1", "a-2a"]
SCALES = (1.0, 0.92, 0.84, 0.76)
PICTURE_PPI = 144


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
        return compiler(*fitted(document)).compile(**options)
    except (typst.TypstError, RuntimeError) as error:
        raise DocumentError(f"The PDF could not be set: {_reason(error)}") from error


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
