"""Texts that the panel is to read, and what in them still waits for the manager's decision. Pure."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from cases.identifiability import Hit

_BOUNDARY = re.compile(r"[.!?](?=\s)|\n")
AROUND = 160


@dataclass(frozen=True)
class Passage:
    """One text of a case: where it stands, what to call it, what it says."""

    source: str
    label: str
    text: str

    @property
    def of_form(self) -> bool:
        """Whether it is a chosen answer of a form."""
        return self.source.startswith("answer.")

    @property
    def group(self) -> str:
        """What a decision is kept under; rows of the analysis may change places."""
        return "analysis" if self.source.startswith("analysis.") else self.source


@dataclass(frozen=True)
class Finding:
    """Words of a passage that may say who the child was."""

    passage: Passage
    hit: Hit
    mark: str

    @property
    def words(self) -> str:
        """As they stand in the text."""
        return self.passage.text[self.hit.start : self.hit.end]

    @property
    def before(self) -> str:
        """What stands before them, not too much of it."""
        return _shortened(self.passage.text[: self.hit.start][-AROUND:], self.hit.start > AROUND, at_start=True)

    @property
    def after(self) -> str:
        """What follows."""
        rest = self.passage.text[self.hit.end :]
        return _shortened(rest[:AROUND], len(rest) > AROUND, at_start=False)


def findings(passage: Passage, hits: Iterable[Hit]) -> list[Finding]:
    """The hits of a passage, each with the mark by which a decision about it is known again."""
    return [Finding(passage, hit, _mark(passage, hit)) for hit in hits]


def still_open(found: Iterable[Finding], kept: set[tuple[str, str]]) -> list[Finding]:
    """Those that nobody decided to keep; ``kept`` holds (group, mark)."""
    return [one for one in found if (one.passage.group, one.mark) not in kept]


def replaced(text: str, finding: Finding, words: str) -> str:
    """``text`` with other words in the place of a finding."""
    return text[: finding.hit.start] + words + text[finding.hit.end :]


def mark_of(texts: Iterable[Passage], analysis_version: int | None) -> str:
    """The mark by which a page is known that showed these texts, none more and none less, and this analysis form."""
    shown = sorted(texts, key=lambda text: text.source)
    return _keyed([str(analysis_version), *(part for text in shown for part in (text.source, text.text))])


def _mark(passage: Passage, hit: Hit) -> str:
    """A keyed hash of the words and their sentence: it changes when they do, and gives nothing away."""
    sentence = _sentence(passage.text, hit)
    return _keyed([passage.group, hit.kind, passage.text[hit.start : hit.end], sentence])


def _keyed(parts: Iterable[str]) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()


def _sentence(text: str, hit: Hit) -> str:
    starts = [match.end() for match in _BOUNDARY.finditer(text, 0, hit.start)]
    ends = _BOUNDARY.search(text, hit.end)
    return " ".join(text[starts[-1] if starts else 0 : ends.start() if ends else len(text)].split())


def _shortened(text: str, cut: bool, *, at_start: bool) -> str:
    if not cut:
        return text
    if at_start:
        return "… " + text.split(" ", 1)[-1]
    return text.rsplit(" ", 1)[0] + " …"
