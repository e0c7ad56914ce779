"""Reads a definition file, and refuses a faulty one with the file, the place and the reason."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from cases.statutory import soundness
from cases.statutory.definition import (
    CONFIDENCE,
    DOMAINS,
    FORM_KINDS,
    KINDS,
    Check,
    Definition,
    Option,
    Question,
    Rows,
    Section,
)

KEY = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_]*$")
MARKS = re.compile(r"{{|{%|{#")
FORM = {"form", "version", "title", "kind", "starts_on", "intro", "source", "confidence", "sections", "checks"}
SECTION = {"key", "title", "help", "domain", "shown_when", "questions"}
QUESTION = {
    "key", "label", "kind", "hint", "required", "required_when", "shown_when", "options", "unit", "min", "max",
    "decimals", "rows", "home", "confidence", "source",
}  # fmt: skip
TYPES = {"required": bool, "min": int | float, "max": int | float, "decimals": int}


class DefinitionError(ValueError):
    """A definition that cannot be used."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        super().__init__(f"{file}: {place}: {reason}")
        self.file, self.place, self.reason = file, place, reason


def load(path: Path) -> Definition:
    """The definition in a file named ``<form>/<version>.json``."""
    name = f"{path.parent.name}/{path.name}"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except ValueError as error:
        raise DefinitionError(name, "the file", str(error)) from error
    made = parse(raw, name)
    if (made.form, f"{made.version}.json") != (path.parent.name, path.name):
        raise DefinitionError(name, "the file", f"says that it is {made.form} {made.version}")
    return made


def _once(pairs: list[tuple[str, Any]]) -> dict:
    keys = [key for key, _ in pairs]
    doubled = {key for key in keys if keys.count(key) > 1}
    if doubled:
        raise ValueError(f"doubled: {', '.join(sorted(doubled))}")
    return dict(pairs)


def parse(raw: dict, name: str) -> Definition:
    """The definition that ``raw`` describes; ``name`` stands in the reason of a refusal."""
    return _Reader(name).definition(raw)


