"""Loads code lists and figures from CSV files: header checked, added or changed or retired, never deleted."""

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import models


class BadReferenceFile(Exception):
    """The file does not have the columns or values it should; the sentence says which and where."""


@dataclass
class Outcome:
    """What a load did to one list."""

    name: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return f"{self.name}: {len(self.added)} added, {len(self.changed)} changed, {len(self.retired)} retired"


def read(path: Path, columns: dict[str, Callable]) -> list[dict]:
    """Rows of ``path``, each column turned by its function. Raises ``BadReferenceFile`` with file, line and column."""
    with path.open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        if reader.fieldnames is None or set(reader.fieldnames) != set(columns):
            raise BadReferenceFile(f"{path.name}: the columns must be {', '.join(columns)}")
        return [_row(path, reader.line_num, raw, columns) for raw in reader]


def _row(path: Path, line: int, raw: dict, columns: dict[str, Callable]) -> dict:
    row = {}
    for name, convert in columns.items():
        try:
            row[name] = convert(raw[name].strip())
        except (ValueError, ArithmeticError, AttributeError) as error:
            raise BadReferenceFile(f"{path.name}, line {line}, column {name}: cannot use “{raw[name]}”") from error
    return row


def upsert(
    model: type[models.Model], rows: Iterable[dict], *, key: tuple[str, ...], within: models.Q | None = None
) -> Outcome:
    """Makes ``model``'s rows equal ``rows``, matched by ``key``; those no longer listed are retired.

    ``within`` limits what may be retired, so that a panel's own codes stay when the standard list is loaded.
    """
    outcome = Outcome(str(model._meta.verbose_name_plural))
    have = {_key(row, key): row for row in model._base_manager.filter(within or models.Q())}
    for values in rows:
        _put(model, have.pop(tuple(values[k] for k in key), None), values, outcome)
    for row in have.values():
        _retire(row, outcome)
    return outcome


def _key(row: models.Model, key: tuple[str, ...]) -> tuple:
    return tuple(getattr(row, name) for name in key)


def _put(model: type[models.Model], row: models.Model | None, values: dict, outcome: Outcome) -> None:
    if row is None:
        outcome.added.append(str(model._base_manager.create(**values)))
        return
    wanted = {**values, "retired": False}
    if any(getattr(row, name) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()
        outcome.changed.append(str(row))


def _retire(row: models.Model, outcome: Outcome) -> None:
    if not row.retired:
        row.retired = True
        row.save()
        outcome.retired.append(str(row))
