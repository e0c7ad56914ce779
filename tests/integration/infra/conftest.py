"""A folder for embedded servers that everybody may pass, as a checkout usually is."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.integration.infra.support import eventually, processes_of


def _folder():
    folder = Path(tempfile.mkdtemp(prefix="cdop-infra-"))
    folder.chmod(0o755)
    yield folder / "var"
    assert eventually(lambda: not processes_of(folder / "var")), processes_of(folder / "var")
    shutil.rmtree(folder)


@pytest.fixture
def var():
    """An empty folder of its own for one test."""
    yield from _folder()


@pytest.fixture(scope="module")
def shared_var():
    """One folder for the tests of a module, where a start from nothing would take long."""
    yield from _folder()
