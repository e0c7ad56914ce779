"""Three-way merge of answers: from the version somebody began with, theirs and ours. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cases.statutory.definition import Answers

ABSENT = None
"""An answer that is taken away is the same as one never given."""


@dataclass(frozen=True)
class Clash:
    """One answer that both changed, differently."""

    key: str
    mine: Any
    theirs: Any


@dataclass(frozen=True)
class Merge:
    """What can be saved at once, and what has to be asked."""

    answers: Answers
    changed: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = ()
    theirs: tuple[str, ...] = field(default=())


def base_of(saved: Answers, changes: Iterable[tuple[int, Answers]], version: int) -> Answers:
    """The answers as they were at ``version``: ``changes`` are ``(version made, what stood there before)``."""
    found = dict(saved)
    for made, before in sorted(changes, key=lambda change: change[0], reverse=True):
        if made > version:
            found = _with(found, before)
    return found


def base_known(changes: Iterable[tuple[int, Answers]], version: int, current: int) -> bool:
    """Whether each step from ``version`` to ``current`` left its trace; sending and reopening a form leave none."""
    return set(range(version + 1, current + 1)) <= {made for made, _ in changes}


def _with(answers: Answers, values: Answers) -> Answers:
    merged = {**answers, **values}
    return {key: value for key, value in merged.items() if value is not ABSENT}


def merge(base: Answers, saved: Answers, mine: Answers) -> Merge:
    """Puts ``mine`` (the answers of one page; ``None`` is an empty one) onto ``saved``, both begun from ``base``."""
    wanted, clashes, theirs = {}, [], []
    for key, value in mine.items():
        before, now = base.get(key), saved.get(key)
        if now != before:
            theirs.append(key)
        if value in (before, now):
            continue
        if now == before:
            wanted[key] = value
        else:
            clashes.append(Clash(key, value, now))
    return Merge(_with(saved, wanted), tuple(wanted), tuple(clashes), tuple(theirs))


def before(saved: Answers, changed: Iterable[str]) -> Answers:
    """What stood where something is about to be changed, to find the way back to an earlier version."""
    return {key: saved.get(key) for key in changed}
