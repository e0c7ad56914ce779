"""Who is asked about which child, and whose records a review needs: rules from a data file. Pure: facts in, lists out.

The file is ``reference/data/sources.json``. A rule is a list of cases, one of which must hold; a case holds when all it
says holds: ``days_from`` and ``days_to`` (age at death), ``any`` of the circumstances below, one of the ``categories``.
``{}`` always holds, ``[]`` never.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cases.vocabularies import Source

FILE = Path(__file__).parent / "reference" / "data" / "sources.json"

CIRCUMSTANCES = {
    "unexpected": "the death was unexpected",
    "joint_response": "a joint agency response was started",
    "coroner": "the coroner was told",
    "died_in_hospice": "the child died in a hospice",
    "died_outside_hospital": "the child died outside hospital",
}
"""What a rule may ask for beside age and category."""

KEYS = {"days_from", "days_to", "any", "categories"}


@dataclass(frozen=True)
class Facts:
    """What the rules look at."""

    age_days: int | None
    circumstances: frozenset[str] = frozenset()
    categories: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Rule:
    """One kind of record: how it is recognised, when it is asked for, when a review needs it, which supplementary
    forms its holder can best fill in."""

    source: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    ask: tuple[dict, ...]
    need: tuple[dict, ...]
    forms: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """In words."""
        return Source(self.source).label


class BadRule(ValueError):
    """The file says something that no rule can mean; the sentence says where."""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the file."""
    return tuple(_rule(row) for row in json.loads(FILE.read_text(encoding="utf-8")))


def _rule(row: dict) -> Rule:
    if row["source"] not in Source.values:
        raise BadRule(f"{FILE.name}: {row['source']} is no source")
    for case in (*row["ask"], *row["need"]):
        if set(case) - KEYS or set(case.get("any", ())) - set(CIRCUMSTANCES):
            raise BadRule(f"{FILE.name}: {row['source']} has a rule that cannot be read: {case}")
    lists = (tuple(row.get(name, ())) for name in ("kinds", "words", "ask", "need", "forms"))
    return Rule(row["source"], *lists)


def holds(cases: Iterable[dict], facts: Facts) -> bool:
    """Whether one of the cases of a rule holds. An age that is not known fits no limit."""
    return any(_holds(case, facts) for case in cases)


def _holds(case: dict, facts: Facts) -> bool:
    limited = "days_from" in case or "days_to" in case
    if limited and facts.age_days is None:
        return False
    if limited and not case.get("days_from", 0) <= facts.age_days <= case.get("days_to", 10**6):
        return False
    if "any" in case and not facts.circumstances & set(case["any"]):
        return False
    return "categories" not in case or bool(facts.categories & set(case["categories"]))


def to_ask(facts: Facts) -> list[Rule]:
    """Whom to ask by the default list for such a death."""
    return [rule for rule in rules() if holds(rule.ask, facts)]


def recognise(role: str, organisation_kind: str = "") -> str:
    """The source that somebody's role tells; else the first that fits the kind of organisation; else “other”.

    The longest word that is found decides, so that “school nurse” is not taken for a school; the words of a hospital
    fit most doctors, so they count only where nothing else is found.
    """
    said = role.lower()
    found = [(rule.source != Source.HOSPITAL, len(word), rule.source) for rule in rules() for word in rule.words
             if _says(said, word)]  # fmt: skip
    if found:
        return max(found)[-1]
    fitting = (rule.source for rule in rules() if organisation_kind in rule.kinds)
    return next(fitting, Source.OTHER.value)


def source_of(form: str) -> str:
    """Who can best fill in a supplementary form."""
    return next((rule.source for rule in rules() if form in rule.forms), Source.HOSPITAL.value)


def _says(said: str, word: str) -> bool:
    return word in said.split() if len(word) < 4 else word in said


@dataclass(frozen=True)
class Asked:
    """What matters of a request here."""

    source: str
    kind: str
    state: str


CAME, AWAITED, MISSING = "came", "awaited", "missing"


@dataclass(frozen=True)
class Need:
    """One kind of record that the review needs, and whether it is there."""

    source: str
    label: str
    state: str


def needs(facts: Facts, asked: Iterable[Asked]) -> list[Need]:
    """What a review of such a death needs, each with whether it came, is awaited, or was not asked for."""
    given = [one for one in asked if one.state != "cancelled"]
    return [
        Need(rule.source, rule.label, _state([one for one in given if _fits(one, rule)]))
        for rule in rules()
        if holds(rule.need, facts)
    ]


def _fits(one: Asked, rule: Rule) -> bool:
    return one.source == rule.source if one.source else one.kind in rule.kinds


def _state(found: list[Asked]) -> str:
    if any(one.state in ("received", "not_known_child") for one in found):
        return CAME
    return AWAITED if found else MISSING


def still_needed(found: Iterable[Need]) -> list[Need]:
    """What is not there yet."""
    return [need for need in found if need.state != CAME]
