"""Bands of age and of gestation: where they leave something out, meet twice, or end where no band ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.checking.findings import Finding
from reporting.checking.reading import Line, Text

DAYS = {"day": 1, "week": 7, "month": 28, "year": 365}
"""A month is 28 days here: “under one month” is how reports write the first 27 days."""
USUAL_ENDS = {6, 7, 27, 28, 364, 365}
NUMBERS = {"one": "1", "two": "2", "five": "5", "ten": "10"}
_N = r"(\d{1,3}|one|two|five|ten)"
_UNIT = r"(days?|weeks?|months?|years?)"
FROM_TO = re.compile(rf"\b(?:between\s+)?{_N}\s*-?\s*(?:and|to|-|–)\s*{_N}[\s-]*{_UNIT}\b(?!\s*before)", re.IGNORECASE)
BELOW = re.compile(
    rf"\b(?:under|below|less than|younger than|before|earlier than|<)\s*{_N}[\s-]*{_UNIT}\b", re.IGNORECASE
)
GESTATION = re.compile(r"gestation|premature|preterm|born", re.IGNORECASE)


@dataclass(frozen=True)
class Band:
    """Half-open, in days of life or in weeks of gestation: from ``low`` up to, not including, ``high``."""

    words: str
    low: int
    high: int
    of_gestation: bool


def findings(text: Text) -> Iterator[Finding]:
    """Faults of the bands that stand together on one line."""
    for line in text.prose:
        bands = sorted(_bands(line), key=lambda band: (band.low, band.high))
        yield from _odd_ends(line, bands)
        for of_gestation in (False, True):
            yield from _between(line, [band for band in bands if band.of_gestation == of_gestation])


def _bands(line: Line) -> Iterator[Band]:
    for match in FROM_TO.finditer(line.text):
        low, high, unit = _number(match[1]), _number(match[2]), match[3].lower().rstrip("s")
        if low < high:
            yield from _measured(line, match[0], unit, low, high, inclusive=True)
    for match in BELOW.finditer(line.text):
        yield from _measured(line, match[0], match[2].lower().rstrip("s"), 0, _number(match[1]), inclusive=False)


def _measured(line: Line, words: str, unit: str, low: int, high: int, *, inclusive: bool) -> Iterator[Band]:
    if unit == "week" and GESTATION.search(line.text):
        if low == 0 or 18 <= low:
            yield Band(words, low, high + inclusive, of_gestation=True)
    elif unit == "day":
        yield Band(words, low, high + inclusive, of_gestation=False)
    elif unit in ("month", "year"):
        size = DAYS[unit]
        yield Band(words, low * size, (high + inclusive) * size, of_gestation=False)


def _number(word: str) -> int:
    return int(NUMBERS.get(word.lower(), word))


def _odd_ends(line: Line, bands: list[Band]) -> Iterator[Finding]:
    for band in bands:
        last = band.high - 1
        if not band.of_gestation and "day" in band.words.lower() and band.low >= 7 and last not in USUAL_ENDS:
            reason = f"No age band ends at {last} days; the band of babies after the first 27 days ends at 364."
            yield Finding(line.number, band.words, "unusual_band", reason)


def _between(line: Line, bands: list[Band]) -> Iterator[Finding]:
    """The bands of one line, each against those that begin before it."""
    for band in bands:
        around = [other for other in bands if other.low < band.low < other.high]
        across = [other for other in around if other.high < band.high]
        earlier = [other.high for other in bands if other.high <= band.low]
        if across:
            reason = f"“{across[0].words}” and “{band.words}” share values: each has to fall in one band."
            yield Finding(line.number, band.words, "overlap_of_bands", reason)
        if band.low and earlier and around == across and max(earlier) < band.low:
            yield _gap(line, band, max(earlier), band.low - 1)


def _gap(line: Line, band: Band, first: int, last: int) -> Finding:
    unit = "week" if band.of_gestation else "day"
    missing = f"{unit.capitalize()} {first} falls" if first == last else f"{unit.capitalize()}s {first} to {last} fall"
    return Finding(line.number, band.words, "gap_in_bands", f"{missing} in no band of this line.")
