"""What stands in double square brackets: ``[[reviewed.age.0-27d.percent]]``, ``[[table: reviewed.age]]``. Pure.

A kind may stand before a colon; what follows a bar are words of the author's, such as those printed where a figure
must not be shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

WRITTEN = re.compile(r"\[\[(?P<inner>[^\[\]\n]{1,600})\]\]")
KIND = re.compile(r"^(?P<kind>[a-z]+):\s*(?P<target>.*)$", re.DOTALL)
FIGURE = "figure"
CLAIMS = ("most", "half", "highest", "lowest", "rose", "fell")
POINTERS = {"table": "table-", "chart": "figure-", "section": ""}
OTHERS = ("source", "note", "external")
KINDS = (FIGURE, *CLAIMS, *POINTERS, *OTHERS)


@dataclass(frozen=True)
class Token:
    """One reference as it was typed, with its place in the line."""

    kind: str
    target: str
    words: tuple[str, ...]
    raw: str
    start: int = 0

    @property
    def end(self) -> int:
        """The place behind its last bracket."""
        return self.start + len(self.raw)


def tokens(text: str) -> Iterator[Token]:
    """The references of a text, in order."""
    for match in WRITTEN.finditer(text):
        first, *words = (part.strip() for part in match["inner"].split("|"))
        named = KIND.match(first)
        kind, target = (named["kind"], named["target"].strip()) if named else (FIGURE, first)
        yield Token(kind, target, tuple(word for word in words if word), match[0], match.start())


def pieces(text: str) -> Iterator[str | Token]:
    """The text in order: words, and references among them."""
    at = 0
    for token in tokens(text):
        if token.start > at:
            yield text[at : token.start]
        yield token
        at = token.end
    if at < len(text):
        yield text[at:]


def figure(path: str) -> str:
    """How a figure is typed."""
    return f"[[{path}]]"


def external(number: str, source: str, read_on: str) -> str:
    """How a number of somebody else's is typed, with where it comes from."""
    safe = [re.sub(r"[\[\]|\n]+", " ", part).strip() for part in (number, source, read_on)]
    return f"[[external: {safe[0]} | {safe[1]} | {safe[2]}]]"
