"""Documents as a table."""

from cases.presenters.links import to
from common.components import Cell, Column, Table, Tag
from common.formats import file_size, short_day

SCAN_COLOURS = {"not_scanned": "yellow", "waiting": "blue", "clean": "green", "infected": "red"}


def scan_words(documents: list) -> str:
    """What the page says about the virus scan, true of the documents on it."""
    states = {document.scan for document in documents if not document.removed_at}
    if "infected" in states:
        return "The virus scan found something in a document. Nobody can open it; ask the sender for a clean copy."
    if "waiting" in states:
        return "A document waits for the virus scan and can be opened when the scan has found nothing."
    if "not_scanned" in states:
        return "Documents marked “Not scanned for viruses” are opened at your own risk: only on a protected computer."
    return "Each document was scanned for viruses and nothing was found."


def table(case, documents: list, may_remove: bool) -> Table:
    """All documents, those that were removed with the reason."""
    rows = [_row(case, document, may_remove) for document in documents]
    columns = [Column("Document"), Column("Size"), Column("Added"), Column("By"), Column("State")]
    if may_remove:
        columns.append(Column("Remove"))
    return Table("Documents", columns, rows, stack=True, caption_hidden=True)


def _row(case, document, may_remove: bool) -> list[Cell]:
    removed = document.removed_at is not None
    source = f"From {document.request.organisation}" if document.request else ""
    url = "" if removed or document.held else to("download", case, attachment=document.pk)
    cells = [
        Cell(document.title, url=url, note=source),
        Cell(file_size(document.size), note=_about(document)),
        Cell(short_day(document.created_at)),
        Cell(document.sender),
        Cell(document.removed_reason, tags=[Tag("Removed", "grey")])
        if removed
        else Cell("", tags=[Tag(document.get_scan_display(), SCAN_COLOURS[document.scan])]),
    ]
    if may_remove:
        link = "" if removed else to("remove_document", case, attachment=document.pk)
        cells.append(Cell("" if removed else f"Remove {document.title}", url=link))
    return cells


def _about(document) -> str:
    pages = f"{document.pages} page{'' if document.pages == 1 else 's'}" if document.pages else ""
    return pages or ("Picture data such as the place were taken out" if document.cleaned else "")
