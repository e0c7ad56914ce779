"""Documents as a table."""

from cases.presenters.links import to
from common.components import Cell, Column, Table, Tag
from common.formats import file_size, short_day


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
    url = "" if removed else to("download", case, attachment=document.pk)
    cells = [
        Cell(document.title, url=url, note=source),
        Cell(file_size(document.size)),
        Cell(short_day(document.created_at)),
        Cell(document.by),
        Cell(document.removed_reason, tags=[Tag("Removed", "grey")])
        if removed
        else Cell("", tags=[Tag(document.get_scan_display(), "yellow" if document.scan == "not_scanned" else "green")]),
    ]
    if may_remove:
        link = "" if removed else to("remove_document", case, attachment=document.pk)
        cells.append(Cell("" if removed else f"Remove {document.title}", url=link))
    return cells
