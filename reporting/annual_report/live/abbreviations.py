"""Abbreviations are spelled out where they are first used, whichever part of the report that is. Pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from common.documents.model import Block, Callout, Inline, List, Para, Text

EVERYDAY = {"NHS", "UK"}
"""Everybody knows these; they are listed, and not spelled out in the text."""


def spelled_out(blocks: Iterable[Block], register: Mapping[str, str]) -> list[Block]:
    """The blocks with each abbreviation of ``register`` spelled out at its first use in running text."""
    names = [short for short in register if short not in EVERYDAY]
    if not names:
        return list(blocks)
    speller = _Speller(register, _pattern(names))
    return [mapped(block, speller) for block in blocks]


def _pattern(names: Iterable[str]) -> re.Pattern:
    longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w/&-])(?P<short>{longest_first})(?P<more>s?)(?![\w&/-])")


def mapped(block: Block, way: Callable[[Inline], Inline]) -> Block:
    """The block with every inline part changed by ``way``."""
    if isinstance(block, Para):
        return Para(tuple(way(part) for part in block.parts))
    if isinstance(block, List):
        return replace(block, items=tuple(tuple(way(part) for part in item) for item in block.items))
    if isinstance(block, Callout):
        return replace(block, blocks=tuple(mapped(inner, way) for inner in block.blocks))
    return block


@dataclass
class _Speller:
    """Remembers which were spelled out."""

    register: Mapping[str, str]
    pattern: re.Pattern
    seen: set[str] = field(default_factory=set)

    def __call__(self, part: Inline) -> Inline:
        return Text(self.pattern.sub(self._spell, part.text)) if isinstance(part, Text) else part

    def _spell(self, match: re.Match) -> str:
        short = match["short"]
        if short in self.seen:
            return match[0]
        self.seen.add(short)
        before, after = match.string[: match.start()], match.string[match.end() :]
        bracketed = before.endswith("(") and after.startswith(")")
        if bracketed or after.lstrip().startswith("("):  # the author spelled it out
            return match[0]
        full = self.register[short]
        if not _begins_sentence(before):
            full = _in_sentence(full)
        return f"{full}{match['more']} ({match[0]})"


def _begins_sentence(before: str) -> bool:
    return not before.strip() or before.rstrip().endswith((".", "!", "?", ":"))


def _in_sentence(full: str) -> str:
    """“General practitioner” in the midst of a sentence; names keep their capitals."""
    first, *others = full.split()
    name = not others or not others[0][:1].islower() or others[0] in {"of", "for", "and"}
    return full if name else " ".join([first[:1].lower() + first[1:], *others])
