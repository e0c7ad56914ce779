"""The house's direction: imports and foreign keys go one way, and walls hold."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ORDER = ["common", "audit", "accounts", "cases", "panels", "reporting", "cdop"]
ROOT = Path(__file__).parents[2]


def test_import_contracts_hold():
    command = [str(Path(sys.executable).parent / "lint-imports")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def _foreign_keys():
    for model in apps.get_models():
        label = model._meta.app_label
        for field in model._meta.get_fields():
            target = getattr(field, "remote_field", None) and getattr(field, "related_model", None)
            if label in ORDER and field.concrete and target and target._meta.app_label in ORDER:
                yield f"{label}.{model.__name__}.{field.name}", label, target._meta.app_label


@pytest.mark.parametrize(("name", "source", "target"), list(_foreign_keys()))
def test_foreign_keys_point_one_way(name, source, target):
    assert ORDER.index(target) <= ORDER.index(source), name
