"""Answers of forms that were chosen for the papers, and whether each is still what the form says. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from panels.checking import Passage
from panels.models import ChosenAnswer


class Standing(StrEnum):
    """What became of the answer since it was chosen."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    REOPENED = "reopened"


@dataclass(frozen=True)
class Answer:
    """A chosen answer with its question, and what the form says today; nothing while the form is a draft again."""

    row: ChosenAnswer
    form: str
    section: str
    question: str
    now: str
    standing: Standing

    @property
    def passage(self) -> Passage:
        """Its words for the check."""
        return Passage(f"answer.{self.row.pk}", f"{self.form}: {self.question}", self.row.text)


def mark(words: str) -> str:
    """The same for the same answer."""
    return hashlib.sha256(words.encode()).hexdigest()


def standing(row: ChosenAnswer, now: str) -> Standing:
    """Whether the form still says what the wording was written from."""
    if row.response.is_draft:
        return Standing.REOPENED
    if not now:
        return Standing.GONE
    return Standing.SAME if mark(now) == row.source_mark else Standing.CHANGED


def changed(answers: Iterable[Answer]) -> list[Answer]:
    """Those that the manager has to look at again."""
    return [one for one in answers if one.standing != Standing.SAME]


def by_form(answers: Iterable[Answer]) -> list[dict]:
    """Forms, their sections, questions and answers as plain values, in the order in which they come."""
    return [
        {"title": same[0].form, "sections": _sections(same)}
        for same in (list(group) for _, group in groupby(answers, key=lambda one: one.row.response_id))
    ]


def _sections(answers: list[Answer]) -> list[dict]:
    return [
        {"title": title, "answers": [{"question": one.question, "answer": one.row.text} for one in group]}
        for title, group in groupby(answers, key=lambda one: one.section)
    ]
