"""How far members are apart on the factors of a case before they talk. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

FEWEST = 3
"""With fewer people a spread would say who thinks what."""


@dataclass(frozen=True)
class View:
    """One person's rating of one factor."""

    relevance: int
    modifiable: str


@dataclass(frozen=True)
class FactorSpread:
    """The ratings of one factor: counted, and by name only once everybody has rated."""

    key: str
    relevance: Mapping[int, int]
    modifiable: Mapping[str, int]
    named: tuple[tuple[str, View], ...] = ()


@dataclass(frozen=True)
class Spread:
    """Who is waited for, how many have rated every factor, and the factors once that may be shown."""

    expected: int
    rated: int
    complete: bool
    factors: tuple[FactorSpread, ...] = ()


def spread(keys: Iterable[str], expected: Mapping, views: Mapping) -> Spread:
    """``expected``: {person: name}; ``views``: {person: {factor key: View}}.

    Nothing is shown until ``FEWEST`` have rated; names are shown only when everybody expected has.
    """
    wanted = list(keys)
    done = {person: own for person, own in views.items() if wanted and set(wanted) <= set(own)}
    there = [person for person in expected if person in done]
    complete = bool(there) and len(there) == len(expected)
    if not complete and len(done) < FEWEST:
        return Spread(len(expected), len(done), False)
    return Spread(len(expected), len(done), complete, tuple(_factor(key, expected, done, complete) for key in wanted))


def _factor(key: str, expected: Mapping, done: Mapping, complete: bool) -> FactorSpread:
    named = tuple((name, done[person][key]) for person, name in expected.items()) if complete else ()
    return FactorSpread(
        key=key,
        relevance=Counter(own[key].relevance for own in done.values()),
        modifiable=Counter(own[key].modifiable for own in done.values()),
        named=named,
    )
