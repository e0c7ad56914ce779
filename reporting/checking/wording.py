"""Words that need a number, a meaning or another name: abbreviations, claims, comparisons, dates, old names."""

import re
from collections.abc import Iterator
from datetime import date

from reporting.checking.findings import Finding
from reporting.checking.reading import PERCENT, Line, Text
from reporting.checking.years import OVER_YEARS

EVERYDAY = set("NHS UK PDF ID OK TV II III IV VI VII VIII IX XI AND OF THE".split())
SHORT = re.compile(r"(?<![\w/&@.])(?P<short>[A-Z]{2,6}(?:/[A-Z])?|[A-Z]&[A-Z])(?P<more>s?)(?![\w&@])")
RETIRED = {"HSIB": "maternity investigations moved in October 2023 to MNSI, hosted by CQC"}
AVOIDABLE = re.compile(r"\b(avoidable|preventable)\s+(?:death|cause|factor)s?\b", re.IGNORECASE)
LIKE_ENGLAND = re.compile(
    r"\b(like|similar to|in line with|same as) (?:England|the national (?:average|figure))", re.IGNORECASE
)
AGAINST = re.compile(r"\b(higher|lower|more|less|fewer) than (?:the )?(?:England|national)", re.IGNORECASE)
CLAIM = re.compile(
    r"\b(?:the )?(most (?:prevalent|common|frequent)|highest number|higher number|over-?represented|a majority|"
    r"most (?:children|babies|deaths|of))\b",
    re.IGNORECASE,
)
MONTHS = "January February March April May June July August September October November December".split()
DATED = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(MONTHS)})\s+(20\d\d)\b")
REPORT_YEAR = re.compile(r"\b(20\d\d)[/-](\d\d)\b")
YEAR_FORMS = (r"\b20\d\d/\d\d\b", r"\b20\d\d/\d\b(?!\d)", r"(?<![\d/])\d\d/\d\d\b(?!/)", r"\b20\d\d-\d\d\b")
FIGURE = re.compile(r"\d")
NO_COUNT = re.compile(r"\b20\d\d(?:[/-]\d\d?)?\b|\b\d\d/\d\d\b|\b\d+\s*-\s*\d+\b|\b\d+ ?-?(?:year|month|week|day)s?\b")


def findings(text: Text) -> Iterator[Finding]:
    """Words to look at, once for each abbreviation and each old name."""
    yield from _abbreviations(text)
    yield from _years(text)
    after = _after_the_year(text)
    for line in text.prose:
        for sentence in line.sentences:
            yield from _claims(line, sentence)
        yield from after(line)
        for match in AVOIDABLE.finditer(line.text):
            reason = "Say “modifiable factors”: a review does not find that a death was avoidable."
            yield Finding(line.number, match[0], "avoidable", reason)


def _abbreviations(text: Text) -> Iterator[Finding]:
    seen: set[str] = set()
    for line in text.prose:
        for match in SHORT.finditer(line.text):
            short = match["short"]
            if {short, short + match["more"].upper()} & (seen | EVERYDAY) or line.text.lstrip().startswith("Commented"):
                continue
            seen.add(short)
            if not spelled_out(text.whole, short):
                yield Finding(line.number, short, "undefined_abbreviation", f"{short} is never spelled out.")
            if short in RETIRED:
                yield Finding(line.number, short, "retired_name", f"{short}: {RETIRED[short]}.")


def spelled_out(whole: str, short: str) -> bool:
    """“Long name (SHORT)” or “SHORT (long name)” with the initials of the long name in order."""
    for match in re.finditer(rf"([A-Za-z][\w’'/&\s-]{{5,120}})\(\s*{re.escape(short)}s?\s*\)", whole):
        if _initials_fit(match[1].split()[-12:], short):
            return True
    for match in re.finditer(rf"\b{re.escape(short)}\s*\(([A-Za-z][^)]{{5,80}})\)", whole):
        if _initials_fit(match[1].split(), short):
            return True
    return False


def _initials_fit(words: list[str], short: str) -> bool:
    initials = iter("".join(part[:1] for word in words for part in re.split(r"[-/]", word)).lower())
    return all(letter in initials for letter in short.lower() if letter.isalpha())


def _years(text: Text) -> Iterator[Finding]:
    forms = [(re.search(form, text.whole), form) for form in YEAR_FORMS]
    used = [match[0] for match, _ in forms if match]
    if len(used) > 1:
        first = next(line for line in text.lines if used[1] in line.text)
        reason = f"Financial years are written as {', '.join(used)}. Choose one form, such as 2024/25."
        yield Finding(first.number, used[1], "mixed_year_forms", reason)


def _after_the_year(text: Text):
    """Finds dates after the end of the year that the report names first."""
    named = REPORT_YEAR.search(text.whole)
    end = date(int(named[1]) + 1, 3, 31) if named else date.max

    def dates(line: Line) -> Iterator[Finding]:
        for match in DATED.finditer(line.text):
            when = date(int(match[3]), MONTHS.index(match[2]) + 1, 1)
            if when > end:
                reason = "This is after the year of the report: put it in a box “after the year”, or leave it out."
                yield Finding(line.number, match[0], "after_the_year", reason)

    return dates


def _claims(line: Line, sentence: str) -> Iterator[Finding]:
    if match := LIKE_ENGLAND.search(sentence):
        if not PERCENT.search(sentence):
            yield Finding(
                line.number, match[0], "comparison_without_figure", "England's figure, year and source are missing."
            )
    elif (match := AGAINST.search(sentence)) and len(PERCENT.findall(sentence)) == 1 and not _goes_on(sentence):
        yield Finding(line.number, match[0], "comparison_without_figure", "One of the two figures is missing.")
    if (match := CLAIM.search(sentence) or OVER_YEARS.search(sentence)) and not _counted(sentence):
        yield Finding(line.number, match[0], "claim_without_figure", "Give the number behind it, and of how many.")


def _counted(sentence: str) -> bool:
    """Whether a number stands in it that is not a year, an age or a band."""
    return bool(FIGURE.search(NO_COUNT.sub("", sentence)))


def _goes_on(sentence: str) -> bool:
    """Whether it speaks of the figure of the sentence before it."""
    return sentence.startswith(("This ", "That ", "It "))
