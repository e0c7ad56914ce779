"""What every row that people edit has in common. No tables here."""

import uuid

from django.db import models

from common.errors import Stale


class BaseModel(models.Model):
    """A random key, two times, and a version that makes a clash of two editors visible."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def save_version(row: BaseModel, *, version: int, **values) -> None:
    """Writes ``values`` to ``row`` if it still has ``version``, and raises ``Stale`` otherwise.

    ``Stale.differences`` names each field that now differs from what was to be written.
    """
    for name, value in values.items():
        setattr(row, name, value)
    row.version = version + 1
    row.updated_at = row._meta.get_field("updated_at").pre_save(row, add=False)
    changed = {name: getattr(row, name) for name in values}
    updated = (
        type(row)
        ._base_manager.filter(pk=row.pk, version=version)
        .update(**changed, version=row.version, updated_at=row.updated_at)
    )
    if not updated:
        raise Stale(_differences(row, values))


def _differences(row: BaseModel, values: dict) -> list[tuple[str, str, str]]:
    saved = type(row)._base_manager.get(pk=row.pk)
    found = []
    for name, wanted in values.items():
        now = getattr(saved, name)
        if now != wanted:
            found.append((_label(row, name), _shown(wanted), _shown(now)))
    return found


def _label(row: models.Model, name: str) -> str:
    label = str(row._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _shown(value: object) -> str:
    return "" if value is None else str(value)
