"""Finds figures in somebody else's text that cannot be right. Pure: text in, findings out.

A first set of rules: a percentage that no whole number gives on its base, a percentage that is not that of the two
numbers beside it, a part larger than its whole, one count printed with two percentages, a share of all deaths
notified that does not fit the number notified. It finds no fault in what it
cannot read, and says nothing about whether a figure is true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

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
NOTIFIED = re.compile(rf"\bnotified of {_N} (?:child )?deaths\b", re.IGNORECASE)
OF_NOTIFIED = re.compile(rf"\b{_P}\s+of\s+(?:all\s+)?(?:the\s+)?(?:deaths notified|children who died)\b", re.IGNORECASE)
LARGEST_BASE = 100_000


@dataclass(frozen=True)
class Finding:
    """One figure that cannot stand: where, what was read, and why."""

    line: int
    text: str
    code: str
    reason: str


def check(text: str) -> list[Finding]:
    """Every finding, in the order of the text."""
    found: list[Finding] = []
    for number, line in enumerate(text.splitlines(), 1):
        found += _of_line(number, line)
    found += [*_two_shares(text), *_of_all_notified(text)]
    return sorted(set(found), key=lambda one: (one.line, one.text))


def _of_line(number: int, line: str) -> Iterator[Finding]:
    for pattern in COUNTED:
        for match in pattern.finditer(line):
            yield from _counted(number, match)
    for match in SHARE_OF_BASE.finditer(line):
        yield from _impossible(number, match, _whole(match["of"]))


def _impossible(number: int, match: re.Match, base: int) -> Iterator[Finding]:
    share = Decimal(match["p"])
    if 0 < base <= LARGEST_BASE and not fitting(share, base):
        reason = f"No whole number out of {base:,} is {match['p']}%{_nearest(share, base)}."
        yield Finding(number, match[0], "impossible_percentage", reason)


def _of_all_notified(text: str) -> Iterator[Finding]:
    """Shares of all deaths notified, on the number of deaths that the text says were notified; one year at a time."""
    stated = {_whole(match["n"]) for match in NOTIFIED.finditer(text)}
    if len(stated) != 1:
        return
    base = stated.pop()
    for number, line in enumerate(text.splitlines(), 1):
        for match in OF_NOTIFIED.finditer(line):
            yield from _impossible(number, match, base)


def _counted(number: int, match: re.Match) -> Iterator[Finding]:
    part, whole, share = _whole(match["n"]), _whole(match["of"]), Decimal(match["p"])
    if 1900 <= part <= 2100 and whole < 100:  # a financial year such as 2023/24
        return
    if part > whole:
        yield Finding(number, match[0], "part_exceeds_whole", f"{part:,} is more than {whole:,}.")
    elif whole and half_up(Decimal(100 * part) / whole, _places(share)) != share:
        right = half_up(Decimal(100 * part) / whole, _places(share))
        yield Finding(number, match[0], "wrong_percentage", f"{part:,} of {whole:,} is {right}%, not {match['p']}%.")


def _whole(digits: str) -> int:
    return int(digits.replace(",", ""))


def _places(share: Decimal) -> int:
    return max(0, -share.as_tuple().exponent)


def fitting(share: Decimal, base: int) -> list[int]:
    """The whole numbers out of ``base`` that are printed as ``share``, rounded half up."""
    near = int(share * base / 100)
    places = _places(share)
    window = range(max(0, near - 1), min(base, near + 2) + 1)
    return [n for n in window if half_up(Decimal(100 * n) / base, places) == share]


def _nearest(share: Decimal, base: int) -> str:
    near = min(base, int(half_up(share * base / 100)))
    return f"; {near:,} of {base:,} is {half_up(Decimal(100 * near) / base, _places(share))}%"


def _two_shares(text: str) -> Iterator[Finding]:
    """One count with two percentages a point apart: rounded once, cut off once. Farther apart, the bases differ."""
    seen: dict[int, tuple[int, str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for match in (match for pattern in COUNT_WITH_SHARE for match in pattern.finditer(line)):
            count = _whole(match["n"])
            first, share = seen.setdefault(count, (number, match["p"]))
            if share != match["p"] and abs(Decimal(share) - Decimal(match["p"])) <= 1 and count >= 10:
                reason = f"{count:,} is printed as {share}% in line {first} and as {match['p']}% here."
                yield Finding(number, match[0], "two_percentages", reason)
