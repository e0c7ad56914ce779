"""Every part of the running service is killed once while people work: nothing acknowledged is lost or done twice."""

import subprocess
import sys
import uuid
from collections import Counter

import pytest

from cdop.embedded.places import ROOT
from chaos import proof
from chaos.ledger import Ledger

DEEDS = 8


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_parts_are_killed():
    command = [sys.executable, "-m", "chaos", "--kills", str(DEEDS), "--people", "3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    table = done.stdout.split("longest until well, s\n")[1].splitlines()[:DEEDS]
    assert [line.split()[-2] for line in table] == ["1"] * DEEDS
    assert "Everything acknowledged is there, once; the trail holds." in done.stdout


@pytest.mark.parametrize(
    ("acknowledged", "found", "said"),
    [
        (True, 1, []),
        (False, 0, []),  # nobody was told anything: either is right
        (False, 1, []),
        (True, 0, ["1 notes acknowledged and lost"]),
        (True, 2, ["1 notes there twice"]),
        (False, 2, ["1 notes there twice"]),
    ],
)
def test_the_proof_tells_lost_and_doubled(acknowledged, found, said):
    write = Ledger().begin("note", uuid.uuid4())
    write.acknowledged = acknowledged
    assert list(proof._rows("notes", [write], Counter({str(write.key): found}))) == said


def test_the_proof_tells_what_nobody_asked_for():
    assert list(proof._rows("notes", [], Counter(["a stranger"]))) == ["1 notes there, and nobody asked"]
