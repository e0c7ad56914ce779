"""Takes the answers of a draft over to a newer version of its form. Pure."""

from dataclasses import dataclass
from typing import Any

from cases.statutory.definition import Answers, Definition, Question
from cases.statutory.rules import is_typed


@dataclass(frozen=True)
class Carried:
    """The answers that the new version asks too, and those that it has no place for."""

    answers: Answers
    left: Answers


def carry(old: Definition, new: Definition, answers: Answers) -> Carried:
    """Each answer goes to the question of the same key and kind; one that no longer fits is left behind, not lost."""
    kept: Answers = {}
    left: Answers = {}
    for key, value in answers.items():
        fits = _fits(old.question(key), new.question(key), value)
        (kept if fits else left)[key] = value
    return Carried(kept, left)


def _fits(old: Question | None, new: Question | None, value: Any) -> bool:
    if old is None or new is None or old.kind != new.kind or old.is_identity != new.is_identity:
        return False
    if is_typed(value):
        return True
    if new.kind in ("choice", "choices"):
        return set(value if isinstance(value, list) else [value]) <= set(new.labels)
    if new.rows and old.rows and isinstance(value, list):
        return len(value) <= new.rows.most and all(_row_fits(old, new, row) for row in value)
    return True


def _row_fits(old: Question, new: Question, row: Answers) -> bool:
    before = {question.key: question for question in old.rows.questions} if old.rows else {}
    after = {question.key: question for question in new.rows.questions} if new.rows else {}
    return all(_fits(before.get(key), after.get(key), value) for key, value in row.items())
