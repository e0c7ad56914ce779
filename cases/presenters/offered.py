"""The answers of a sent form that may be shown without identity. What says who somebody is never comes out here."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cases.presenters.responses import words
from cases.statutory.definition import Answers, Definition, Question, Section
from cases.statutory.rules import given


@dataclass(frozen=True)
class Offered:
    """One answer in words."""

    key: str
    question: str
    words: str


@dataclass(frozen=True)
class OfferedSection:
    """The answers of one section, in the form's own order."""

    key: str
    title: str
    answers: tuple[Offered, ...]


def sections(definition: Definition, answers: Answers) -> list[OfferedSection]:
    """Every section with an answer that may be chosen. ``answers`` are those of the record, without the identity."""
    found = [OfferedSection(one.key, one.title, tuple(_offered(one, answers))) for one in definition.sections]
    return [section for section in found if section.answers]


def places(definition: Definition) -> dict[str, tuple[int, Section, Question]]:
    """``{key: (place in the form, section, question)}`` of every question whose answer may be chosen."""
    asked = [(section, one) for section in definition.sections for one in _askable(section)]
    return {question.key: (place, section, question) for place, (section, question) in enumerate(asked)}


def _offered(section: Section, answers: Answers) -> Iterator[Offered]:
    for question in _askable(section):
        value = answers.get(question.key)
        text = words(question, value) if given(value) else ""
        if text.strip():
            yield Offered(question.key, question.label, text)


def _askable(section: Section) -> Iterator[Question]:
    """Without identity, in groups too, and without files: documents are chosen as documents."""
    for question in section.questions:
        if question.is_identity or question.kind == "file":
            continue
        if question.rows:
            plain = tuple(one for one in question.rows.questions if not one.is_identity and one.kind != "file")
            yield replace(question, rows=replace(question.rows, questions=plain))
        else:
            yield question
