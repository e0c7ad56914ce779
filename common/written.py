"""Statements that Django writes once: each call only says of which panel, which year and up to which day.

To write a statement with thirty bands takes Django longer than PostgreSQL takes to answer it. So it is written for a
panel, a year and a day that cannot be, kept, and these three are put in their places each time. All else that such a
statement says is the same for everybody and stands in it as a literal: the driver takes longer to find seven hundred
places and to put the same seven hundred values there than the database to answer.
"""

from collections.abc import Callable, Hashable
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from psycopg.sql import Literal

from common.dates import FinancialYear
from common.replica import read_from

NO_PANEL = UUID(int=0)
NO_YEAR = FinancialYear(1000)
NO_DAY = date(1500, 1, 1)

Write = Callable[..., tuple[str, tuple]]
"""Makes the statement and its values, of a panel's key, a year and a day; what else it is given says which one."""


def answer(write: Write, panel_id: UUID, year: FinancialYear, until: date, *which: Hashable) -> list[tuple]:
    """The rows of the statement for this panel, year and day; ``which``: as few ways to write it as there are pages."""
    statement, values = _written(write, *which)
    with read_from().cursor() as cursor:
        cursor.execute(statement, [_put(value, panel_id, year, until) for value in values])
        return cursor.fetchall()


@cache
def _written(write: Write, *which: Hashable) -> tuple[str, tuple]:
    """With places for what differs from call to call, and only for that."""
    statement, values = write(NO_PANEL, NO_YEAR, NO_DAY, *which)
    said = ["%s" if _differs(value) else _literal(value) for value in values]
    return statement.replace("%%", "%%%%") % tuple(said), tuple(filter(_differs, values))


def _differs(value: Any) -> bool:
    return value == NO_PANEL or isinstance(value, date)


def _literal(value: Any) -> str:
    """As the driver writes it; a per cent sign is doubled, since the statement has places still."""
    return Literal(value).as_string().replace("%", "%%")


def _put(value: Any, panel_id: UUID, year: FinancialYear, until: date) -> Any:
    """The value itself, unless it stands for one of the three."""
    if value == NO_PANEL:
        return panel_id
    if not isinstance(value, date):
        return value
    # the first or last day of a financial year so many years before or after
    return until if value == NO_DAY else value.replace(year=value.year + year.start_year - NO_YEAR.start_year)
