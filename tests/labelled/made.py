"""Fills the narratives from the families: texts with the places of every planted identifier."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.labelled import families as known
from tests.labelled.families import FAMILIES, Family
from tests.labelled.narratives import BY_HAND, CLEAN, CLEAN_BY_HAND, MARKED, UNSEEN

_MARK = re.compile(r"\[\[(\w+)\|(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True)
class Planted:
    """One identifier in a text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Labelled:
    """A narrative, whose it is, and what was planted."""

    family: Family
    text: str
    planted: tuple[Planted, ...]


def narratives() -> Iterator[Labelled]:
    """Every narrative for every family."""
    for number, family in enumerate(FAMILIES):
        for index, marked in enumerate(MARKED):
            yield _labelled(family, marked.format(**_words(family, number * len(MARKED) + index)))


def unseen() -> Iterator[Labelled]:
    """The narratives and families that the check had not met."""
    for number, family in enumerate(known.UNSEEN):
        for index, marked in enumerate(UNSEEN):
            yield _labelled(family, marked.format(**_words(family, 100 + number * len(UNSEEN) + index)))


def by_hand(part: str) -> Iterator[Labelled]:
    """The passages written by hand: ``open`` or ``held`` back."""
    families = {one.surname: one for one in (*FAMILIES, *known.BY_HAND)}
    for passage in BY_HAND:
        head, _, marked = passage.partition("\n")
        surname, _, state = (word.strip() for word in head.split("|"))
        if state == part:
            yield _labelled(families[surname], marked)


def clean_by_hand() -> list[str]:
    """Passages in the same manner without an identifier."""
    return list(CLEAN_BY_HAND)


def clean() -> list[str]:
    """Narratives without an identifier."""
    return list(CLEAN)


def _labelled(family: Family, marked: str) -> Labelled:
    text, planted, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        planted.append(Planted(match.group(1), len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        at = match.end()
    return Labelled(family, text + marked[at:], tuple(planted))


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"


_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()


def _worded(day: int) -> str:
    if day <= 20:
        return _UNITS[day - 1]
    return ("thirty-" if day > 30 else "twenty-") + _UNITS[day % 10 - 1] if day % 10 else "thirtieth"


FORMS = (
    lambda d: f"on {d.day} {d:%B} {d.year}",
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"on {d:%A} {d.day} {d:%B}",
    lambda d: f"{d.day}.{d.month}.{d:%y}",
    lambda d: f"on the {_ordinal(d.day)} of {d:%B}",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"on {d:%B} {_ordinal(d.day)}, {d.year}",
    lambda d: f"{d.day}-{d:%b}-{d.year}",
    lambda d: f"{d:%d %b %y}",
    lambda d: f"on the {_worded(d.day)} of {d:%B}",
    lambda d: f"{d.day}/{d.month}/{d:%y}",
    lambda d: f"{_ordinal(d.day)} {d:%b}",
    lambda d: f"on {d:%a} {d.day} {d:%b} {d.year}",
    lambda d: f"on the {_ordinal(d.day)}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d.day}{d:%b}{d.year}",
    lambda d: f"{d:%B} {d.day}",
    lambda d: f"{d:%d.%m.%Y}",
)


def _words(family: Family, turn: int) -> dict[str, str]:
    dates = {f"d{n}": FORMS[(turn + n * 5) % len(FORMS)](_between(family, n)) for n in range(1, 13)}
    last = lambda name: name.split()[-1]  # noqa: E731
    first = lambda name: name.replace("Dr ", "").replace("Mr ", "").split()[0]  # noqa: E731
    he = turn % 2
    plain_first = family.first.replace("é", "e")
    return {
        **{name: getattr(family, name) for name in Family.__dataclass_fields__},
        **dates,
        "d_born": FORMS[turn % 13](family.born),
        "d_died": FORMS[(turn + 7) % 13](family.died),
        "d_born_slash": f"{family.born:%d/%m/%Y}",
        "initials": family.initials,
        "letter": family.first[0],
        "nhs_spaced": f"{family.nhs[:3]} {family.nhs[3:6]} {family.nhs[6:]}" if turn % 3 else family.nhs,
        "phone_joined": re.sub(r"\D", "", family.phone),
        "postcode_joined": family.postcode.replace(" ", "").lower() if turn % 2 else family.postcode.replace(" ", ""),
        "first_possessive": family.first + ("’s" if turn % 2 else "'s"),
        "first_upper": family.first.upper(),
        "middle_upper": family.middle.upper(),
        "first_lower": family.first.lower(),
        "first_plain": plain_first,
        "surname_upper": family.surname.upper(),
        "surname_possessive": family.surname + "'s",
        "surname_broken": family.surname[:4] + "-\n" + family.surname[4:].lstrip("-'").lower(),
        "mother_first": first(family.mother),
        "mother_first_upper": first(family.mother).upper(),
        "mother_title": f"Mrs {last(family.mother)}",
        "father_first": first(family.father),
        "father_first_possessive": first(family.father) + "’s",
        "sibling_first": first(family.sibling),
        "gp_surname": f"Dr {last(family.gp)}",
        "consultant_surname": f"Dr {last(family.consultant)}",
        "social_worker_first": first(family.social_worker),
        "practice_upper": family.practice.upper(),
        "hospital_upper": family.hospital.upper(),
        "him": "him" if he else "her",
        "He": "He" if he else "She",
    }


def _between(family: Family, n: int) -> date:
    days = (family.died - family.born).days
    return family.born + timedelta(days=max(1, days * n // 14))
