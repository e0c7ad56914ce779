"""Which answers also fill a typed column of the case, and as what. Pure; the action writes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases.statutory.definition import Answers, Definition
from cases.statutory.rules import effective, given, is_typed
from cases.vocabularies import Ethnicity, Expectedness, PlaceOfDeath, Sex

VOCABULARIES = {
    "sex": Sex, "ethnicity": Ethnicity, "place_of_death": PlaceOfDeath, "expectedness": Expectedness,
}  # fmt: skip
NUMBERS = {"gestation_weeks": (18, 45), "birth_weight_grams": (1, 32767), "age_days": (0, 6575), "age_years": (0, 17)}
"""Whole numbers, and what the column takes."""
COLUMNS = (*VOCABULARIES, *NUMBERS)
"""The columns an answer may fill. Dates of death and notification belong to triage, the area to the postcode."""


@dataclass(frozen=True)
class Promoted:
    """An answer on its way to a column."""

    column: str
    question: str
    label: str
    value: Any


def promoted(definition: Definition, answers: Answers) -> Iterator[Promoted]:
    """The answers that have a column and say something; “not known” fills nothing."""
    found = effective(definition, answers)
    for question in definition.questions():
        value = found.get(question.key)
        if question.column in COLUMNS and given(value) and not is_typed(value):
            wanted = as_column(question.column, value)
            if not empty(question.column, wanted):
                yield Promoted(question.column, question.key, question.label, wanted)


def as_column(column: str, value: Any) -> Any:
    """An answer as the column takes it; nothing where it does not fit."""
    if column in VOCABULARIES:
        return value if value in VOCABULARIES[column].values else None
    lowest, highest = NUMBERS[column]
    number = int(float(value))
    return number if lowest <= number <= highest else None


def empty(column: str, value: Any) -> bool:
    """Whether a column holds nothing yet."""
    return value is None or (column in VOCABULARIES and value == VOCABULARIES[column].NOT_KNOWN)


def words(column: str, value: Any) -> str:
    """A value of a column as people read it."""
    if column in VOCABULARIES:
        return str(dict(VOCABULARIES[column].choices).get(value, value))
    return "" if value is None else str(value)
