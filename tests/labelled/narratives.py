"""Narratives as people write them. ``[[kind|text]]`` marks an identifier; ``{…}`` is filled from a family.

Written before the check was tried on them. The clean ones hold traps: ordinary words that are also names, scores,
doses, growth, months with years, eponyms, headings, and no identifier.
"""

from pathlib import Path


def _parts(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / name).read_text(encoding="utf-8").rstrip("\n").split("\n====\n"))


MARKED = _parts("marked.txt")
CLEAN = _parts("clean.txt")
UNSEEN = _parts("unseen.txt")
"""Written after the check was finished, for families it had not met; nothing was changed to suit them."""
CLEAN_BY_HAND = _parts("clean_by_hand.txt")
BY_HAND = _parts("by_hand.txt")
"""Short passages as sixty-four imagined professionals and relatives write them, in their own spelling. The first
line of each says whose family, who writes, and whether the check was mended by it (open) or it was held back
until after."""
