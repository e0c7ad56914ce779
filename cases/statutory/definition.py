"""What a form definition is made of. Plain values; nothing here reads a file or a database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

Rule = dict[str, Any]
Answers = dict[str, Any]

KINDS = (
    "text", "long_text", "number", "date", "datetime", "time", "yes_no_not_known", "choice", "choices", "group",
    "organisation", "file",
)  # fmt: skip
FORM_KINDS = ("notification", "reporting", "supplementary", "analysis")
DOMAINS = {
    "child": "A: the child",
    "social": "B: social environment, family and parenting",
    "physical": "C: physical environment",
    "services": "D: service provision",
}
CONFIDENCE = {
    "verified": "Read in a published source",
    "high": "General knowledge of the field, thought to be right",
    "medium": "To be checked locally: the idea is right, the wording or the list may differ",
}
ANSWERS, IDENTITY, COLUMN = "answers", "identity", "column:"
RECORD, MEETING = "record", "meeting"
"""What the form shows and nobody types, because the record holds it; what is asked at the panel meeting."""
YES_NO_NOT_KNOWN = (("yes", "Yes"), ("no", "No"), ("not_known", "Not known"))


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    code: str
    label: str


@dataclass(frozen=True)
class Rows:
    """What each row of a repeating group asks."""

    most: int
    noun: str
    questions: tuple["Question", ...]


@dataclass(frozen=True)
class Question:
    """One question and everything its page needs."""

    key: str
    label: str
    kind: str
    hint: str = ""
    required: bool = False
    required_when: Rule | None = None
    shown_when: Rule | None = None
    options: tuple[Option, ...] = ()
    unit: str = ""
    min: float | None = None
    max: float | None = None
    decimals: int = 0
    rows: Rows | None = None
    home: str = ANSWERS
    confidence: str = ""
    source: str = ""

    @property
    def column(self) -> str:
        """The typed column of the case record that the answer also fills, if any."""
        return self.home.removeprefix(COLUMN) if self.home.startswith(COLUMN) else ""

    @property
    def is_identity(self) -> bool:
        """Whether the answer says who somebody is, so that it is kept with the identity."""
        return self.home == IDENTITY

    @property
    def labels(self) -> dict[str, str]:
        """``{code: label}`` of what can be chosen."""
        if self.kind == "yes_no_not_known":
            return dict(YES_NO_NOT_KNOWN)
        return {option.code: option.label for option in self.options}


@dataclass(frozen=True)
class Section:
    """One page of a form."""

    key: str
    title: str
    questions: tuple[Question, ...]
    help: str = ""
    domain: str | None = None
    shown_when: Rule | None = None


@dataclass(frozen=True)
class Check:
    """Something that two answers may not say together."""

    code: str
    sentence: str
    questions: tuple[str, ...]
    fails_when: Rule


@dataclass(frozen=True)
class Definition:
    """One version of one form."""

    form: str
    version: str
    title: str
    kind: str
    starts_on: date
    sections: tuple[Section, ...]
    intro: str = ""
    source: str = ""
    confidence: str = "medium"
    checks: tuple[Check, ...] = ()

    def questions(self) -> Iterator[Question]:
        """Every question of every section, in order; not those inside groups."""
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question | None:
        """The question with this key."""
        return next((question for question in self.questions() if question.key == key), None)

    def section(self, key: str) -> Section | None:
        """The section with this key."""
        return next((section for section in self.sections if section.key == key), None)

    def section_of(self, question_key: str) -> Section:
        """The section that asks this question."""
        return next(s for s in self.sections if any(q.key == question_key for q in s.questions))

    def confidence_of(self, question: Question) -> str:
        """How sure the question is; the form's own word where it says nothing."""
        return question.confidence or self.confidence
