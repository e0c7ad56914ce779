"""What is still missing or contradictory in some answers, and how far each section is. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.statutory.definition import Answers, Definition, Question, Section
from cases.statutory.rules import effective, given, holds, is_typed

MISSING, UNREADABLE, CHECK = "missing", "unreadable", "check"
NOT_ASKED, NOT_STARTED, IN_PROGRESS, COMPLETE = "not_asked", "not_started", "in_progress", "complete"


@dataclass(frozen=True)
class Problem:
    """Something that stands in the way of sending: where, what kind, and a sentence."""

    section: str
    key: str
    code: str
    sentence: str
    row: int | None = None
    part: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a section is."""

    section: Section
    state: str
    asked: int
    answered: int


def shown_questions(section: Section, found: Answers) -> list[Question]:
    """The questions of a section that arise, given the effective answers."""
    if not holds(section.shown_when, found):
        return []
    return [question for question in section.questions if holds(question.shown_when, found)]


def required(question: Question, found: Answers) -> bool:
    """Whether this answer cannot be left out."""
    return question.required or (question.required_when is not None and holds(question.required_when, found))


def problems(definition: Definition, answers: Answers) -> list[Problem]:
    """Everything that has to be put right before the form can be sent, in the order of the form."""
    found = effective(definition, answers)
    rows = [problem for section in definition.sections for problem in _of_section(section, found)]
    order = [section.key for section in definition.sections]
    return sorted([*rows, *_checks(definition, found)], key=lambda problem: order.index(problem.section))


def _of_section(section: Section, found: Answers) -> Iterator[Problem]:
    for question in shown_questions(section, found):
        yield from _of_question(section, question, found)


def _of_question(section: Section, question: Question, found: Answers) -> Iterator[Problem]:
    value = found.get(question.key)
    if is_typed(value):
        yield Problem(section.key, question.key, UNREADABLE, f"“{question.label}” cannot be read as an answer")
    elif not given(value):
        if required(question, found):
            yield Problem(section.key, question.key, MISSING, f"“{question.label}” has no answer")
    elif question.rows and isinstance(value, list):
        for number, row in enumerate(value):
            yield from _of_row(section, question, number, {**found, **row})


def _of_row(section: Section, group: Question, number: int, row: Answers) -> Iterator[Problem]:
    where = f"{group.rows.noun} {number + 1}" if group.rows else ""
    for question in group.rows.questions if group.rows else ():
        value = row.get(question.key)
        if not holds(question.shown_when, row):
            continue
        code = UNREADABLE if is_typed(value) else MISSING if not given(value) and required(question, row) else ""
        if code:
            words = "cannot be read as an answer" if code == UNREADABLE else "has no answer"
            sentence = f"“{question.label}” of {where} {words}"
            yield Problem(section.key, group.key, code, sentence, row=number, part=question.key)


def _checks(definition: Definition, found: Answers) -> Iterator[Problem]:
    for check in definition.checks:
        if holds(check.fails_when, found):
            key = check.questions[0]
            yield Problem(definition.section_of(key).key, key, CHECK, check.sentence)


def progress(definition: Definition, answers: Answers) -> list[Progress]:
    """How far each section is, in order."""
    found = effective(definition, answers)
    in_the_way = {problem.section for problem in problems(definition, answers)}
    return [_progress(section, found, section.key in in_the_way) for section in definition.sections]


def _progress(section: Section, found: Answers, problem: bool) -> Progress:
    if not holds(section.shown_when, found):
        return Progress(section, NOT_ASKED, 0, 0)
    asked = shown_questions(section, found)
    answered = sum(given(found.get(question.key)) for question in asked)
    touched = any(question.key in found for question in asked)
    if not touched:
        return Progress(section, NOT_STARTED, len(asked), 0)
    return Progress(section, IN_PROGRESS if problem else COMPLETE, len(asked), answered)
