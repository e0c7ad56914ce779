"""Three-way merge of a text: from the version that somebody began with, what is saved now, and theirs. Pure.

Lines first; where both changed the same lines, sentence by sentence. What is left is a clash, in which both wordings
are kept one after the other, so that nobody's words are lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Three = tuple[list[str], list[str], list[str]]
SENTENCES = re.compile(r".+?(?:[.!?][)”\"’]*\s+|$)", re.DOTALL)


@dataclass(frozen=True)
class Clash:
    """One passage that both changed, differently."""

    mine: str
    theirs: str


@dataclass(frozen=True)
class Merge:
    """Both texts together, and the passages that a person has to look at."""

    text: str
    clashes: tuple[Clash, ...] = ()


def merge(base: str, saved: str, mine: str) -> Merge:
    """Puts the changes from ``base`` to ``mine`` onto ``saved``."""
    parts, clashes = [], []
    for before, theirs, ours in _passages(_lines(base), _lines(saved), _lines(mine)):
        text, clash = _decided(before, theirs, ours) or _by_sentence(before, theirs, ours)
        parts.append(text)
        clashes += [clash] if clash else []
    return Merge("".join(parts).strip("\n"), tuple(clashes))


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.replace("\r\n", "\n").split("\n")]


def _decided(before: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> tuple[str, None] | None:
    """The passage where at most one of the two changed it, or both alike."""
    if theirs in (before, ours):
        return "".join(ours), None
    return ("".join(theirs), None) if ours == before else None


def _by_sentence(before: Sequence[str], theirs: Sequence[str], ours: Sequence[str]) -> tuple[str, Clash | None]:
    three = [SENTENCES.findall("".join(one)) for one in (before, theirs, ours)]
    decided = [_decided(*chunk) for chunk in _passages(*three)] if all(three) else [None]
    if None not in decided:
        return "".join(one[0] for one in decided if one), None
    mine, saved = "".join(ours), "".join(theirs)
    return saved + mine, Clash(mine.strip("\n"), saved.strip("\n"))


def _passages(base: list[str], theirs: list[str], ours: list[str]) -> Iterator[Three]:
    """Chunks, each taken apart where all three have as many pieces: neighbours changed by two people do not clash."""
    for chunk in _chunks(base, theirs, ours):
        if len({len(one) for one in chunk}) == 1:
            yield from (([before], [their], [our]) for before, their, our in zip(*chunk, strict=True))
        else:
            yield chunk


def _chunks(base: list[str], theirs: list[str], ours: list[str]) -> Iterator[Three]:
    """Passages in order: alike in all three, and between them what somebody changed."""
    at, at_theirs, at_ours = 0, 0, 0
    for start, size, in_theirs, in_ours in [*_common(base, theirs, ours), (len(base), 0, len(theirs), len(ours))]:
        chunk = base[at:start], theirs[at_theirs:in_theirs], ours[at_ours:in_ours]
        if any(chunk):
            yield chunk
        if size:
            yield (base[start : start + size],) * 3
        at, at_theirs, at_ours = start + size, in_theirs + size, in_ours + size


def _common(base: list[str], theirs: list[str], ours: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Runs of ``base`` that stand in both others: where they begin, how long they are, where they stand there."""
    for one in SequenceMatcher(None, base, theirs, autojunk=False).get_matching_blocks():
        for other in SequenceMatcher(None, base, ours, autojunk=False).get_matching_blocks():
            start, end = max(one.a, other.a), min(one.a + one.size, other.a + other.size)
            if start < end:
                yield start, end - start, one.b + start - one.a, other.b + start - other.a
