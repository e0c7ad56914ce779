"""The tables of a document as data: Excel, OpenDocument and CSV, one table a sheet or file."""

from common.documents.model import Document
from common.documents.tables import book, csv_zip, ods

to_ods, to_csv, sheets_of = ods.render, csv_zip.render, book.sheets_of


def to_xlsx(document: Document) -> bytes:
    """The workbook; its library is loaded when one is made, since a worker at rest knows this package too."""
    from common.documents.tables import xlsx

    return xlsx.render(document)


__all__ = ["sheets_of", "to_csv", "to_ods", "to_xlsx"]
