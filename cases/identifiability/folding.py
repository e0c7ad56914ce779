"""The text as the matchers read it: small letters without accents, each with its place in the text as written."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

_LETTERS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_APOSTROPHES = "'’‘`´ʼ＇"
_HYPHENS = "-‐‑‒–—−"
_NOTHING = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BROKEN = re.compile(r"(?<=[a-z])-[ \t]*\n\s*(?=[a-z])")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W\d_]+)*'?")


@dataclass(frozen=True)
class Token:
    """A word: its folded letters without apostrophes, and where it stands in the text as written."""

    word: str
    start: int
    end: int
    capital: bool
    shouted: bool
    first: bool
    """Whether it begins a sentence, where a capital says nothing."""
    possessive: bool = False


def fold(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index of the one it came from."""
    letters, places = [], []
    for index, character in enumerate(text):
        for letter in _folded(character):
            letters.append(letter)
            places.append(index)
    return "".join(letters), places


def plain(text: str) -> str:
    """The folded text alone."""
    return fold(text)[0]


def _folded(character: str) -> str:
    if character in _NOTHING:
        return ""
    if character in _APOSTROPHES:
        return "'"
    if character in _HYPHENS:
        return "-"
    small = character.lower()
    if small in _LETTERS:
        return _LETTERS[small]
    if character != "\n" and character.isspace():
        return " "
    return "".join(part for part in unicodedata.normalize("NFKD", small) if not unicodedata.combining(part))


class Reading:
    """One text, folded once for all matchers."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded, places = fold(text)
        self.folded, self.places = _joined(folded, places)
        self.places.append(len(text))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the text as written."""
        return self.places[start], self.places[end - 1] + 1 if end > start else self.places[start]

    @cached_property
    def tokens(self) -> list[Token]:
        """The words in order."""
        return [self._token(match) for match in _TOKEN.finditer(self.folded)]

    def _token(self, match: re.Match) -> Token:
        raw = match.group(0)
        possessive = raw.endswith(("'s", "s'"))
        word = raw[:-2] if raw.endswith("'s") else raw
        start, end = self.span(match.start(), match.end() - (1 if raw.endswith("'") and not possessive else 0))
        written = self.text[start:end]
        letters = [c for c in written if c.isalpha()]
        return Token(
            word=word.replace("'", ""),
            start=start,
            end=end,
            capital=any(c.isupper() for c in letters),
            shouted=len(letters) > 1 and all(c.isupper() for c in letters[: len(word)]),
            first=self._begins(match.start()),
            possessive=possessive,
        )

    def _begins(self, at: int) -> bool:
        before = self.folded[:at].rstrip(" '\"“”‘’(*•-")
        return not before or before[-1] in ".!?:\n"


def _joined(folded: str, places: list[int]) -> tuple[str, list[int]]:
    """Words that a line break cut in two are whole again."""
    cut = [match.span() for match in _BROKEN.finditer(folded)]
    for start, end in reversed(cut):
        folded = folded[:start] + folded[end:]
        del places[start:end]
    return folded, places
