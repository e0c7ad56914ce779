"""Stored files that no row names: a write was undone after its file was there, or a process was killed in between."""

from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone

from audit.recording import record
from cdop.keeping.actions import stored_files

KEPT = timedelta(days=30)
"""Long enough for somebody to find out that rows were lost, and to bring them back from a backup."""


def sweep(*, by) -> int:
    """Deletes those that lay for a month, and says how many in the trail."""
    old = timezone.now() - KEPT
    lying = {name for name in stored_files() if default_storage.get_modified_time(name) < old}
    strays = lying - named() if lying else set()
    if strays:
        record("stray_files_deleted", by=by, subject="cdop.files", details={"files": len(strays)})
    for name in sorted(strays):
        default_storage.delete(name)
    return len(strays)


def named() -> set[str]:
    """What the rows of every table name."""
    columns = [
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]
    return {name for model, column in columns for name in model._base_manager.values_list(column, flat=True)}
