"""Documents written from the code say what the code says."""

from pathlib import Path

import pytest

from accounts.roles import PURPOSES, Role
from cdop.docs import WRITERS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", WRITERS)
def test_the_document_is_what_the_code_writes(path):
    written = (ROOT / path).read_text(encoding="utf-8")
    assert written == WRITERS[path](), f"{path} is out of date: python manage.py write_docs"


def test_every_role_has_its_purpose():
    assert set(PURPOSES) == set(Role)
    assert all(PURPOSES[role].strip().endswith(".") for role in Role)
