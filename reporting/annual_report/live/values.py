"""The value that a reference to a figure stands for, from the protected tables of one edition. Pure.

``reviewed.age.0-27d.share``: the table, the row, the measure. ``reviewed.age.base`` is of the whole table.
``this_year`` and ``last_year`` name rows of tables by financial year, so that next year's report can keep the words.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reporting.annual_report import sentences

Table = dict
Tables = Mapping[str, Table]
OF_ROW = ("count", "percent", "share", "of", "interval", "rate", "label")
OF_TABLE = ("base", "not_known")
COMPARED = ("count", "percent", "rate")


class NoSuchFigure(Exception):
    """Nothing is called so; the words say what there is."""


class NotShown(Exception):
    """There is such a figure, and this edition does not show it."""


@dataclass(frozen=True)
class Place:
    """Where a value stands: a table, and a row unless the measure is of the whole table."""

    table: Table
    row: dict | None
    measure: str


def value(tables: Tables, year: str, path: str) -> str:
    """The value in words. ``year`` is the report's, as ``2024-25``."""
    return shown(find(tables, year, path))


def find(tables: Tables, year: str, path: str) -> Place:
    """The place of a path; the measure may be left out of a path to a row."""
    table = _table(tables, path)
    rest = path[len(table["key"]) + 1 :]
    if rest in OF_TABLE or rest.endswith("_days"):
        return Place(table, None, rest)
    code, _, measure = rest.rpartition(".")
    if measure not in OF_ROW:
        code, measure = rest, "count"
    row = _row(table, year, code)
    if row is None:
        codes = ", ".join(one["code"] for one in table["rows"][:12])
        raise NoSuchFigure(f"“{table['key']}” has no row “{code}”. Its rows are {codes}.")
    return Place(table, row, measure)


def find_any(tables: Tables, year: str, path: str) -> Place | None:
    """The place of a path; nothing where it leads nowhere."""
    try:
        return find(tables, year, path)
    except NoSuchFigure:
        return None


def row_at(tables: Tables, year: str, path: str) -> tuple[Table, dict]:
    """The row that a claim is about."""
    place = find(tables, year, path)
    if place.row is None:
        raise NoSuchFigure(f"“{path}” is no row of a table.")
    return place.table, place.row


def number_at(tables: Tables, own: str, path: str, year: str) -> float | None:
    """The number of one year, as this report shows it: of its ``own`` year, or in a table by financial year.

    Nothing where the report has no place for it. A year without any record stands in no table.
    """
    table = _table(tables, path)
    if sentences.row_of(table, own) is not None and path in (table["key"], f"{table['key']}.this_year"):
        row = sentences.row_of(table, year)
        return None if row is None or (row["count"] == 0 and year != own) else _number(row, "count")
    table, row, measure = _measured(tables, own, path)
    if sentences.row_of(table, own) is not None:
        raise NoSuchFigure(f"“{path}” is one year of a figure. Type “{table['key']}” for all of its years.")
    return _number(row, measure) if year == own else None


def _measured(tables: Tables, year: str, path: str) -> tuple[Table, dict, str]:
    place = find(tables, year, path)
    if place.row is None or place.measure not in COMPARED:
        raise NoSuchFigure(f"“{path}” is no row of a table with its {', '.join(COMPARED)}.")
    return place.table, place.row, place.measure


def _number(row: dict, measure: str) -> float:
    found = row.get(measure)
    if row["count"] is None or found is None:
        raise NotShown("This edition does not show the number that the claim rests on.")
    return found


def _table(tables: Tables, path: str) -> Table:
    keys = [key for key in tables if path == key or path.startswith(f"{key}.")]
    if not keys:
        raise NoSuchFigure(f"There is no figure “{path}” in this edition.")
    return tables[max(keys, key=len)]


def _row(table: Table, year: str, code: str) -> dict | None:
    if not code and len(table["rows"]) == 1:
        return table["rows"][0]
    named = {"this_year": year, "last_year": _before(year)}.get(code, code)
    return sentences.row_of(table, named)


def _before(year: str) -> str:
    start = int(year[:4]) - 1
    return f"{start}-{(start + 1) % 100:02d}"


def shown(place: Place) -> str:
    """The value as it is printed."""
    made = _of_table(place) if place.row is None else _of_row(place.table, place.row, place.measure)
    if made is None:
        raise NotShown("This edition does not show it: the number is small, hidden, or rests on too few records.")
    return made


def _of_table(place: Place) -> str | None:
    number = place.table.get(place.measure)
    if number is None:
        return None
    return sentences.days(number) if place.measure.endswith("_days") else f"{number:,}"


def _of_row(table: Table, row: dict, measure: str) -> str | None:
    if measure == "label":
        return row["label"]
    number = row["count"]
    if number is None:
        return None
    if measure == "count":
        return f"{number:,}"
    if measure == "rate":
        return None if row.get("rate") is None else f"{row['rate']:.1f}"
    return _of_base(table, row, measure)


def _of_base(table: Table, row: dict, measure: str) -> str | None:
    if table["base"] is None or not table["shares"]:
        return None
    if measure == "of":
        return f"{row['count']:,} of {table['base']:,}"
    if row["percent"] is None:
        return None
    if measure == "percent":
        return f"{row['percent']}%"
    if measure == "share":
        return f"{row['count']:,} of {table['base']:,} ({row['percent']}%)"
    return None if row["low"] is None else f"{sentences.whole(row['low'])}% to {sentences.whole(row['high'])}%"


def measures(table: Table, row: dict) -> Iterator[tuple[str, str]]:
    """Every way to refer to a row that has a value: ``(path, value)``, the fullest first."""
    for measure in ("share", "count", "percent", "of", "interval", "rate"):
        made = _of_row(table, row, measure)
        if made is not None:
            yield f"{table['key']}.{row['code']}.{measure}", made
