"""What the database must look like: no missing migration, no data in one, guardian's generic tables empty."""

import io
import re
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def test_no_migration_loads_data():
    for path in ROOT.glob("*/migrations/*.py"):
        assert not re.search(r"RunPython|INSERT INTO (?!audit_|public\.cases_namepart)", path.read_text()), path


@pytest.mark.django_db
def test_generic_grant_tables_are_never_used(manager):
    from guardian.models import GroupObjectPermission, UserObjectPermission

    assert not UserObjectPermission.objects.exists()
    assert not GroupObjectPermission.objects.exists()
