"""A report as plain text, read into lines that know their chapter and heading."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BULLET = re.compile(r"^\s*(?:[-•*–]|\d+[.)])\s+")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"(])")
CONTENTS = re.compile(r"(\t|\.{3,}|\s{3,})\s*\d+\s*$")
REFERENCES = re.compile(r"^\W*references\W*$", re.IGNORECASE)
PERCENT = re.compile(r"(?P<p>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per cent\b)")
LONGEST_HEADING = 90


@dataclass(frozen=True)
class Line:
    """One line with the chapter (a line in capitals) and the heading that it stands under."""

    number: int
    text: str
    chapter: str = ""
    heading: str = ""

    @property
    def is_chapter(self) -> bool:
        """Whether it is the heading of a chapter itself."""
        return bool(self.text.strip()) and self.text.strip() == self.chapter

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.is_chapter or (bool(self.text.strip()) and self.text.strip() == self.heading)

    @property
    def sentences(self) -> list[str]:
        """The line's sentences, without the bullet before it."""
        return SENTENCE.split(BULLET.sub("", self.text).strip())


@dataclass(frozen=True)
class Text:
    """The lines of a report, its list of references apart."""

    lines: tuple[Line, ...]
    references: tuple[Line, ...]

    @property
    def prose(self) -> Iterator[Line]:
        """The lines that are neither empty nor a heading."""
        return (line for line in self.lines if line.text.strip() and not line.is_heading)

    @property
    def whole(self) -> str:
        """The text without its references."""
        return "\n".join(line.text for line in self.lines)


def read(text: str) -> Text:
    """Reads plain text; contents pages are left out, since they only repeat headings."""
    lines, chapter, heading = [], "", ""
    given = text.splitlines()
    start = _first_reference(given)
    for number, words in enumerate(given, 1):
        bare = words.strip().strip("*").strip()
        if CONTENTS.search(words.rstrip()) and "|" not in words and len(bare) < LONGEST_HEADING:
            continue
        if _capitals(bare):
            chapter, heading = words.strip(), ""
        elif _looks_like_heading(given, number - 1):
            heading = words.strip()
        lines.append(Line(number, words, chapter, heading))
    body = tuple(line for line in lines if line.number < start)
    return Text(body, tuple(line for line in lines if line.number > start))


def _first_reference(given: list[str]) -> int:
    """The number of the last line that says “References” alone; past the end where there is none."""
    found = [number for number, words in enumerate(given, 1) if REFERENCES.match(words)]
    return found[-1] if found else len(given) + 1


def _capitals(bare: str) -> bool:
    letters = [letter for letter in bare if letter.isalpha()]
    return len(letters) > 5 and len(bare) < LONGEST_HEADING and all(letter.isupper() for letter in letters)


def _looks_like_heading(given: list[str], at: int) -> bool:
    """A short line without a full stop, with an empty line before and after it."""
    words = given[at].strip()
    alone = all(not given[n].strip() for n in (at - 1, at + 1) if 0 <= n < len(given))
    wordy = words[:1].isalpha() and not words.endswith((".", ":", ",", ";")) and "%" not in words
    return 0 < len(words) < LONGEST_HEADING and alone and wordy and len(given) > 1