class _Reader:
    """Goes through one file and knows where it is."""

    def __init__(self, file: str) -> None:
        self.file = file

    def refuse(self, place: str, reason: str) -> None:
        raise DefinitionError(self.file, place, reason)

    def definition(self, raw: Any) -> Definition:
        self._shape(raw, "the form", FORM, {"form", "version", "title", "kind", "starts_on", "sections"})
        self._texts(raw, "the form", "form", "version", "title", "intro", "source")
        self._one_of(raw["kind"], FORM_KINDS, "the form", "kind")
        confidence = raw.get("confidence", "medium")
        self._one_of(confidence, CONFIDENCE, "the form", "confidence")
        made = Definition(
            form=self._key(raw["form"], "the form"),
            version=str(raw["version"]),
            title=raw["title"],
            kind=raw["kind"],
            starts_on=self._date(raw["starts_on"]),
            intro=raw.get("intro", ""),
            source=raw.get("source", ""),
            confidence=confidence,
            sections=tuple(self._section(one) for one in self._list(raw["sections"], "the form", "sections")),
            checks=tuple(self._check(one) for one in raw.get("checks", [])),
        )
        for place, reason in soundness.faults(made):
            self.refuse(place, reason)
        return made

    def _section(self, raw: Any) -> Section:
        place = f"section {raw.get('key', '?')}" if isinstance(raw, dict) else "a section"
        self._shape(raw, place, SECTION, {"key", "title", "questions"})
        self._texts(raw, place, "key", "title", "help")
        if raw.get("domain") is not None:
            self._one_of(raw["domain"], DOMAINS, place, "domain")
        questions = self._list(raw["questions"], place, "questions")
        return Section(
            key=self._key(raw["key"], place),
            title=raw["title"],
            questions=tuple(self._question(one) for one in questions),
            help=raw.get("help", ""),
            domain=raw.get("domain"),
            shown_when=self._rule(raw.get("shown_when"), place),
        )

    def _question(self, raw: Any, inside: str = "") -> Question:
        place = f"question {inside}{raw.get('key', '?')}" if isinstance(raw, dict) else f"a question {inside}"
        self._shape(raw, place, QUESTION, {"key", "label", "kind"})
        self._texts(raw, place, "key", "label", "hint", "unit", "home", "source")
        self._one_of(raw["kind"], KINDS, place, "kind")
        if raw.get("confidence"):
            self._one_of(raw["confidence"], CONFIDENCE, place, "confidence")
        for name, kind in TYPES.items():
            if name in raw and (not isinstance(raw[name], kind) or (isinstance(raw[name], bool) and kind is not bool)):
                self.refuse(place, f"{name} is {raw[name]!r}")
        plain = {
            name: raw[name] for name in QUESTION - {"options", "rows", "required_when", "shown_when"} if name in raw
        }
        return Question(
            **{**plain, "key": self._key(raw["key"], place)},
            required_when=self._rule(raw.get("required_when"), place),
            shown_when=self._rule(raw.get("shown_when"), place),
            options=tuple(self._option(one, place) for one in raw.get("options", [])),
            rows=self._rows(raw["rows"], place, raw["key"]) if "rows" in raw else None,
        )

    def _rows(self, raw: Any, place: str, key: str) -> Rows:
        self._shape(raw, place, {"most", "noun", "questions"}, {"most", "noun", "questions"})
        self._texts(raw, place, "noun")
        if not isinstance(raw["most"], int) or not 1 <= raw["most"] <= 50:
            self.refuse(place, "most must lie between 1 and 50")
        return Rows(raw["most"], raw["noun"], tuple(self._question(one, f"{key} → ") for one in raw["questions"]))

    def _option(self, raw: Any, place: str) -> Option:
        self._shape(raw, place, {"code", "label"}, {"code", "label"})
        self._texts(raw, place, "code", "label")
        if not CODE.match(raw["code"]):
            self.refuse(place, f"“{raw['code']}” is not a code")
        return Option(raw["code"], raw["label"])

    def _check(self, raw: Any) -> Check:
        place = f"check {raw.get('code', '?')}" if isinstance(raw, dict) else "a check"
        needed = {"code", "sentence", "questions", "fails_when"}
        self._shape(raw, place, needed, needed)
        self._texts(raw, place, "code", "sentence")
        rule = self._rule(raw["fails_when"], place)
        return Check(self._key(raw["code"], place), raw["sentence"], tuple(raw["questions"]), rule or {})

    def _rule(self, raw: Any, place: str) -> dict | None:
        if raw is not None and (reason := soundness.rule_fault(raw)):
            self.refuse(place, reason)
        return raw

    def _shape(self, raw: Any, place: str, known: set[str], needed: set[str]) -> None:
        if not isinstance(raw, dict):
            self.refuse(place, "must be an object")
        if unknown := set(raw) - known:
            self.refuse(place, f"does not know {', '.join(sorted(unknown))}")
        if missing := needed - set(raw):
            self.refuse(place, f"lacks {', '.join(sorted(missing))}")

    def _texts(self, raw: dict, place: str, *names: str) -> None:
        for name in names:
            value = raw.get(name, "")
            if not isinstance(value, str):
                self.refuse(place, f"{name} must be text")
            if MARKS.search(value):
                self.refuse(place, f"{name} holds template marks")

    def _key(self, value: str, place: str) -> str:
        if not KEY.match(value):
            self.refuse(place, f"“{value}” is not a key: small letters, digits and single underscores")
        return value

    def _one_of(self, value: Any, known: Any, place: str, name: str) -> None:
        if value not in known:
            self.refuse(place, f"{name} is “{value}”, not one of {', '.join(known)}")

    def _list(self, value: Any, place: str, name: str) -> list:
        if not isinstance(value, list) or not value:
            self.refuse(place, f"{name} must be a list with something in it")
        return value

    def _date(self, value: Any) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.refuse("the form", "starts_on must be a date like 2026-04-01")
            raise
