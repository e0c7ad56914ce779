"""The percentages of a whole chapter, on the number of deaths that the report says the chapter is about.

Notified and reviewed are two cohorts. A percentage counts as the chapter's own unless its sentence compares it, gives
it in brackets, or says that it belongs to England or another year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from reporting.checking.findings import Finding
from reporting.checking.percentages import fitting, impossible, whole
from reporting.checking.reading import PERCENT, Line, Text

_N = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)"
STATED = {
    "notified": (
        re.compile(rf"\bnotified of {_N} (?:child )?deaths\b", re.IGNORECASE),
        re.compile(rf"\b{_N} (?:child )?deaths (?:were )?notified\b", re.IGNORECASE),
    ),
    "reviewed": (
        re.compile(rf"\breviewed {_N} (?:child )?deaths\b", re.IGNORECASE),
        re.compile(rf"\b{_N} (?:child )?deaths (?:were )?reviewed\b", re.IGNORECASE),
    ),
}
OF_COHORT = re.compile(
    r"\s+of\s+(?:all\s+)?(?:the\s+)?(?P<who>deaths notified|children who died|deaths reviewed)\b", re.IGNORECASE
)
OTHERS = re.compile(
    r"england|national|compared|last year|previous|\bthan\b|ncmd|relative|population|women|births|"
    r"\bin 20\d\d[/-]\d\d?\b",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"^[^,.;]{0,12}(?:england|\(\s*\d|in (?:20)?\d\d/\d\d?\b|increase|decrease|of women|goal)", re.IGNORECASE
)
SENTENCES_APART = re.compile(r"(?<=[.!?\t])\s*(?=[A-Z0-9])")
NEAR = 0.2
"""How far from the stated number another base may lie, as a share of it."""


@dataclass(frozen=True)
class Share:
    """A percentage that a chapter says about its own cohort."""

    line: int
    words: str
    percent: Decimal


def findings(text: Text) -> Iterator[Finding]:
    """Impossible shares, the base that would fit them all, parts that do not add up, headings of the other cohort."""
    for cohort in STATED:
        base = stated(text, cohort)
        shares = list(_shares(text, cohort))
        yield from _sums(shares)
        if base:
            wrong = [found for share in shares for found in impossible(share.line, share.words, share.percent, base)]
            yield from wrong
            yield from _base_that_fits(text, shares, base, wrong, cohort)
    yield from _wrong_headings(text)


def stated(text: Text, cohort: str) -> int | None:
    """How many deaths the report says were notified, or reviewed; nothing where it says two different numbers."""
    said = {whole(match["n"]) for pattern in STATED[cohort] for match in pattern.finditer(text.whole)}
    return said.pop() if len(said) == 1 else None


def _shares(text: Text, cohort: str) -> Iterator[Share]:
    for line in text.prose:
        own = cohort in line.chapter.lower() and "modifiable" not in line.chapter.lower()
        for sentence in _clauses(line):
            yield from _of_sentence(line, sentence, own, cohort)


def _clauses(line: Line) -> list[str]:
    return SENTENCES_APART.split(line.text)


def _of_sentence(line: Line, sentence: str, own: bool, cohort: str) -> Iterator[Share]:
    for match in PERCENT.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        named = OF_COHORT.match(after)
        if named and (cohort == "reviewed") != ("reviewed" in named["who"].lower()):
            continue
        bracketed = before.rstrip().endswith("(")
        if (named or own) and not bracketed and not OTHERS.search(before) and not AFTER.match(after):
            yield Share(line.number, _words(sentence, match), Decimal(match["p"]))


def _words(sentence: str, match: re.Match) -> str:
    rest = sentence[match.start() :]
    return " ".join(rest.split()[:6]).rstrip(".,;")


def _sums(shares: list[Share]) -> Iterator[Finding]:
    """Three or more parts in one line that miss 100 by rounding alone have to say so."""
    for line in sorted({share.line for share in shares}):
        parts = [share.percent for share in shares if share.line == line]
        total = sum(parts)
        if len(parts) >= 3 and total != 100 and 97 <= total <= 103:
            terms = " + ".join(f"{part}" for part in parts)
            reason = f"{terms} = {total}%. Say beside them that rounding is why they do not add up to 100%."
            yield Finding(line, f"{parts[0]}% … {parts[-1]}%", "sum_is_not_100", reason)


def _base_that_fits(text: Text, shares: list[Share], base: int, wrong: list[Finding], cohort: str) -> Iterator[Finding]:
    percents = {share.percent for share in shares}
    if len(wrong) < 2 or len(percents) < 4:
        return
    found = [n for n in _near(base) if n != base and all(fitting(percent, n) for percent in percents)]
    if found:
        best = max(found, key=lambda n: (_explained(text, shares, n), -abs(n - base)))
        others = [str(n) for n in found if n != best]
        rest = f" {' and '.join(others)} would fit too, but not the other numbers of the text." if others else ""
        reason = (
            f"All {len(percents)} different percentages of the deaths {cohort} fit {best}, not {base}: "
            f"{'one death is' if abs(best - base) == 1 else f'{abs(best - base)} deaths are'} "
            f"{'missing from' if best < base else 'too many in'} what they were made from.{rest}"
        )
        yield Finding(wrong[0].line, f"{base} deaths {cohort}", "base_that_fits", reason)


def _near(base: int) -> range:
    return range(max(1, int(base * (1 - NEAR))), int(base * (1 + NEAR)) + 1)


def _explained(text: Text, shares: list[Share], base: int) -> int:
    """How many numbers of the text are the sum of two parts that one line gives, on this base."""
    printed = {int(n) for n in re.findall(r"(?<![\d/.,])\d{1,3}(?![\d/.,%]|\s?%)", text.whole)}
    sums = set()
    for one, other in combinations(shares, 2):
        if one.line == other.line:
            counts = fitting(one.percent, base) + fitting(other.percent, base)
            sums.add(sum(counts))
    return len((sums - {base}) & printed)


def _wrong_headings(text: Text) -> Iterator[Finding]:
    for line in text.lines:
        words = line.text.lower()
        for own, other in (("notified", "reviewed"), ("reviewed", "notified")):
            if line.is_heading and not line.is_chapter and own in line.chapter.lower() and other in words:
                reason = f"The chapter is about deaths {own}; this heading says {other}. The two are never mixed."
                yield Finding(line.number, line.text.strip(), "wrong_cohort", reason)
