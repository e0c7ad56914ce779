"""Claims over several years: how they are typed, which years they rest on, what their words may say. Pure.

A figure of one other year is typed ``reviewed.modifiability.modifiable.percent in 2023/24``. Claims:
``notified.by_year since 2021/22``, ``reviewed.modifiability.modifiable.percent from 2022/23``, ``… for 3 years``.
"""

import re
from dataclasses import dataclass

from common.dates import FinancialYear
from reporting.annual_report.live.values import NoSuchFigure

MOST_YEARS = 10
OVER_YEARS = ("highest", "lowest", "rose", "fell")
WRITTEN = re.compile(r"^(?P<path>\S+)\s+(?P<how>since|from|for)\s+(?P<what>.+)$")
IN_YEAR = re.compile(r"^(?P<path>\S+)\s+in\s+(?P<first>20\d\d)\s?[/–-]\s?(?P<last>\d\d)$")
YEAR = re.compile(r"\b(20\d\d)\s?[/–-]\s?(\d\d)\b")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_HOW_MANY = "|".join((*NUMBERS[1:], *ORDINALS[1:], r"\d{1,2}(?:nd|rd|th)?"))
ROW_OF_YEARS = re.compile(
    rf"(?<!aged )(?<!under )\b(?P<many>{_HOW_MANY})\s+(?:(?:consecutive|successive|straight)\s+)?years?\b"
    r"(?!\s+(?:of age|old))(?:\s+(?:running|in a row))?",
    re.IGNORECASE,
)
EVER = re.compile(r"\b(?:ever|on record|records? began|all[- ]time|record (?:number|high|low|year)|a record)\b", re.I)


@dataclass(frozen=True)
class Span:
    """A figure and the years that a claim rests on, the report's own first; ``how`` is the word that was typed."""

    kind: str
    path: str
    how: str
    years: tuple[str, ...]

    @property
    def moves(self) -> bool:
        """Whether it is said of the way from one year to another."""
        return self.kind in ("rose", "fell")

    @property
    def speaks_of(self) -> int:
        """The number of years that its words may name: “of three years”, “for the third year running”."""
        return len(self.years) - self.moves


def read(kind: str, target: str, year: str) -> Span | None:
    """The span of a claim; nothing where it is of one year. Raises where the years cannot be read."""
    typed = WRITTEN.match(target)
    if not typed:
        return Span(kind, target, "from", (year, _back(year, 1))) if kind in ("rose", "fell") else None
    if kind not in OVER_YEARS:
        raise NoSuchFigure(f"“{kind}” is said of one year. Over years there are {', '.join(OVER_YEARS)}.")
    how = typed["how"]
    years = _many(kind, typed["what"], year) if how == "for" else _since(kind, typed["what"], year)
    return Span(kind, typed["path"], how, years)


def in_year(target: str) -> tuple[str, str] | None:
    """The path and the year of a figure of another year, ``path in 2023/24``; nothing where it names none."""
    typed = IN_YEAR.match(target)
    return (typed["path"], f"{typed['first']}-{typed['last']}") if typed else None


def _many(kind: str, what: str, year: str) -> tuple[str, ...]:
    """The years of “for 3 years”: so many changes, or the largest of so many."""
    written = re.fullmatch(r"(\d{1,2}) years(?: running)?", what.strip())
    many = int(written[1]) if written else 0
    if not 2 <= many <= MOST_YEARS:
        raise NoSuchFigure(f"“for {what}” is not understood. Type “for 3 years”, with a number from 2 to {MOST_YEARS}.")
    return tuple(_back(year, n) for n in range(many + 1 if kind in ("rose", "fell") else many))


def _since(kind: str, what: str, year: str) -> tuple[str, ...]:
    """The years back to the one that is named; of a rise only the two that it lies between."""
    written = YEAR.fullmatch(what.strip())
    first = f"{written[1]}-{written[2]}" if written else ""
    back = int(year[:4]) - int(first[:4]) if first else 0
    if not 1 <= back <= MOST_YEARS or first != _back(year, back):
        raise NoSuchFigure(f"“{what}” is no earlier financial year. Type it as 2021/22, at most {MOST_YEARS} back.")
    return (year, first) if kind in ("rose", "fell") else tuple(_back(year, n) for n in range(back + 1))


def _back(year: str, back: int) -> str:
    return FinancialYear(int(year[:4]) - back).code


def label(year: str) -> str:
    """``2021/22``."""
    return year.replace("-", "/")


def words(span: Span) -> str:
    """What is printed of a claim over years where the author gives no words."""
    first, many = label(span.years[-1]), len(span.years)
    if span.moves:
        return (
            f"{span.kind} for the {ORDINALS[many - 2]} year running"
            if span.how == "for"
            else f"{span.kind} since {first}"
        )
    if span.how == "for":
        return f"the {span.kind} of {NUMBERS[many - 1]} years"
    return f"the {span.kind} since {first}" if span.how == "since" else f"the {span.kind} of the years from {first}"


def misnamed(said: str, span: Span | None, year: str) -> str:
    """Why the author's own words say more than the claim rests on; nothing where they do not."""
    rests = [label(one) for one in span.years] if span else [label(year)]
    if ever := EVER.search(said):
        return f"“{ever[0]}” speaks of all years; the claim rests on {_listed(rests)}."
    for named in YEAR.finditer(said):
        if f"{named[1]}/{named[2]}" not in rests:
            return f"The words name {named[0]}; the claim rests on {_listed(rests)}."
    many = ROW_OF_YEARS.search(said)
    if many and _number(many["many"]) != (span.speaks_of if span else 1):
        return f"The words say “{many[0]}”; the claim rests on {_listed(rests)}."
    return ""


def _number(typed: str) -> int:
    low = typed.lower()
    for names in (NUMBERS, ORDINALS):
        if low in names:
            return names.index(low) + 1
    return int(re.sub(r"\D", "", low))


def _listed(names: list[str]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
