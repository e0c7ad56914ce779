"""Asks a rule of a definition of some answers. What has no answer makes every comparison false."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from cases.statutory.definition import Answers, Definition, Question, Rule

TYPED = "typed"
"""The key under which text is kept that is not an answer yet, such as 31 February: ``{"typed": {"_day": "31"}}``."""


def is_typed(value: Any) -> bool:
    """Whether this is text as it was typed, that could not be read as an answer."""
    return isinstance(value, dict) and TYPED in value


def given(value: Any) -> bool:
    """Whether there is an answer. “Not known” is one; blank is not."""
    return value not in (None, "", [], {}) and not is_typed(value)


def holds(rule: Rule | None, answers: Answers) -> bool:
    """Whether ``rule`` is true of ``answers``; no rule is true of all."""
    if rule is None:
        return True
    if "all" in rule:
        return all(holds(part, answers) for part in rule["all"])
    if "any" in rule:
        return any(holds(part, answers) for part in rule["any"])
    if "not" in rule:
        return not holds(rule["not"], answers)
    return _compares(rule, answers)


def _compares(rule: Rule, answers: Answers) -> bool:
    value = answers.get(rule["question"])
    if "given" in rule:
        return given(value) == rule["given"]
    if not given(value):
        return False
    if "in" in rule:
        return any(one in rule["in"] for one in (value if isinstance(value, list) else [value]))
    if "before" in rule:
        other = answers.get(rule["before"])
        return given(other) and _earlier(str(value), str(other))
    if "less_than" in rule:
        return _ordered(value, _number_or_answer(rule["less_than"], answers))
    return _ordered(_number_or_answer(rule["more_than"], answers), value)


def _earlier(one: str, other: str) -> bool:
    """Dates and times are kept so that they sort as text; a date alone is compared by its day."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def _number_or_answer(limit: Any, answers: Answers) -> Any:
    return answers.get(limit) if isinstance(limit, str) else limit


def _ordered(smaller: Any, larger: Any) -> bool:
    try:
        return Decimal(str(smaller)) < Decimal(str(larger))
    except InvalidOperation:
        return False


def mentioned(rule: Rule | None) -> Iterator[str]:
    """Every question that a rule asks about."""
    if rule is None:
        return
    for part in [*rule.get("all", []), *rule.get("any", []), *([rule["not"]] if "not" in rule else [])]:
        yield from mentioned(part)
    if "question" in rule:
        yield rule["question"]
    for word in ("before", "less_than", "more_than"):
        if isinstance(rule.get(word), str):
            yield rule[word]


def effective(definition: Definition, answers: Answers) -> Answers:
    """The answers to questions that arise. What is out of sight does not count, nor does what follows from it."""
    found: Answers = {}
    for section in definition.sections:
        if not holds(section.shown_when, found):
            continue
        _take(section.questions, answers, found)
    return found


def _take(questions: tuple[Question, ...], answers: Answers, found: Answers) -> None:
    """A rule may look further down its own section: once round for each question is enough for any chain."""
    known = {question.key: answers[question.key] for question in questions if question.key in answers}
    for _ in questions:
        seen = {**found, **known}
        kept = {q.key: known[q.key] for q in questions if q.key in known and holds(q.shown_when, seen)}
        if kept == known:
            break
        known = kept
    found |= known
    for question in questions:
        if question.rows and isinstance(known.get(question.key), list):
            found[question.key] = [rows_effective(question, row, found) for row in known[question.key]]


def rows_effective(question: Question, row: Answers, answers: Answers) -> Answers:
    """One row of a group with the answers that arise in it."""
    asked = question.rows.questions if question.rows else ()
    return {q.key: row[q.key] for q in asked if q.key in row and holds(q.shown_when, {**answers, **row})}


def arises(definition: Definition, key: str, answers: Answers) -> bool:
    """Whether a question is asked, given all answers."""
    found = effective(definition, answers)
    section, question = definition.section_of(key), definition.question(key)
    return question is not None and holds(section.shown_when, found) and holds(question.shown_when, found)
