"""What the record knows, as plain values, and what the check answers."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of identifier."""

    NAME = "name"
    PLACE = "place"
    DATE = "date"
    NUMBER = "number"
    ADDRESS = "address"
    COMBINATION = "combination"


KIND_LABELS = {
    Kind.NAME: "Name",
    Kind.PLACE: "Place or organisation",
    Kind.DATE: "Exact date",
    Kind.NUMBER: "Number or contact",
    Kind.ADDRESS: "Address",
    Kind.COMBINATION: "Rare combination",
}


@dataclass(frozen=True)
class Person:
    """Somebody the record names. ``instead`` is what the panel may read: “the mother”."""

    name: str
    what: str
    instead: str


@dataclass(frozen=True)
class Place:
    """A school, hospital, practice, organisation or area by its name."""

    name: str
    what: str
    instead: str


@dataclass(frozen=True)
class KnownDate:
    """A date of the record."""

    on: date
    what: str


@dataclass(frozen=True)
class Number:
    """Anything made of digits or signs that belongs to somebody: NHS number, postcode, telephone, email, reference."""

    value: str
    what: str
    instead: str


@dataclass(frozen=True)
class KnownFacts:
    """All that is looked for."""

    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[KnownDate, ...] = ()
    numbers: tuple[Number, ...] = ()
    addresses: tuple[str, ...] = ()
    backgrounds: tuple[str, ...] = ()  # language, religion: rare only together with more
    born_on: date | None = None
    died_on: date | None = None


@dataclass(frozen=True)
class Hit:
    """A place in the text: from ``start`` to ``end``, what it seems to be, and words that say no more than needed."""

    start: int
    end: int
    kind: Kind
    what: str
    instead: str
