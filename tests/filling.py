"""Reads the forms of a page as a browser does, fills what is empty, and tells which rows a post changed."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.html
from django.apps import apps
from django.db import connection

TYPED = {"email": "invented@example.org", "number": "3", "date": "2026-01-05", "url": "https://example.org"}
NOT_OURS = ("django_session", "audit_", "pg_")
"""Tables that change with any request, or that say what was done rather than what is."""


@dataclass(frozen=True)
class Filled:
    """A form of a page, filled: where it is posted to, under which names, with what."""

    action: str
    names: frozenset[str]
    values: tuple[tuple[str, str], ...]

    def data(self, changes: dict[str, str]) -> dict[str, list[str]]:
        """What a client posts."""
        found: dict[str, list[str]] = {}
        for name, value in self.values:
            found.setdefault(name, []).append(value)
        return {**found, **{name: [value] for name, value in changes.items()}}


def forms(url: str, body: bytes) -> Iterator[Filled]:
    """The posted forms of a page."""
    page = lxml.html.document_fromstring(body)
    for form in page.forms:
        if form.method == "POST":
            yield Filled(urljoin(url, form.action or url), frozenset(form.xpath(".//@name")), tuple(_values(form)))


def _values(form) -> Iterator[tuple[str, str]]:
    grouped: dict[str, list] = {}
    for field in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name] | .//button[@name]"):
        grouped.setdefault(field.get("name"), []).append(field)
    for name, fields in grouped.items():
        if name != "csrfmiddlewaretoken":
            yield from ((name, value) for value in _chosen(name, fields))


def _chosen(name: str, fields: list) -> list[str]:
    first = fields[0]
    if first.tag == "textarea":
        return [first.text or "Invented words."]
    if first.tag == "select":
        options = [one.get("value") or "" for one in first.xpath(".//option[@selected]")]
        return options if any(options) else [one for one in first.xpath(".//option/@value") if one][:1]
    kind = first.get("type", "text")
    if kind in ("radio", "checkbox"):
        checked = [one.get("value", "on") for one in fields if one.get("checked") is not None]
        return checked or [first.get("value", "on")]
    if kind in ("submit", "file", "image") or first.tag == "button":
        return []
    return [first.get("value") or _typed(name, kind)]


def _typed(name: str, kind: str) -> str:
    day = datetime.date(2026, 1, 5)
    for part, value in (("_day", day.day), ("_month", day.month), ("_year", day.year)):
        if name.endswith(part):
            return str(value)
    return TYPED.get(kind, "Invented words.")


class Rows:
    """The rows of every table as they are now, to be held against what they are after a post."""

    def __init__(self) -> None:
        names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        self.tables = sorted(name for name in names if not name.startswith(NOT_OURS))
        self.before = {table: self._read(table) for table in self.tables}

    @staticmethod
    def _read(table: str) -> dict[str, dict]:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t')  # noqa: S608  a table of ours
            rows = [row[0] if isinstance(row[0], dict) else json.loads(row[0]) for row in cursor.fetchall()]
        return {json.dumps(row.get("id", row), sort_keys=True): row for row in rows}

    @staticmethod
    def counts() -> dict[str, int]:
        """How often each table was written to in this transaction."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
            return dict(cursor.fetchall())

    def changes(self, since: dict[str, int]) -> list[tuple[str, str, dict]]:
        """``(table, "new" or "changed" or "gone", its id and what differs)`` of all that was written since."""
        now = self.counts()
        touched = [table for table in self.tables if now.get(table, 0) != since.get(table, 0)]
        return [change for table in touched for change in self._compared(table)]

    def _compared(self, table: str) -> Iterator[tuple[str, str, dict]]:
        before, after = self.before[table], self._read(table)
        for key in before.keys() - after.keys():
            yield table, "gone", before[key]
        for key, row in after.items():
            if key not in before:
                yield table, "new", row
            elif row != before[key]:
                yield (
                    table,
                    "changed",
                    {name: row[name] for name in row if name == "id" or row[name] != before[key][name]},
                )
