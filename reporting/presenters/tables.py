"""A protected table as it stands on a page: its rows, base, not known and intervals in words."""

from collections.abc import Callable

from common.components import Cell, Column, Table
from reporting.presenters import grids
from reporting.tables import ProtectedTable, Row

HIDDEN = "[c]"
NONE = "–"


def number(value: int | None) -> str:
    """A count, or the sign of one that is not shown."""
    return HIDDEN if value is None else str(value)


def share(row: Row) -> str:
    """“37%”, or a dash."""
    return NONE if row.percent is None else f"{row.percent}%"


def interval(row: Row) -> str:
    """“26.2% to 49.1%”, or a dash."""
    return NONE if row.low is None else f"{row.low:.1f}% to {row.high:.1f}%"


def base_words(table: ProtectedTable) -> str:
    """“Base 49, not known 1.”"""
    return f"Base {number(table.base)}, not known {number(table.not_known)}."


Address = Callable[[str], str] | None
"""Where the cases of a row are, for a reader who may open them."""


def page_table(table: ProtectedTable, address: Address = None) -> Table:
    """The whole table: with shares and intervals where they mean something, “not known” always a row."""
    if table.grid:
        return grids.page_table(table, _note(table), address)
    rows = [_cells(table, row, address) for row in table.rows]
    if table.shares:
        rows.append(_padded("Not known", table.not_known, address and address("not_known")))
    if table.shares and table.parts and not table.rounded:
        whole = None if table.base is None else table.base + table.not_known
        rows.append(_padded("All", whole, address and address("all")))
    return Table(
        caption=table.title,
        columns=_columns(table),
        rows=rows,
        note=_note(table),
        total=table.shares and table.parts and not table.rounded,
        caption_hidden=True,
    )


def _columns(table: ProtectedTable) -> list[Column]:
    if table.each:
        return [Column("Group"), *(Column(name, numeric=True) for name in (*table.each, *_beside(table)))]
    columns = [Column("Group"), Column("Number", numeric=True)]
    if table.per:
        names = ("Population", f"Rate for each {table.per:,}", "95% interval")
        return [*columns, *(Column(name, numeric=True) for name in names)]
    if table.shares:
        columns += [Column("Share of base", numeric=True), Column("95% interval", numeric=True)]
    return columns


def _beside(table: ProtectedTable) -> list[str]:
    """The share of each row's own base, and the median where the rows have one."""
    return ["Share", "95% interval", *(["Median days"] if _timed(table) else [])]


def _timed(table: ProtectedTable) -> bool:
    return any(row.days is not None for row in table.rows)


def _cells(table: ProtectedTable, row: Row, address: Address) -> list:
    cells = [_label(row.label, row.count, address and address(row.code)), number(row.count)]
    if table.per:
        return [*cells, *rated(row)]
    if table.each:
        days = [NONE if row.days is None else f"{row.days:g}"] if _timed(table) else []
        return [*cells, number(row.population), share(row), interval(row), *days]
    return [*cells, share(row), interval(row)] if table.shares else cells


def rated(row: Row) -> list[str]:
    """Population, rate with its sign, and interval; dashes where none is given."""
    people = NONE if row.population is None else f"{row.population:,}"
    if row.rate is None:
        return [people, NONE, NONE]
    return [people, f"{row.rate:.1f} {row.flag}".rstrip(), f"{row.rate_low:.1f} to {row.rate_high:.1f}"]


def _padded(label: str, count: int | None, url: str | None) -> list:
    return [_label(label, count, url), number(count), "", ""]


def _label(words: str, count: int | None, url: str | None) -> Cell | str:
    """A row's name, which leads to its cases where there are any to see."""
    return Cell(words, url=url, header=True) if url and count else words


def _note(table: ProtectedTable) -> str:
    hidden = f"{HIDDEN} stands for a number that is not shown." if any(row.suppressed for row in table.rows) else ""
    base = base_words(table) if table.shares or table.grid else ""
    parts = (base, table.note, hidden, _quartiles(table), CONFIDENTIAL_ONLY if table.confidential else "")
    return " ".join(part for part in parts if part)


CONFIDENTIAL_ONLY = "In the confidential edition only."


def _quartiles(table: ProtectedTable) -> str:
    middle, low, high = (table.extra.get(f"{name}_days") for name in ("median", "lower_quartile", "upper_quartile"))
    if middle is None:
        return ""
    half = f"; the middle half lay between {low:.0f} and {high:.0f} days" if None not in (low, high) else ""
    return f"Median {middle:.0f} days{half}."
