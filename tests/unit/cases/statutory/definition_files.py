"""The definition files as plain dictionaries, for tests of what they say."""

import json
from collections.abc import Iterator
from pathlib import Path

import cases

FOLDER = Path(cases.__file__).parent / "statutory"
FILES = sorted((FOLDER / "definitions").glob("*/*.json"))
NAMES = [f"{path.parent.name}/{path.stem}" for path in FILES]
RULES = json.loads((FOLDER / "supplementary.json").read_text(encoding="utf-8"))
FIRST = "2026-1"


def read(form: str, version: str = FIRST) -> dict:
    """One definition."""
    return json.loads((FOLDER / "definitions" / form / f"{version}.json").read_text(encoding="utf-8"))


ALL = {path.parent.name: read(path.parent.name) for path in FILES if path.stem == FIRST}


def questions(definition: dict, *, rows: bool = True) -> Iterator[dict]:
    """Every question, with those of repeating groups behind the group."""
    for section in definition["sections"]:
        for question in section["questions"]:
            yield question
            if rows:
                yield from question.get("rows", {}).get("questions", [])


def keys(definition: dict) -> set[str]:
    """The key of every question."""
    return {question["key"] for question in questions(definition)}


def texts(node: object, name: str = "") -> Iterator[tuple[str, str]]:
    """Every piece of text that people read, with what it is."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from texts(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value, name)
    elif isinstance(node, str) and name in ("label", "hint", "title", "help", "intro", "sentence", "source", "because"):
        yield name, node


def leaves(rule: dict) -> Iterator[dict]:
    """The comparisons a rule is made of."""
    for part in [*rule.get("all", []), *rule.get("any", []), *([rule["not"]] if "not" in rule else [])]:
        yield from leaves(part)
    if "question" in rule:
        yield rule
