"""CSV: one file a table in a zip, safe to open in a spreadsheet."""

import csv
import io
import zipfile

from common.documents.model import Cell, Document
from common.documents.tables.book import Sheet, sheets_of
from common.documents.text import slug

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the same figures give the same file
_ACTIVE = ("=", "+", "-", "@", "\t", "\r")


def render(document: Document) -> bytes:
    """The zip: ``contents.csv``, ``about.csv`` and the tables under their numbers."""
    made = io.BytesIO()
    cover, contents, *tables = sheets_of(document)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "about.csv", [("About these tables",), *((line,) for line in cover.lines)])
        names = [_name(sheet) for sheet in tables]
        listing = [(*row, name) for row, name in zip(contents.rows, names, strict=True)]
        _add(archive, "contents.csv", [(*contents.header, "File"), *listing])
        for sheet, name in zip(tables, names, strict=True):
            _add(archive, name, [sheet.header, *sheet.rows])
    return made.getvalue()


def _name(sheet: Sheet) -> str:
    number = sheet.name.split("_")[1]
    return f"table-{int(number):02d}-{slug(sheet.lines[0].partition(': ')[2])[:60].strip('-')}.csv"


def _add(archive: zipfile.ZipFile, name: str, rows: list[tuple[Cell, ...]]) -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows([[safe(cell) for cell in row] for row in rows])
    archive.writestr(zipfile.ZipInfo(name, _MOMENT), "\ufeff" + lines.getvalue(), zipfile.ZIP_DEFLATED)


def safe(cell: Cell) -> Cell:
    """Words that a spreadsheet would take for a formula get an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTIVE) else cell
