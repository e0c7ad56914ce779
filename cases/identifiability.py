"""A simple warning before anonymised text is released: does it contain words that the record knows?

It finds what is written as the record has it: names, numbers, dates, places. It does not find what is misspelt or
only described, so a person still reads the text. Nothing of the record is returned, only the words that the writer
typed and what kind of thing they match.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cases import policy
from cases.identity.models import Child
from cases.models import Case

SHORTEST_NAME = 2
COMMON = frozenset("the and of at in on to for st dr mr mrs ms miss not known name baby unknown none".split())
"""Parts of names and places that say nothing by themselves."""


@dataclass(frozen=True)
class Mention:
    """Words in the text, as they were typed, and what they match."""

    kind: str
    words: str

    def __str__(self) -> str:
        return f"“{self.words}” matches {self.kind}"


def mentions(case: Case, text: str, *, by) -> list[Mention]:
    """What in ``text`` matches the record of ``case``, each kind and wording once, in the order of the text.

    Only somebody who may see the identity of the case may ask.
    """
    policy.see_identity(case, by)
    found: dict[tuple[str, str], int] = {}
    for kind, pattern in _patterns(case):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            found.setdefault((kind, match.group(0)), match.start())
    return [Mention(*key) for key, _ in sorted(found.items(), key=lambda entry: (entry[1], entry[0]))]


def _patterns(case: Case) -> Iterator[tuple[str, str]]:
    """Kinds of thing with the expressions that find them."""
    yield from _dates("the date of death", case.died_on)
    if case.local_authority is not None:
        yield from _words("the area of residence", [case.local_authority.name])
    child = Child.objects.filter(case=case).prefetch_related("relatives", "professionals").first()
    if child is not None:
        yield from _of_child(child)
        yield from _of_people(child)


def _of_child(child: Child) -> Iterator[tuple[str, str]]:
    yield from _names("the child's first name", child.first_names)
    yield from _names("the child's surname", child.surname)
    yield from _names("another name of the child", child.aliases)
    yield from _dates("the date of birth", child.born_on)
    yield from _number("the NHS number", child.nhs_number)
    yield from _number("the postcode", child.postcode)
    yield from _words("the address", re.split(r"[\n,]", child.address))
    yield from _words("the GP practice", [child.gp_practice])
    yield from _words("the school or nursery", [child.school])


def _of_people(child: Child) -> Iterator[tuple[str, str]]:
    for relative in child.relatives.all():
        yield from _names("the name of a relative", relative.name)
        yield from _dates("a relative's date of birth", relative.born_on)
        yield from _number("a relative's NHS number", relative.nhs_number)
        yield from _words("the address of a relative", re.split(r"[\n,]", relative.address))
    for professional in child.professionals.all():
        yield from _names("the name of a professional", professional.name)
        yield from _words("the organisation of a professional", [professional.organisation])


def _names(kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Each part of a name by itself, as a whole word."""
    for part in re.findall(r"[^\W\d_]+", name):
        if len(part) >= SHORTEST_NAME and part.lower() not in COMMON:
            yield kind, rf"\b{re.escape(part)}\b"


def _words(kind: str, phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A phrase as it stands, whatever the spaces between its words."""
    for phrase in phrases:
        words = phrase.split()
        if len("".join(words)) > SHORTEST_NAME and not all(word.lower() in COMMON for word in words):
            yield kind, r"\b" + r"\s+".join(re.escape(word) for word in words) + r"\b"


def _number(kind: str, number: str) -> Iterator[tuple[str, str]]:
    """A number or postcode, with or without spaces and hyphens."""
    signs = re.sub(r"\W", "", number)
    if len(signs) > SHORTEST_NAME:
        yield kind, r"\b" + r"[\s-]?".join(re.escape(sign) for sign in signs) + r"\b"


def _dates(kind: str, day: date | None) -> Iterator[tuple[str, str]]:
    """A date in figures or words, with or without its year."""
    if day is None:
        return
    month = f"(?:{day:%B}|{day:%b})"
    yield kind, rf"\b0?{day.day}(?:st|nd|rd|th)?\s+(?:of\s+)?{month}\b(?:,?\s+{day.year}\b)?"
    yield kind, rf"\b{month}\s+0?{day.day}(?:st|nd|rd|th)?\b(?:,?\s+{day.year}\b)?"
    yield kind, rf"\b0?{day.day}[./-]0?{day.month}[./-](?:{day.year}|{day:%y})\b"
    yield kind, rf"\b{day:%Y-%m-%d}\b"
