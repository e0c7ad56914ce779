"""Rows of one table on their way into the database, by COPY in its text form."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import connection, models
from psycopg import sql

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def text(value: Any) -> str:
    """A value as COPY reads it."""
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    if isinstance(value, str):
        return value.translate(_ESCAPES) if "\\" in value or "\n" in value or "\t" in value else value
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    return str(value)


class Sheet:
    """The rows of one model. Columns that are not named take the model's own defaults."""

    def __init__(self, label: str, *columns: str, times: datetime | None = None) -> None:
        model = apps.get_model(label)
        self.table, self.label = model._meta.db_table, label
        rest = [f for f in model._meta.concrete_fields if f.attname not in columns and not _by_database(f)]
        self.columns = [model._meta.get_field(name).column for name in columns] + [f.column for f in rest]
        self.width = len(columns)
        self.tail = "".join("\t" + text(_default(f, times)) for f in rest) + "\n"
        self.lines: list[str] = []

    def add(self, *values: Any) -> None:
        """One row, in the order of the columns."""
        self.lines.append(
            "\t".join([v if type(v) is str and "\\" not in v and "\n" not in v else text(v) for v in values])
            + self.tail
        )

    def copy(self) -> int:
        """Sends the rows off and forgets them."""
        count = len(self.lines)
        if not count:
            return 0
        names = ", ".join(f'"{column}"' for column in self.columns)
        with connection.cursor() as cursor, cursor.copy(f'COPY "{self.table}" ({names}) FROM STDIN') as sink:
            for start in range(0, count, 2000):
                sink.write("".join(self.lines[start : start + 2000]))
        self.lines = []
        return count


@contextmanager
def without_wall() -> Iterator[None]:
    """The owner of the tables may copy into them meanwhile: rows cannot be copied into what is behind the wall."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relforcerowsecurity")
        tables = [name for (name,) in cursor.fetchall()]
        _alter(cursor, tables, "NO FORCE")
        try:
            yield
        finally:
            _alter(cursor, tables, "FORCE")


def _alter(cursor, tables: list[str], how: str) -> None:
    for table in tables:
        cursor.execute(sql.SQL("ALTER TABLE {} {} ROW LEVEL SECURITY").format(sql.Identifier(table), sql.SQL(how)))


def _by_database(field: models.Field) -> bool:
    return isinstance(field, models.AutoField) or field.generated or field.has_db_default()


def _default(field: models.Field, times: datetime | None) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return times
    if field.primary_key:
        raise ValueError(f"{field} is a key: it has to be given")
    return field.get_default()


def send(sheets: Iterable[Sheet]) -> dict[str, int]:
    """All rows of all sheets, in their order: ``{label: rows}``."""
    return {sheet.label: sheet.copy() for sheet in sheets}
