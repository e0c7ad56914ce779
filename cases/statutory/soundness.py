"""What makes a definition unsound, though each of its parts is well formed: keys, options, rules, references."""

from collections.abc import Iterator
from typing import Any

from cases.statutory.definition import ANSWERS, COLUMN, IDENTITY, MEETING, RECORD, Definition, Question
from cases.statutory.rules import mentioned

COMPARISONS = ("in", "given", "before", "less_than", "more_than")
RESERVED = {"version", "asked", "csrfmiddlewaretoken", "save_later", "new_id", "base"}
CHOOSING = ("choice", "choices")
PARTS = ("_day", "_month", "_year")

Fault = tuple[str, str]


def rule_fault(raw: Any) -> str:
    """Why this is not a rule, or nothing."""
    if not isinstance(raw, dict):
        return "a rule must be an object"
    if set(raw) in ({"all"}, {"any"}):
        parts = next(iter(raw.values()))
        if not isinstance(parts, list) or not parts:
            return "all and any need a list of rules"
        return next((fault for part in parts if (fault := rule_fault(part))), "")
    if set(raw) == {"not"}:
        return rule_fault(raw["not"])
    return _comparison_fault(raw)


def _comparison_fault(raw: dict) -> str:
    words = set(raw) - {"question"}
    if "question" not in raw or len(words) != 1 or not words <= set(COMPARISONS):
        return f"a rule asks a question one of {', '.join(COMPARISONS)}; this one has {', '.join(sorted(raw))}"
    word = words.pop()
    wanted = {"in": list, "given": bool, "before": str}.get(word)
    if wanted is not None and not isinstance(raw[word], wanted):
        return f"“{word}” does not go with {raw[word]!r}"
    if wanted is None and (isinstance(raw[word], bool) or not isinstance(raw[word], int | float | str)):
        return f"“{word}” takes a number or a question"
    return ""


def faults(definition: Definition) -> Iterator[Fault]:
    """Everything wrong with a definition."""
    yield from _doubled("the form", "section", [section.key for section in definition.sections])
    yield from _doubled("the form", "key", [question.key for question in definition.questions()])
    known: dict[str, Question] = {}
    for section in definition.sections:
        yield from _rule_faults(f"section {section.key}", section.shown_when, known)
        known |= {question.key: question for question in section.questions}
        for question in section.questions:
            yield from _question_faults(question, known)
    for question in definition.questions():
        yield from _rule_faults(f"question {question.key}", question.required_when, known)
        yield from _posted_faults(question, set(known))
    for check in definition.checks:
        yield from _rule_faults(f"check {check.code}", check.fails_when, known)
        yield from _unknown(f"check {check.code}", check.questions, known)
    yield from _doubled("the form", "check", [check.code for check in definition.checks])


def _question_faults(question: Question, known: dict[str, Question], inside: str = "") -> Iterator[Fault]:
    place = f"question {inside}{question.key}"
    yield from _rule_faults(place, question.shown_when, known)
    if question.key in mentioned(question.shown_when):
        yield place, "the question hangs on itself"
    if (question.kind in CHOOSING) != bool(question.options):
        yield place, "a choice needs options, and nothing else has any"
    if (question.kind == "group") != bool(question.rows):
        yield place, "a group needs rows, and nothing else has any"
    if question.home not in (ANSWERS, IDENTITY, RECORD, MEETING) and not question.column:
        yield place, f"home must be {ANSWERS}, {IDENTITY}, {RECORD}, {MEETING} or {COLUMN}<name>"
    yield from _doubled(place, "code", [option.code for option in question.options])
    if question.rows:
        yield from _rows_faults(place, question, known)


def _rows_faults(place: str, question: Question, known: dict[str, Question]) -> Iterator[Fault]:
    asked = question.rows.questions if question.rows else ()
    yield from _doubled(place, "key", [row.key for row in asked])
    within = {**known, **{row.key: row for row in asked}}
    for row in asked:
        if row.kind in ("group", "file"):
            yield f"{place} → {row.key}", f"a row cannot hold a {row.kind}"
        if row.home != ANSWERS:
            yield f"{place} → {row.key}", "a row has no home of its own: its group has"
        yield from _question_faults(row, within, f"{question.key} → ")
        yield from _rule_faults(f"{place} → {row.key}", row.required_when, within)


def _posted_faults(question: Question, keys: set[str]) -> Iterator[Fault]:
    """Names that inputs of another question take."""
    if question.key in RESERVED:
        yield f"question {question.key}", "this key is taken by the page itself"
    if question.kind in ("date", "datetime"):
        for part in PARTS:
            if question.key + part in keys:
                yield f"question {question.key}{part}", f"this key is an input of {question.key}"


def _rule_faults(place: str, rule: Any, known: dict[str, Question]) -> Iterator[Fault]:
    yield from _unknown(place, mentioned(rule), known)
    yield from _option_faults(place, rule, known)


def _option_faults(place: str, rule: Any, known: dict[str, Question]) -> Iterator[Fault]:
    if rule is None:
        return
    for part in [*rule.get("all", []), *rule.get("any", []), *([rule["not"]] if "not" in rule else [])]:
        yield from _option_faults(place, part, known)
    question = known.get(rule.get("question", ""))
    if question and question.labels:
        for code in rule.get("in", []):
            if code not in question.labels:
                yield place, f"a rule names “{code}”, which is no option of {question.key}"


def _unknown(place: str, names: Any, known: dict[str, Question]) -> Iterator[Fault]:
    for name in names:
        if name not in known:
            yield place, f"a rule names “{name}”, which is not asked here or before"


def _doubled(place: str, what: str, names: list[str]) -> Iterator[Fault]:
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield place, f"the {what} “{name}” stands there twice"
