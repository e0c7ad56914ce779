"""Exact dates in any usual form. Each is offered as an age, or as before birth or after death."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from cases.identifiability.facts import Hit, Kind, KnownFacts
from cases.identifiability.folding import Reading
from cases.identifiability.names import fitted

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {month[:3]: number for number, month in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = r"(?P<month>" + "|".join([*_MONTHS, "sept", *(m[:3] for m in _MONTHS)]) + r")(?![a-z])\.?"
_WEEKDAY = r"(?:(?:mon|tues?|weds?(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?:the\s+)?)?"
_AMOUNT = r"[\d:%-]|\.\d|\s*(?:weeks|days|hours|months|years|kg|g\b|ml|mg)"
_YEAR = rf"(?:,?[\s-]*(?:of\s+)?'?(?P<year>(?:19|20)\d\d|\d\d(?!{_AMOUNT}))\b)?"
_DAY_NAME = r"(?:mon|tues?|weds?(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_ENDS = r"(?=\s*(?:[.,;:)]|$|\n|\s(?:and|in|with|when|where|he|she|they|it|by|at|after|before|to|for)\b))"
_NO_COUNT = r"(?!\s+(?:centile|percentile|week|day|of\s+life|month|floor|birthday|attempt|occasion|grade|year))"
_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_WORDED = {word: number for number, word in enumerate(
    [*_UNITS, "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
     "eighteenth", "nineteenth", "twentieth"], 1)}  # fmt: skip
_WORDED |= {f"twenty-{word}": 20 + number for number, word in enumerate(_UNITS, 1)}
_WORDED |= {f"twenty {word}": 20 + number for number, word in enumerate(_UNITS, 1)}
_WORDED |= {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
_WORDS = "|".join(sorted(_WORDED, key=len, reverse=True))
_FEASTS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's eve": (12, 31), "valentine's day": (2, 14), "halloween": (10, 31), "bonfire night": (11, 5),
    "all saints' day": (11, 1), "all souls' day": (11, 2), "burns night": (1, 25), "guy fawkes night": (11, 5),
    "st david's day": (3, 1), "st patrick's day": (3, 17), "st george's day": (4, 23), "st andrew's day": (11, 30),
}  # fmt: skip
_MORE = r"(?:(?:[0-3]?\d(?:st|nd|rd|th)\s*(?:&|,|and|to|or|-)\s*)+(?:the\s+)?)?"
"""“30th & 31st December”: the days before the last."""
_BEFORE = r"(?P<lead>\bon\s+(?:the\s+)?)?"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_BEFORE}\b{_WEEKDAY}{_MORE}(?P<day>[0-3]?\d)\s*(?:st|nd|rd|th)?(?:\s+of|\s+day\s+of)?[\s.-]*{_MONTH}{_YEAR}",
        rf"{_BEFORE}\b{_WEEKDAY}{_MONTH}[\s-]+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*(?:weeks|days|months|years|%)|\d)(?:\s*(?:&|and|to|-)\s*[0-3]?\d(?:st|nd|rd|th)\b)?(?:,?\s+'?(?P<year>(?:19|20)\d\d)\b)?",
        rf"{_BEFORE}\b{_WEEKDAY}(?P<word>{_WORDS})\s+(?:day\s+)?(?:of\s+)?{_MONTH}{_YEAR}",
        rf"{_BEFORE}\b(?P<day>[0-3]?\d)(?P<sign>\s?[/.\-\\]\s?)(?P<number>[01]?\d)(?P=sign)(?P<year>(?:19|20)?\d\d)\b",
        rf"{_BEFORE}\b(?P<year>(?:19|20)\d\d)[/.-](?P<number>[01]?\d)[/.-](?P<day>[0-3]?\d)\b",
        rf"{_BEFORE}\b(?P<feast>{'|'.join(_FEASTS)})\b",
        r"\bon\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:centile|percentile|week|day|of\s+life|month|floor|birthday|attempt|occasion))",
        rf"\b{_DAY_NAME}\.?,?\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b{_NO_COUNT}",
        rf"\b{_DAY_NAME},?\s+the\s+(?P<word>{_WORDS})\b(?!\s+of\b)",
        rf"\bon\s+the\s+(?P<word>{_WORDS})\b{_ENDS}",
        r"\b(?:on|dated|since|until|till)\s+(?P<day>[0-3]?\d)/(?P<number>1[0-2]|0?[1-9])\b(?![/\d]|\.\d)",
        r"(?<![\d/.])(?P<day>1[3-9]|2[0-9]|3[01])/(?P<number>11|0?[1-689])\b(?![/\d]|\.\d|\s*(?:weeks|old|months))",
    )
)


def find(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    """Every exact date; a month with its year is none."""
    for form in _FORMS:
        for match in form.finditer(reading.folded):
            day = _date(match.groupdict(), facts)
            if day is not False:
                yield _hit(reading, match.start(), match.end(), day, facts)
    yield from _bare(reading, facts)


def _date(found: dict, facts: KnownFacts) -> date | None | bool:
    """The date, ``None`` where the year or month cannot be told, ``False`` where it is none."""
    if found.get("feast"):
        month, day = _FEASTS[found["feast"]]
    else:
        day = _WORDED[found["word"]] if found.get("word") else int(found["day"])
        name = (found.get("month") or "").rstrip(".")
        month = _SHORT.get(name[:3], 0) if name else int(found.get("number") or 0)
    if not 1 <= day <= 31 or month > 12 or (found.get("number") and not month):
        return False
    return _dated(day, month, found.get("year"), facts) if month else None


def _dated(day: int, month: int, year: str | None, facts: KnownFacts) -> date | None:
    last = facts.died_on or facts.born_on
    if year:
        full = int(year) + (2000 if len(year) == 2 else 0)
        return _real(full, month, day)
    if last is None:
        return None
    near = [found for n in (last.year - 1, last.year, last.year + 1) if (found := _real(n, month, day))]
    return min(near, key=lambda one: abs(one - last), default=None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hit(reading: Reading, start: int, end: int, day: date | None, facts: KnownFacts) -> Hit:
    here = reading.span(start, end)
    known = next((one.what for one in facts.dates if one.on == day), "an exact date")
    return Hit(*here, Kind.DATE, known, fitted(reading.text, here[0], instead_of(day, facts)))


def instead_of(day: date | None, facts: KnownFacts) -> str:
    """The date told by the child's age, or by birth and death."""
    born, died = facts.born_on, facts.died_on
    if day is None or (born is None and died is None):
        return "at that time"
    if day == born:
        return "on the day of birth"
    if day == died:
        return "on the day of death"
    if died and day > died:
        return f"{_length(died, day)} after the death"
    if born and day < born:
        return "during the pregnancy" if born - day < timedelta(days=294) else "before the child was born"
    if born is None or born >= day:
        return f"{_length(day, died)} before the death" if died else "at that time"
    return f"at the age of {_length(born, day)}"


def _length(first: date, last: date) -> str:
    days = (last - first).days
    for unit, each, least in (("year", 365.25, 730), ("month", 30.44, 91), ("week", 7, 28)):
        if days >= least:
            return _counted(int(days / each), unit)
    return _counted(days, "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _bare(reading: Reading, facts: KnownFacts) -> Iterator[Hit]:
    """Known dates without a year or without signs between: 5/3, 05032026, 20260305."""
    for known in facts.dates:
        on = known.on
        forms = [rf"0?{on.day}[/.]0?{on.month}", f"{on:%d%m%Y}", f"{on:%d%m%y}", f"{on:%Y%m%d}"]
        for match in re.finditer(rf"(?<![\d/.])(?:{'|'.join(forms)})(?![\d/]|\.\d)", reading.folded):
            if not re.match(r"\s*(?:apgar|out of|minutes|kg|g\b)", reading.folded[match.end() :]):
                yield _hit(reading, match.start(), match.end(), on, facts)
