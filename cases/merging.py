"""Two records of one death side by side: what agrees, what differs, what would be kept. Pure: no database.

A merge takes values over, field by field as a person chose. It never happens by itself, least of all with twins.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

KEPT, TAKEN = "kept", "taken"
UNDO_DAYS = 30

IDENTITY = (
    "first_names", "surname", "aliases", "nhs_number", "nhs_number_absence", "born_on", "born_at_time", "address",
    "postcode", "gp_practice", "school", "first_language", "interpreter", "religion",
)  # fmt: skip
FACTS = (
    "died_on", "sex", "ethnicity", "local_authority", "gestation_weeks", "birth_weight_grams", "place_of_death",
    "expectedness",
)  # fmt: skip
EMPTY = ("", None, "not_known", "99")
"""What says nothing: a value on the other side is then offered first."""


@dataclass(frozen=True)
class Field:
    """One field on both sides. ``group`` is where it stands: identity or facts."""

    group: str
    name: str
    label: str
    kept: Any
    other: Any
    kept_shown: str
    other_shown: str

    @property
    def key(self) -> str:
        """The field's name in forms and in the trail."""
        return f"{self.group}.{self.name}"

    @property
    def differs(self) -> bool:
        """Whether there is anything to choose."""
        return self.other not in EMPTY and self.kept != self.other

    @property
    def offered(self) -> str:
        """What is chosen unless somebody says otherwise: the record that is kept, where it says anything."""
        return TAKEN if self.differs and self.kept in EMPTY else KEPT


@dataclass(frozen=True)
class Comparison:
    """All fields of both sides, and the people whom only the other side names."""

    fields: tuple[Field, ...]
    relatives: tuple[str, ...] = ()
    professionals: tuple[str, ...] = ()

    @property
    def differing(self) -> list[Field]:
        """What a person has to decide."""
        return [field for field in self.fields if field.differs]

    @property
    def digest(self) -> str:
        """The same while neither side changes, so that nobody merges what they have not seen."""
        seen = [[field.key, plain(field.kept), plain(field.other)] for field in self.fields]
        text = json.dumps([seen, self.relatives, self.professionals])
        return hashlib.sha256(text.encode()).hexdigest()


def taken(comparison: Comparison, choices: dict[str, str]) -> list[Field]:
    """The fields whose value comes from the other side."""
    return [field for field in comparison.differing if choices.get(field.key, field.offered) == TAKEN]


def pack(fields: Iterable[Field]) -> dict[str, list]:
    """``{field: [before, after]}`` in a form that can be sealed."""
    return {field.key: [plain(field.kept), plain(field.other)] for field in fields}


def plain(value: Any) -> Any:
    if isinstance(value, date | time):
        return value.isoformat()
    return value.pk if hasattr(value, "pk") else value
