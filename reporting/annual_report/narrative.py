"""From what people type to blocks: paragraphs, lists, subheadings. Everything else is taken literally."""

import re
from collections.abc import Iterator

from common.documents.model import Block, Callout, Heading, List, Para, Strong
from common.documents.text import clean, slug
from reporting.annual_report.live.rendering import Writer

_BULLET = re.compile(r"^\s*[-*•–]\s+(?P<words>.+)$")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+(?P<words>.+)$")
_HEADING = re.compile(r"^##\s+(?P<words>.+)$")
_BOX = re.compile(r"^>\s*(?P<words>.*)$")


def blocks(text: str, *, key: str, level: int = 2, writer: Writer | None = None) -> list[Block]:
    """Empty lines part paragraphs; ``-`` begins a bullet, ``1.`` a numbered item, ``##`` a subheading, ``>`` a box.

    ``writer`` puts in what the references in double square brackets stand for.
    """
    writer = writer or Writer({}, "", public=False)
    writer.section = key
    made: list[Block] = []
    for kind, lines in _groups(clean(text)):
        if kind == "heading":
            made += [Heading(level, writer.plain(line), f"{key}-{slug(line)}-{len(made)}") for line in lines]
        elif kind == "box":
            inside = blocks("\n".join(lines), key=key, level=level, writer=writer)
            made += [Callout("", boxable(inside))] if inside else []
        elif kind == "words":
            made.append(Para(writer.inline(" ".join(lines))))
        else:
            made.append(List(tuple(writer.inline(line) for line in lines), ordered=kind == "number"))
    return made


def boxable(made: list[Block]) -> tuple[Para | List, ...]:
    """What a box can hold: paragraphs and lists; a heading becomes a bold line, a box inside it its own lines."""
    found: list[Para | List] = []
    for block in made:
        if isinstance(block, Heading):
            found.append(Para((Strong(block.text),)))
        elif isinstance(block, Callout):
            found += block.blocks
        elif isinstance(block, Para | List):
            found.append(block)
    return tuple(found)


def _groups(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines of one kind that stand together."""
    kind, lines = "", []
    for line in [*text.split("\n"), ""]:
        now, words = _kind(line)
        if now != kind and lines:
            yield kind, lines
            lines = []
        kind = now
        if words or kind == "box":
            lines.append(words)
    if lines:
        yield kind, lines


def _kind(line: str) -> tuple[str, str]:
    for name, pattern in (("heading", _HEADING), ("box", _BOX), ("bullet", _BULLET), ("number", _NUMBER)):
        found = pattern.match(line)
        if found:
            return name, found["words"].strip()
    return ("words", line.strip()) if line.strip() else ("", "")
