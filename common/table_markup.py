"""Headings and cells of a table. No template draws them: a table has hundreds, and each costs more than its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from common.components import Cell, Column, Table

COLUMN = '<th scope="col" role="columnheader" class="govuk-table__header{}"{}>{}</th>'
COLUMN_NUMERIC = " govuk-table__header--numeric"
SORT = (
    '<a class="govuk-link govuk-link--no-visited-state app-sort" href="{}">{}{}'
    '<span class="govuk-visually-hidden">{}</span></a>'
)
ARROW = '&nbsp;<span class="app-sort__arrow" aria-hidden="true">{}</span>'
HEAD = '<th scope="row" role="rowheader" class="govuk-table__header" data-label="{}"><span>'
CELL = '<td role="cell" class="govuk-table__cell{}" data-label="{}"><span>'
HEAD_END, CELL_END = (format_html("</span></{}>", name) for name in ("th", "td"))
NUMERIC = " govuk-table__cell--numeric"
LINK = '<a class="govuk-link govuk-link--no-visited-state" href="{}">{}</a>'
ROW = '<tr class="govuk-table__row{}" role="row">{}</tr>'
TOTAL = " app-table__total"
TAG = '<strong class="govuk-tag govuk-tag--{}">{}</strong>'
NOTE = '<span class="app-cell__note">{}</span>'
SPACE = conditional_escape(" ")


@dataclass(frozen=True)
class Sorting:
    """A column that can be sorted by: where that leads, and how it stands now, if it is the one."""

    url: str
    state: str


ARROWS = {"ascending": "▲", "descending": "▼"}
TURNS = {
    "": ", sort ascending",
    "ascending": ", sorted ascending, sort descending",
    "descending": ", sorted descending, sort ascending",
}


def heads(columns: Iterable[Column], sorting: Iterable[Sorting | None]) -> SafeString:
    """The headings of the columns, those that sort with their links."""
    drawn = (
        (COLUMN_NUMERIC if column.numeric else "", _state(sort), _heading(column, sort))
        for column, sort in zip(columns, sorting, strict=True)
    )
    return format_html_join("\n", COLUMN, drawn)


def _state(sort: Sorting | None) -> SafeString | str:
    return format_html(' aria-sort="{}"', sort.state) if sort and sort.state else ""


def _heading(column: Column, sort: Sorting | None) -> SafeString | str:
    if sort is None:
        return column.label
    arrow = format_html(ARROW, ARROWS[sort.state]) if sort.state else ""
    return format_html(SORT, sort.url, column.label, arrow, TURNS[sort.state])


def body(table: Table) -> SafeString:
    """The rows of the table, the last one marked where it is the total."""
    heads_of = [format_html(HEAD, column.label) for column in table.columns]
    cells_of = [format_html(CELL, NUMERIC if column.numeric else "", column.label) for column in table.columns]
    rows = [reduce(add, _row(cells, heads_of, cells_of)) for cells in table.rows]
    last = len(rows) - 1 if table.total else None
    return format_html_join("\n", ROW, ((TOTAL if number == last else "", row) for number, row in enumerate(rows)))


def _row(cells: Sequence, heads_of: list[SafeString], cells_of: list[SafeString]) -> list[SafeString]:
    marked = [isinstance(cell, Cell) and cell.header for cell in cells]
    if True not in marked:
        marked = [index == 0 for index in range(len(cells))]
    return [
        head + _inside(cell) + HEAD_END if is_head else begin + _inside(cell) + CELL_END
        for cell, is_head, head, begin in zip(cells, marked, heads_of, cells_of, strict=True)
    ]


def _inside(cell: Cell | object) -> SafeString:
    if not isinstance(cell, Cell):
        return conditional_escape(localize(cell))
    value = localize(cell.value)
    words = format_html(LINK, cell.url, value) if cell.url else conditional_escape(value)
    if not cell.tags and not cell.note:
        return words
    for one in cell.tags:
        words += SPACE + format_html(TAG, one.colour, one.label)
    return words + SPACE + format_html(NOTE, cell.note) if cell.note else words
