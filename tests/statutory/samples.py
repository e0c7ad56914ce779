"""The sample form in place of the catalogue."""

import copy
import json
from pathlib import Path

import pytest

from cases.statutory import catalogue

FOLDER = Path(__file__).parent / "definitions"
GOOD = {
    "agency": "Sample Surgery",
    "full_name": "Test Child",
    "first_contact": "2026-01-05",
    "last_contact": "2026-02-01",
    "mode": "found",
    "found_by": "A neighbour",
    "found_at": "2026-02-01T14:30",
    "event_time": "13:05",
    "resuscitation": "yes",
    "services": ["gp", "police"],
    "narrative": "Line one\nline two & <three>",
    "weeks": 39,
    "weight": "3.25",
    "weight_source": "Midwife",
    "people": [{"relation": "Mother", "smokes": "yes", "daily": 5, "since": "2020-01-01"}, {"relation": "Brother"}],
}
"""A complete form, each kind answered."""


def raw(version: str = "2026-1") -> dict:
    """The sample definition as its file says it, to be spoilt."""
    return copy.deepcopy(json.loads((FOLDER / "sample" / f"{version}.json").read_text(encoding="utf-8")))


@pytest.fixture
def sample(monkeypatch):
    """The newest version of the sample form, in a catalogue that holds nothing else."""
    monkeypatch.setattr(catalogue, "FOLDER", FOLDER)
    catalogue.forms.cache_clear()
    yield catalogue.definition("sample", "2026-1")
    catalogue.forms.cache_clear()
