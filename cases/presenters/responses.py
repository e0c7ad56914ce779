"""A form as it is read: its sections, how far each is, every answer in words. Nothing here queries."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cases.statutory.completeness import COMPLETE, IN_PROGRESS, NOT_ASKED, NOT_STARTED, Progress
from cases.statutory.definition import DOMAINS, Answers, Definition, Question, Section
from cases.statutory.rules import TYPED, effective, holds, is_typed
from common.components import Link, SummaryRow, Tag
from common.formats import day

PROGRESS = {
    COMPLETE: Tag("Complete", "green"),
    IN_PROGRESS: Tag("In progress", "yellow"),
    NOT_STARTED: Tag("Not started", "grey"),
    NOT_ASKED: Tag("Does not arise", "grey"),
}
NOTHING = "Not answered"
Address = Callable[..., str]


@dataclass(frozen=True)
class SectionLine:
    """A section in the list: where to, how far."""

    title: str
    url: str
    tag: Tag
    count: str


@dataclass(frozen=True)
class Part:
    """A section as it is read."""

    title: str
    rows: list[SummaryRow]
    help: str = ""
    domain: str = ""
    url: str = ""
    problems: list[str] = field(default_factory=list)


def lines(progress: list[Progress], address: Address) -> list[SectionLine]:
    """The list of sections; one that does not arise has nowhere to go."""
    return [
        SectionLine(
            one.section.title,
            "" if one.state == NOT_ASKED else address("section", section=one.section.key),
            PROGRESS[one.state],
            f"{one.answered} of {one.asked} answered" if one.asked else "",
        )
        for one in progress
    ]


def done_words(progress: list[Progress]) -> str:
    """“3 of 7 sections complete”."""
    asked = [one for one in progress if one.state != NOT_ASKED]
    return f"{sum(one.state == COMPLETE for one in asked)} of {len(asked)} sections complete"


def parts(definition: Definition, answers: Answers, *, files: Mapping[str, str] | None = None,
          address: Address | None = None, problems: tuple = (), blank: bool = True) -> list[Part]:  # fmt: skip
    """Every section that arises, with each question that arises and its answer; ``blank`` shows what has none."""
    found = effective(definition, answers)
    shown = [section for section in definition.sections if holds(section.shown_when, found)]
    return [_part(section, found, files or {}, address, problems, blank) for section in shown]


def _part(section: Section, found: Answers, files, address, problems, blank: bool) -> Part:
    url = address("section", section=section.key) if address else ""
    mine = [problem.sentence for problem in problems if problem.section == section.key]
    rows = [
        SummaryRow(question.label, words(question, found.get(question.key), files) or NOTHING, _change(url, question))
        for question in section.questions
        if holds(question.shown_when, found) and (blank or found.get(question.key) is not None)
    ]
    return Part(section.title, rows, section.help, DOMAINS.get(section.domain or "", ""), url, mine)


def _change(url: str, question: Question) -> list[Link]:
    return [Link("Change", f"{url}?check#id_{question.key}", question.label)] if url else []


def words(question: Question, value: Any, files: Mapping[str, str] | None = None) -> str:
    """An answer as people read it; nothing for none."""
    if value is None:
        return ""
    if is_typed(value):
        return f"“{' '.join(_texts(value[TYPED]))}” (not readable as an answer yet)"
    if question.rows:
        return "\n".join(f"{number}. {_row(question, row)}" for number, row in enumerate(value, start=1))
    if question.kind == "file":
        return (files or {}).get(value, "A document that was removed")
    return _plain(question, value)


def _plain(question: Question, value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(question.labels.get(code, code) for code in value)
    if question.kind in ("date", "datetime"):
        when, _, clock = value.partition("T")
        return f"{day(date.fromisoformat(when))}{f' at {clock}' if clock else ''}"
    text = question.labels.get(value, str(value))
    return f"{text} {question.unit}" if question.unit else text


def _row(group: Question, row: Answers) -> str:
    asked = group.rows.questions if group.rows else ()
    said = ((question.label, words(question, row.get(question.key))) for question in asked)
    return "; ".join(f"{label}: {text}" for label, text in said if text)


def _texts(typed: Mapping[str, Any]) -> Iterator[str]:
    for text in typed.values():
        yield from (text if isinstance(text, list) else [text])


def left_rows(response, definitions: Mapping[str, Definition]) -> list[SummaryRow]:
    """Answers of earlier versions that this one does not ask for, each in the words of its own version."""
    return [_left(one, definitions[one["version"]]) for one in response.left_behind if one["version"] in definitions]


def _left(one: dict, definition: Definition) -> SummaryRow:
    question = definition.question(one["key"])
    label = question.label if question else one["key"]
    return SummaryRow(f"{label} (version {one['version']})", words(question, one["value"]) if question else "")


def state_tag(response) -> Tag:
    """Draft or sent."""
    return Tag("Draft", "yellow") if response.is_draft else Tag("Sent", "green")
