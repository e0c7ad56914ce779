"""The database's own disk is full: that is said, nothing is half done, and with room the same form goes through."""

import json
import os
import subprocess
import sys

import pytest

from cdop.embedded.places import ROOT
from tests.integration.infra import support

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder its own disk")]
DISK = "size=500m,mode=0700"


@pytest.fixture
def narrow(var):
    """A folder whose database lies on a small disk of its own."""
    disk = var / "postgres"
    disk.mkdir(parents=True)
    for folder in (var.parent, var):
        folder.chmod(0o755)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", DISK, "tmpfs", disk], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no disk of its own can be mounted here: {done.stderr.strip()}")
    yield var
    assert support.eventually(lambda: not support.processes_of(var))
    subprocess.run(["umount", disk], check=True)


def test_what_finds_no_room_is_refused_whole_and_goes_through_afterwards(narrow):
    command = [sys.executable, "-m", "tests.integration.infra.narrow", str(narrow)]
    done = subprocess.run(command, cwd=ROOT, env=support.environment(narrow), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["before"][0] == 302
    status, said, _ = told["tables"]
    assert (status, "no room left to save anything" in said) == (507, True)
    assert told["tables again"] == [302, 302]
    status, said, _ = told["log"]
    assert status in (503, 507)
    assert "no room left to save anything" in said or "It cannot reach its records" in said
    assert told["log again"] == [302, 302]
    assert (told["faults"], told["verified"]) == ([], 0)
