"""The judge of the harness of kills (``make chaos``) tells what is lost, there twice, or there unasked."""

import uuid
from collections import Counter
from types import SimpleNamespace

import pytest

from chaos import proof
from chaos.__main__ import _tell
from chaos.ledger import Ledger


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


@pytest.mark.parametrize(
    ("acknowledged", "faults", "status"),
    [(True, [], 0), (True, ["1 notes acknowledged and lost"], 1), (False, [], 1)],
)
def test_a_loss_or_a_day_on_which_nothing_was_done_fails_the_run(monkeypatch, acknowledged, faults, status):
    monkeypatch.setattr(proof, "left_to_do", lambda: 0)
    monkeypatch.setattr(proof, "findings", lambda *_: faults)
    ledger = Ledger()
    ledger.begin("note", uuid.uuid4()).acknowledged = acknowledged
    people = SimpleNamespace(longest=0.0, answers=Counter(), office=SimpleNamespace(trail=0))
    assert _tell(None, ledger, SimpleNamespace(came=Counter()), people) == status
