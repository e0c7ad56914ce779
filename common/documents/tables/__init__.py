"""The tables of a document as data: Excel, OpenDocument and CSV, one table a sheet or file."""

from common.documents.tables import book, csv_zip, ods, xlsx

to_xlsx, to_ods, to_csv, sheets_of = xlsx.render, ods.render, csv_zip.render, book.sheets_of

__all__ = ["sheets_of", "to_csv", "to_ods", "to_xlsx"]
