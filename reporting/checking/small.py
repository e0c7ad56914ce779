"""Small numbers of children, in figures, in words, and hidden in a percentage whose base the report prints."""

import re
from collections.abc import Iterator
from decimal import Decimal

from reporting.checking.cohorts import stated
from reporting.checking.findings import Finding
from reporting.checking.percentages import fitting, whole
from reporting.checking.reading import PERCENT, Line, Text

SMALLEST_SHOWN = 5
WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
CHILDREN = r"(?:cases?|child(?:ren)?|bab(?:y|ies)|infants?|deaths?|girls?|boys?)"
IN_WORDS = re.compile(rf"\b(?P<n>one|two|three|four|[1-4])\s+(?:\w+\s+)?{CHILDREN}\b(?!['’])", re.IGNORECASE)
EARLIER = re.compile(
    r"(?P<n>\d{1,3}) in (?:20)?(?P<a>\d\d)/(?:20)?(?P<b>\d\d?)\b|(?:previous|last) year \((?P<last>\d{1,3})\)",
    re.IGNORECASE,
)
OF_YEAR = re.compile(
    r"in (?:20)?(?P<a>\d\d)/\d\d?\s*\(\s*(?P<p>\d{1,2})\s?%\s*\)|"
    r"\(\s*(?P<q>\d{1,2})\s?%\s+in (?:20)?(?P<c>\d\d)/\d\d?\s*\)",
    re.IGNORECASE,
)
ALL_BUT = re.compile(r"\b(?P<of>\d{1,3}) babies died\b.{0,80}?\bOf these,? (?P<n>\d{1,3})\b", re.IGNORECASE)


def findings(text: Text) -> Iterator[Finding]:
    """Every small number that a reader can see or work out."""
    bases = _bases(text)
    for line in text.prose:
        yield from _in_words(line)
        yield from _of_other_years(line, bases)
        yield from _of_this_year(line, text)
        for match in ALL_BUT.finditer(line.text):
            rest = whole(match["of"]) - whole(match["n"])
            if 0 < rest < SMALLEST_SHOWN:
                yield _small(line, match[0], f"{match['n']} of {match['of']} leaves {rest}.")


def _in_words(line: Line) -> Iterator[Finding]:
    for match in IN_WORDS.finditer(line.text):
        number = WORDS.get(match["n"].lower()) or int(match["n"])
        if number > 1 or "case" in match[0].lower():
            yield _small(line, match[0], f"{number} {'child' if number == 1 else 'children'}.")


def _of_other_years(line: Line, bases: dict[str, int]) -> Iterator[Finding]:
    """A percentage of an earlier year, on the number that the report prints for that year."""
    for match in OF_YEAR.finditer(line.text):
        year, share = match["a"] or match["c"], Decimal(match["p"] or match["q"])
        base = bases.get(year)
        counts = fitting(share, base) if base else []
        if len(counts) == 1 and 0 < counts[0] < SMALLEST_SHOWN:
            yield _small(line, match[0], f"{share}% of the {base} deaths of that year can only be {counts[0]}.")


def _of_this_year(line: Line, text: Text) -> Iterator[Finding]:
    base = stated(text, "notified")
    if not base or "place" not in line.text.lower():
        return
    for match in PERCENT.finditer(line.text):
        bracketed = line.text[: match.start()].rstrip().endswith("(")  # another year's, or England's
        counts = [] if bracketed else fitting(Decimal(match["p"]), base)
        if len(counts) == 1 and 0 < counts[0] < SMALLEST_SHOWN:
            words = line.text[match.start() :].split(".")[0][:40]
            yield _small(line, words, f"{match['p']}% of {base} can only be {counts[0]}.")


def _bases(text: Text) -> dict[str, int]:
    """The number notified in each earlier year that the text names, by the year's first two digits."""
    found: dict[str, int] = {}
    for match in EARLIER.finditer(text.whole):
        if match["a"]:
            found.setdefault(match["a"], int(match["n"]))
    return found


def _small(line: Line, words: str, working: str) -> Finding:
    reason = f"{working} Fewer than {SMALLEST_SHOWN}: a child could be recognised. Say “fewer than {SMALLEST_SHOWN}”."
    return Finding(line.number, " ".join(words.split()), "small_number", reason)
