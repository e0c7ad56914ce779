"""What is recorded about a case while it is discussed, and how two people's changes to it become one. Pure.

The record is one dictionary: the keys of the analysis form (``cases.analysis.contents``) and those of ``DISCUSSION``.
A page knows what it showed (*base*) and what stands in it now (*mine*); in the meantime somebody else may have saved
(*theirs*). An answer that only one of them changed is taken from that one; rows of a list are compared one by one.
"""

from datetime import date
from typing import Any

from cases.analysis.contents import EMPTY, LABELS

DISCUSSION: dict[str, Any] = {
    "points": "",
    "correction": "",
    "referral": "no",
    "referral_body": "",
    "referral_detail": "",
}
"""What the discussion has beside the analysis form."""

NAMES = {
    **LABELS,
    "points": "Points of the discussion",
    "correction": "Correction of the cause of death",
    "referral": "Whether another body is told",
    "referral_body": "Which body is told",
    "referral_detail": "What it is told",
}
"""How each answer is called."""

KEYS = (*EMPTY, *DISCUSSION)
ROWS = ("factors", "learning_points", "recommendations")
TOGETHER = (
    ("categories", "primary_override", "override_reason"),
    ("modifiability", "inadequate_reason"),
    ("referral", "referral_body", "referral_detail"),
)
"""Answers that mean something only together: they are kept, or not yet kept, as one."""


def plain(record: dict) -> dict:
    """A record that can be written as JSON and compared: one kind of line break, dates as text, rows in one order."""
    return {key: _plain(record[key]) for key in KEYS if key in record}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        named = {key: _plain(part) for key, part in value.items()}
        return {**named, "domain": ""} if named.get("code") else named  # a code brings its own domain
    if isinstance(value, list):
        return sorted((_plain(part) for part in value), key=repr)
    return value


def full(record: dict) -> dict:
    """The other way: dates are dates again."""
    rows = [{**row, "due_on": _day(row["due_on"])} for row in record.get("recommendations", [])]
    return {**record, "recommendations": rows} if "recommendations" in record else dict(record)


def _day(value: str | date | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None


def merge(base: dict, mine: dict, theirs: dict) -> tuple[dict, list[str]]:
    """All three plain. The record with both sides' changes, and the answers that both changed differently.

    Where they differ, what is saved (*theirs*) stays. What ``mine`` does not hold was not changed.
    """
    merged, clashes = dict(theirs), []
    for key in (key for key in KEYS if key in mine):
        value = _one(key, base.get(key), mine[key], theirs[key])
        if value is CLASH:
            clashes.append(key)
        else:
            merged[key] = value
    return merged, clashes


CLASH = object()


def _one(key: str, base: Any, mine: Any, theirs: Any) -> Any:
    if mine in (base, theirs):
        return theirs
    if base == theirs:
        return mine
    return _rows(base, mine, theirs) if key in ROWS and base is not None else CLASH


def _rows(base: list, mine: list, theirs: list) -> Any:
    """Rows that I added, changed or took away, put into what they saved; nothing where both touched the same row."""
    touched = [row for row in base if row not in mine]
    if any(row not in theirs for row in touched):
        return CLASH
    kept = [row for row in theirs if row not in touched]
    added = [row for row in mine if row not in base and row not in kept]
    if {row.get("id") for row in added if row.get("id")} & {row.get("id") for row in kept}:
        return CLASH
    return sorted([*kept, *added], key=repr)


def grown(base: dict, mine: dict, clashes: list[str], left_out: set[str] = frozenset()) -> dict:
    """What the page may take as its base after saving: its own answers, but the old base where nothing was kept."""
    waiting = {*clashes, *left_out}
    return {**base, **{key: value for key, value in mine.items() if key not in waiting}}
