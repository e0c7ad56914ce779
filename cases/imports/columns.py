"""The columns of the case-level file, and how each value is read. A blank means not known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cases.vocabularies import Category, Ethnicity, Expectedness, Modifiability, PlaceOfDeath, Sex


class BadValue(ValueError):
    """A value that cannot be used; the text says why."""


def text(limit: int) -> Callable[[str], str]:
    """Printable text of at most ``limit`` characters."""

    def read(value: str) -> str:
        if len(value) > limit:
            raise BadValue(f"longer than {limit} characters")
        if not value.isprintable():
            raise BadValue("holds characters that cannot be printed")
        return value

    return read


def iso_date(value: str) -> date:
    """A date such as 2024-11-05."""
    try:
        if len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise BadValue("not a date such as 2024-11-05") from None


def whole(low: int, high: int) -> Callable[[str], int]:
    """A whole number from ``low`` to ``high``."""

    def read(value: str) -> int:
        if not (value.isascii() and value.isdigit()):
            raise BadValue("not a whole number")
        if not low <= int(value) <= high:
            raise BadValue(f"not from {low} to {high}")
        return int(value)

    return read


def choice(values: list[str]) -> Callable[[str], str]:
    """One of a list of codes."""

    def read(value: str) -> str:
        if value not in values:
            raise BadValue(f"not one of {', '.join(values)}")
        return value

    return read


def codes(value: str) -> tuple[str, ...]:
    """Codes separated by semicolons, each once, in the order given."""
    return tuple(dict.fromkeys(part.strip() for part in value.split(";") if part.strip()))


@dataclass(frozen=True)
class Column:
    """How one column is read, whether it must be there, and what a blank means."""

    read: Callable
    required: bool = False
    blank: object = None


COLUMNS: dict[str, Column] = {
    "reference": Column(text(30), required=True),
    "notified_on": Column(iso_date, required=True),
    "died_on": Column(iso_date, required=True),
    "born_on": Column(iso_date),
    "age_days": Column(whole(0, 6575)),
    "sex": Column(choice(Sex.values), required=True, blank=Sex.NOT_KNOWN.value),
    "ethnicity": Column(choice(Ethnicity.values), required=True, blank=Ethnicity.NOT_KNOWN.value),
    "local_authority": Column(text(9), required=True),
    "imd_decile": Column(whole(1, 10)),
    "gestation_weeks": Column(whole(18, 45)),
    "place_of_death": Column(choice(PlaceOfDeath.values), required=True, blank=PlaceOfDeath.NOT_KNOWN.value),
    "expectedness": Column(choice(Expectedness.values), required=True, blank=Expectedness.NOT_KNOWN.value),
    "reviewed_on": Column(iso_date),
    "primary_category": Column(whole(min(Category.values), max(Category.values))),
    "modifiability": Column(choice(Modifiability.values), blank=""),
    "factors": Column(codes, blank=()),
    "other_factors": Column(codes, blank=()),
}
NEVER_BLANK = ("reference", "notified_on", "died_on")
"""Of the required columns, those whose value must also be there: a blank elsewhere means not known."""
