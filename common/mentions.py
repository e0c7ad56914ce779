"""Finding where somebody is named: in every column of words of the tables that an app lists.

Each app lists its tables as ``PLACES`` in its ``mentions`` module; a test holds the lists against the models.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

APOSTROPHE = "['’]"


@dataclass(frozen=True)
class Place:
    """A table. ``about`` are the paths to the record that a row belongs to, the better one first (``""`` is the row
    itself); a table whose rows belong to no record says by ``panel`` which panel's they are, or is everybody's."""

    table: str
    words: str
    about: tuple[str, ...] = ("case",)
    panel: str = ""


@dataclass(frozen=True)
class Mention:
    """That somebody is named: where, and in which record, if it belongs to one. Never the words themselves."""

    words: str
    record: UUID | None = None
    reference: str = ""


def words_of(sought: str) -> list[str]:
    """What is looked for, word by word; all have to stand in one column, in any order."""
    return re.findall(r"[^\s,;]+", sought)


def mentions(place: Place, sought: str, panel) -> set[Mention]:
    """Where the rows of one table name somebody, within one panel."""
    rows = _naming(apps.get_model(place.table), words_of(sought))
    if not place.about or place.panel:
        ours = rows.filter(**{place.panel: panel.pk}) if place.panel else rows
        return {Mention(place.words)} if ours.exists() else set()
    return {Mention(place.words, key, reference) for key, reference in _records(rows, place.about, panel)}


def _records(rows, about: tuple[str, ...], panel) -> Iterator[tuple[UUID, str]]:
    for path in about:
        start = f"{path}__" if path else ""
        found = rows.filter(**{f"{start}panel": panel.pk})
        yield from found.values_list(f"{start}pk", f"{start}reference").distinct()
        rows = rows.filter(**{f"{path}__isnull": True}) if path else rows.none()


def columns(model: type[models.Model]) -> list[str]:
    """Every column that somebody may have written words into; not those that hold one of a list of values."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [field.name for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices]


def _naming(model: type[models.Model], words: list[str]) -> models.QuerySet:
    patterns = [rf"\m{re.sub(APOSTROPHE, APOSTROPHE, re.escape(word))}\M" for word in words]
    as_text = {f"{name}_as_text": Cast(name, models.TextField()) for name in columns(model)}
    found = Q()
    for name in as_text:
        found |= Q(*((f"{name}__iregex", pattern) for pattern in patterns))
    return model._default_manager.alias(**as_text).filter(found)
