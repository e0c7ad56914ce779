"""What changed from one text to another, word by word within the lines that belong together. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(r"\s+|[\w’'-]+|[^\w\s]")
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went."""

    kind: str
    text: str


Line = list[Piece]


def between(before: str, after: str) -> list[Line]:
    """The lines of both texts with what came and what went; lines far from any change are kept, for the reading."""
    old, new = before.split("\n"), after.split("\n")
    lines: list[Line] = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            lines += [[Piece(SAME, line)] for line in old[a:b]]
        else:
            lines += list(_changed(old[a:b], new[c:d]))
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def counted(lines: list[Line]) -> dict[str, int]:
    """How many words came and went."""
    return {
        kind: sum(len(piece.text.split()) for line in lines for piece in line if piece.kind == kind)
        for kind in (ADDED, REMOVED)
    }


def _changed(old: list[str], new: list[str]) -> Iterator[Line]:
    for before, after in zip(old, new, strict=False):
        yield _words(before, after)
    yield from ([Piece(REMOVED, line)] for line in old[len(new) :])
    yield from ([Piece(ADDED, line)] for line in new[len(old) :])


def _words(before: str, after: str) -> Line:
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: Line = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            pieces.append(Piece(SAME, "".join(old[a:b])))
            continue
        pieces += [Piece(REMOVED, "".join(old[a:b]))] if b > a else []
        pieces += [Piece(ADDED, "".join(new[c:d]))] if d > c else []
    return pieces
