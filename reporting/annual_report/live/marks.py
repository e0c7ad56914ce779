"""Weight and links in a line: ``**words**``, ``[words](https://…)``. Pure."""

import re
from collections.abc import Iterator

from common.documents.model import Inline, Link, Text

BOLD = re.compile(r"\*\*(?=\S)(?P<words>(?:\[\[[^\[\]\n]*\]\]|[^*\n]|\*(?!\*))+?)(?<=\S)\*\*")
LINK = re.compile(r"\[(?P<words>[^\[\]\n]+)\]\((?P<target>https?://[^\s()<>\"]+)\)")


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """The text in order: words, and whether they are bold."""
    at = 0
    for match in BOLD.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match["words"], True
        at = match.end()
    if at < len(text):
        yield text[at:], False


def links(text: str) -> Iterator[Inline]:
    """Words without references, and the links among them."""
    at = 0
    for match in LINK.finditer(text):
        if match.start() > at:
            yield Text(text[at : match.start()])
        yield Link(match["words"], match["target"])
        at = match.end()
    if at < len(text):
        yield Text(text[at:])
