"""The list of what goes wrong in reports names, for each fault, tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FAULTS = 44
ROW = re.compile(r"^\| (?P<number>\d+) \|.*\| (?P<tests>[^|]+) \|$", re.MULTILINE)


def test_every_fault_has_its_tests():
    rows = ROW.findall((ROOT / "docs" / "report-faults.md").read_text(encoding="utf-8"))
    assert [int(number) for number, _ in rows] == list(range(1, FAULTS + 1))
    named = {number: re.findall(r"`([^`]+)`", tests) for number, tests in rows}
    assert all(named.values())
    missing = {path for paths in named.values() for path in paths if not (ROOT / "tests" / path).is_file()}
    assert missing == set()
