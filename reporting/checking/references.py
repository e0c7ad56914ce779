"""The list of references: what nobody cites, and what stands there twice."""

import re
from collections.abc import Iterator

from reporting.checking.findings import Finding
from reporting.checking.reading import Text

LISTED = re.compile(r"^\s*(?P<mark>[ivxl]{1,6}|\d{1,2})(?:[.)]?\s|[.)]?$)")
CITED = re.compile(r"\^\{?\[?(?P<mark>[ivxl]+|\d+)\]?\}?|\[(?P<square>\d{1,2})\]|(?P<raised>[ⁱᵛˣ¹²³⁰⁴-⁹]+)")
RAISED = str.maketrans("ⁱᵛˣ¹²³⁰⁴⁵⁶⁷⁸⁹", "ivx1230456789")
ADDRESS = re.compile(r"https?://[^\s>\])#]+")


def findings(text: Text) -> Iterator[Finding]:
    """References nobody cites, and addresses listed twice under different numbers."""
    listed = {match["mark"]: line for line in text.references if (match := LISTED.match(line.text))}
    cited = set(_cited(text))
    if cited:
        for mark, line in listed.items():
            if mark not in cited:
                reason = f"Reference {mark} is listed and cited nowhere in the text."
                yield Finding(line.number, line.text.strip()[:60], "uncited_reference", reason)
    yield from _mixed(text, listed, cited)
    yield from _doubled(text)


def _mixed(text: Text, listed: dict, cited: set[str]) -> Iterator[Finding]:
    """Arabic numbers in the text over a list in Roman numerals, or the other way."""
    roman = any(not mark.isdigit() for mark in listed)
    other = sorted(
        (mark for mark in cited if mark not in listed and mark.isdigit() == roman), key=lambda m: (len(m), m)
    )
    if listed and other:
        first = next(line for line in text.lines if CITED.search(line.text))
        reason = (
            f"The text cites {', '.join(sorted(other))}; the list is numbered {', '.join(list(listed)[:3])} and so on."
        )
        yield Finding(first.number, min(other), "mixed_reference_marks", reason)


def _cited(text: Text) -> Iterator[str]:
    for line in text.lines:
        for match in CITED.finditer(line.text):
            yield match["mark"] or match["square"] or match["raised"].translate(RAISED)


def _doubled(text: Text) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for line in text.references:
        for address in dict.fromkeys(ADDRESS.findall(line.text)):
            if seen.setdefault(address, line.number) != line.number:
                reason = f"The address of line {seen[address]} is listed again: cite one reference twice instead."
                yield Finding(line.number, address[:60], "repeated_reference", reason)
