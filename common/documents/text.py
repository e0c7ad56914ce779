"""What people type or paste, made fit for every format; and what the fonts cannot print, named."""

import functools
import re
import struct
import unicodedata
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "build" / "fonts"
_BULLETS = "\uf0b7\uf0d8\uf0a7\uf02d\uf0fc\u25aa\u25cf\u25e6"  # private-use bullets that Word pastes, and their kin
_SPACES = {"\u00a0": " ", "\u2028": "\n", "\u2029": "\n\n", "\ufeff": "", "\u00ad": "", "\u200b": "", "\u2060": ""}
_CLEAN = str.maketrans({**dict.fromkeys(_BULLETS, "•"), **_SPACES})


def clean(text: str) -> str:
    """``text`` without control characters, byte-order marks or a word processor's private bullets."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_CLEAN)
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"})


def unprintable(text: str) -> list[str]:
    """The characters that the report's typeface lacks, each once, as they come."""
    known = _known()
    return list(dict.fromkeys(c for c in text if c not in "\n\t" and ord(c) not in known))


def named(characters: list[str]) -> str:
    """Names for an error message: ``🙂 (slightly smiling face)``."""
    return ", ".join(f"{c} ({unicodedata.name(c, 'character without a name').lower()})" for c in characters)


@functools.cache
def _known() -> frozenset[int]:
    """The characters of the regular face; the bold and italic ones hold the same set."""
    return frozenset(_covered((FONTS / "Arimo_400Regular.ttf").read_bytes()))


def _covered(font: bytes) -> set[int]:
    start = _table(font, b"cmap")
    found: set[int] = set()
    for index in range(struct.unpack_from(">H", font, start + 2)[0]):
        offset = start + struct.unpack_from(">HHI", font, start + 4 + 8 * index)[2]
        kind = struct.unpack_from(">H", font, offset)[0]
        if kind == 4:
            found |= _segments(font, offset)
        elif kind == 12:
            found |= _groups(font, offset)
    return found


def _table(font: bytes, tag: bytes) -> int:
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if name == tag:
            return offset
    raise ValueError("The font has no table of characters")


def _segments(font: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">H", font, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, offset + 14)
    starts = struct.unpack_from(f">{count}H", font, offset + 16 + 2 * count)
    return {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1) if code != 0xFFFF}


def _groups(font: bytes, offset: int) -> set[int]:
    count = struct.unpack_from(">I", font, offset + 12)[0]
    groups = (struct.unpack_from(">III", font, offset + 16 + 12 * index) for index in range(count))
    return {code for first, last, _ in groups for code in range(first, last + 1)}


def slug(words: str) -> str:
    """An id made of ``words``."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "part"
