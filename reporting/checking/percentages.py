"""Percentages beside the numbers that they are made of."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.checking.findings import Finding
from reporting.checking.reading import Line, Text
from reporting.rates import half_up

_N = r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)"
_OF = r"(?P<of>\d{1,3}(?:,\d{3})+|\d+)"
_P = r"(?P<p>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|per cent\b)"
_WORDS = r"(?:\s+(?:the|all|deaths?|reviews?|children|babies|infants|cases))*"
COUNTED = (
    re.compile(rf"\b{_N}\s+(?:out\s+)?of\s+(?:the\s+)?{_OF}{_WORDS}\s*\(\s*{_P}"),
    re.compile(rf"\b{_N}\s*/\s*{_OF}\s*\(\s*{_P}"),
    re.compile(rf"\b{_P}\s*\(\s*{_N}\s*(?:/|(?:out\s+)?of)\s*(?:the\s+)?{_OF}"),
)
SHARE_OF_BASE = re.compile(rf"\b{_P}\s+of\s+(?:the\s+|all\s+)*{_OF}\b(?!\s*(?:%|per cent|/))")
COUNT_WITH_SHARE = (
    re.compile(rf"\b{_N}\s*(?:[a-z]+\s+){{0,2}}\(\s*{_P}\s*\)", re.IGNORECASE),
    re.compile(rf"\b{_P}\s*\(\s*{_N}\s*\)"),
)
LARGEST_BASE = 100_000


def findings(text: Text) -> Iterator[Finding]:
    """Shares beside their count and base, and one count with two shares."""
    for line in text.lines:
        yield from _of_line(line)
    yield from _two_shares(text)


def _of_line(line: Line) -> Iterator[Finding]:
    for pattern in COUNTED:
        for match in pattern.finditer(line.text):
            yield from _counted(line.number, match)
    for match in SHARE_OF_BASE.finditer(line.text):
        yield from impossible(line.number, match[0], Decimal(match["p"]), whole(match["of"]))


def impossible(number: int, words: str, share: Decimal, base: int) -> Iterator[Finding]:
    """A finding where no whole number out of ``base`` is printed as ``share``."""
    if 0 < base <= LARGEST_BASE and not fitting(share, base):
        reason = f"No whole number out of {base:,} is {share}%{_nearest(share, base)}."
        yield Finding(number, words, "impossible_percentage", reason)


def _counted(number: int, match: re.Match) -> Iterator[Finding]:
    part, base, share = whole(match["n"]), whole(match["of"]), Decimal(match["p"])
    if 1900 <= part <= 2100 and base < 100:  # a financial year such as 2023/24
        return
    if part > base:
        yield Finding(number, match[0], "part_exceeds_whole", f"{part:,} is more than {base:,}.")
    elif base and half_up(Decimal(100 * part) / base, _places(share)) != share:
        right = half_up(Decimal(100 * part) / base, _places(share))
        yield Finding(number, match[0], "wrong_percentage", f"{part:,} of {base:,} is {right}%, not {match['p']}%.")


def whole(digits: str) -> int:
    """The number that is written with or without commas."""
    return int(digits.replace(",", ""))


def _places(share: Decimal) -> int:
    return len(str(share).partition(".")[2])


def fitting(share: Decimal, base: int) -> list[int]:
    """The whole numbers out of ``base`` that are printed as ``share``, rounded half up."""
    near = int(share * base / 100)
    places = _places(share)
    window = range(max(0, near - 1), min(base, near + 2) + 1)
    return [n for n in window if half_up(Decimal(100 * n) / base, places) == share]


def _nearest(share: Decimal, base: int) -> str:
    near = min(base, int(half_up(share * base / 100)))
    return f"; {near:,} of {base:,} is {half_up(Decimal(100 * near) / base, _places(share))}%"


def _two_shares(text: Text) -> Iterator[Finding]:
    """One count with two percentages a point apart: rounded once, cut off once. Farther apart, the bases differ."""
    seen: dict[int, tuple[int, str]] = {}
    for line in text.lines:
        for match in (match for pattern in COUNT_WITH_SHARE for match in pattern.finditer(line.text)):
            count = whole(match["n"])
            first, share = seen.setdefault(count, (line.number, match["p"]))
            if share != match["p"] and abs(Decimal(share) - Decimal(match["p"])) <= 1 and count >= 10:
                reason = f"{count:,} is printed as {share}% in line {first} and as {match['p']}% here."
                yield Finding(line.number, match[0], "two_percentages", reason)
