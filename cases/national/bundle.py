"""The content of one return, as plain values. Pure: no database, no request."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

FORM = 1
"""Raised when keys change their meaning, so that a copy can always be read as what it was."""


@dataclass(frozen=True)
class Line:
    """One field: its key, what it is called, the value as it would be sent and as people read it."""

    key: str
    label: str
    value: str = ""
    shown: str = ""
    required: bool = False

    @property
    def missing(self) -> bool:
        """Whether the return is not complete without it."""
        return self.required and not self.value


@dataclass(frozen=True)
class Part:
    """A section of the national forms."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Change:
    """A field that is not what it was when the case was sent last."""

    key: str
    label: str
    before: str
    now: str


@dataclass(frozen=True)
class Bundle:
    """Everything of one case, in the order in which it is keyed."""

    reference: str
    parts: tuple[Part, ...]

    @property
    def lines(self) -> list[Line]:
        """All fields in order."""
        return [line for part in self.parts for line in part.lines]

    @property
    def missing(self) -> list[Line]:
        """What is required and not there."""
        return [line for line in self.lines if line.missing]

    @property
    def filled(self) -> int:
        """How many fields have a value."""
        return sum(1 for line in self.lines if line.value)

    @property
    def digest(self) -> str:
        """The same for the same content, whenever it is made."""
        return hashlib.sha256(json.dumps(self.content(), sort_keys=True).encode()).hexdigest()

    def content(self) -> dict:
        """As JSON: the parts in order, each field with its value and its words."""
        return {
            "form": FORM,
            "reference": self.reference,
            "parts": [
                {
                    "key": part.key,
                    "title": part.title,
                    "fields": [
                        {"key": line.key, "label": line.label, "value": line.value, "shown": line.shown}
                        for line in part.lines
                    ],
                }
                for part in self.parts
            ],
        }


def fields_of(content: dict) -> dict[str, dict]:
    """``{key: field}`` of a content, the present one or a kept copy."""
    return {field["key"]: field for part in content["parts"] for field in part["fields"]}


def changes(before: dict | None, now: dict) -> list[Change]:
    """What differs between two contents: changed, new, gone. Nothing where there is nothing to compare with."""
    if before is None:
        return []
    old, new = fields_of(before), fields_of(now)
    keys = list(new) + [key for key in old if key not in new]
    return [_change(key, old.get(key), new.get(key)) for key in keys if _value(old.get(key)) != _value(new.get(key))]


def _value(field: dict | None) -> str:
    return field["value"] if field else ""


def _change(key: str, old: dict | None, new: dict | None) -> Change:
    label = (new or old or {}).get("label", key)
    return Change(key, label, old["shown"] if old else "", new["shown"] if new else "")


def changed_keys(found: Iterable[Change]) -> set[str]:
    """The keys alone."""
    return {change.key for change in found}
