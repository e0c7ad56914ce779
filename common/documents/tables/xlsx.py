"""Excel: a named table on each sheet, words always as words, so that nothing typed can turn into a formula."""

import datetime
import io

import xlsxwriter

from common.documents.model import Document
from common.documents.tables.book import MARKS, Sheet, sheets_of


def render(document: Document) -> bytes:
    """The workbook."""
    made = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, options) as book:
        _properties(book, document)
        looks = _looks(book)
        for sheet in sheets_of(document):
            _sheet(book, sheet, looks)
    return made.getvalue()


def _properties(book, document: Document) -> None:
    day = datetime.datetime.combine(datetime.date.fromisoformat(document.date), datetime.time())
    title = f"{document.title}, {document.subtitle}"
    book.set_properties({"title": title, "author": document.organisation, "subject": document.edition, "created": day})


def _looks(book) -> dict:
    face = {"font_name": "Arial", "font_size": 11, "valign": "top"}
    return {
        "title": book.add_format({**face, "bold": True, "font_size": 14, "font_color": "#00586B"}),
        "line": book.add_format(face),
        "text": book.add_format({**face, "text_wrap": True}),
        "right": book.add_format({**face, "align": "right", "num_format": "#,##0.0"}),
        "whole": book.add_format({**face, "align": "right", "num_format": "#,##0"}),
        "head": book.add_format(
            {**face, "bold": True, "text_wrap": True, "bg_color": "#00586B", "font_color": "#FFFFFF"}
        ),
        "link": book.add_format({**face, "font_color": "#00586B", "underline": 1}),
    }


def _sheet(book, sheet: Sheet, looks: dict) -> None:
    page = book.add_worksheet(sheet.name)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    for row, line in enumerate(sheet.lines):
        page.write_string(row, 0, line, looks["title" if row == 0 else "line"])
    if sheet.header:
        _table(page, sheet, looks, len(sheet.lines))
    else:
        page.set_column(0, 0, 90)


def _table(page, sheet: Sheet, looks: dict, top: int) -> None:
    for row, cells in enumerate(sheet.rows, top + 1):
        for column, cell in enumerate(cells):
            _cell(page, row, column, cell, looks)
    for index, target in enumerate(sheet.linked):
        page.write_url(top + 1 + index, 0, f"internal:'{target}'!A1", looks["link"], sheet.rows[index][0])
    bottom = top + max(len(sheet.rows), 1)
    columns = [{"header": words, "header_format": looks["head"]} for words in sheet.header]
    named = {"name": f"data_{sheet.name.lower()}", "columns": columns, "autofilter": False, "style": None}
    page.add_table(top, 0, bottom, len(sheet.header) - 1, named)
    for column in range(len(sheet.header)):
        page.set_column(column, column, _width(sheet, column))


def _cell(page, row: int, column: int, cell, looks: dict) -> None:
    if isinstance(cell, str):
        page.write_string(row, column, cell, looks["right" if cell in MARKS else "text"])
    else:
        page.write_number(row, column, _Exact(cell), looks["right" if isinstance(cell, float) else "whole"])


class _Exact(float):
    """A number that is written as it reads: 66.6, where sixteen digits would make it 66.59999999999999."""

    def __format__(self, form: str) -> str:
        return repr(float(self)).removesuffix(".0")


def _width(sheet: Sheet, column: int) -> float:
    longest = max([len(sheet.header[column]), *(len(str(row[column])) for row in sheet.rows)])
    return min(max(longest * 1.1 + 2, 10), 60)
