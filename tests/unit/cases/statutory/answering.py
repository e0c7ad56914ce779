"""Answers that a definition takes: of each kind, and those that make a question arise or a rule hold."""

from cases.statutory.definition import Answers, Definition, Question, Rule, Section
from cases.statutory.rules import arises, holds, mentioned


def answer(question: Question) -> object:
    """An answer of the right kind, the last one that can be chosen."""
    if question.kind == "group":
        return [{row.key: answer(row) for row in question.rows.questions}]
    if question.labels:
        code = list(question.labels)[0]
        return [code] if question.kind == "choices" else code
    if question.kind == "number":
        middle = ((question.min or 0) + (question.max or 10)) / 2
        return f"{middle:.{question.decimals}f}" if question.decimals else int(middle)
    return {"date": "2026-03-01", "datetime": "2026-03-01T14:30", "time": "14:30", "file": "x"}.get(
        question.kind, "Some words\nand more" if question.kind == "long_text" else "Some words"
    )


def towards(rule: Rule | None, definition: Definition, answers: Answers) -> None:
    """Changes ``answers`` so that ``rule`` holds."""
    if rule is None or holds(rule, answers):
        return
    if "all" in rule:
        for part in rule["all"]:
            towards(part, definition, answers)
    elif "any" in rule:
        towards(rule["any"][-1], definition, answers)
    elif "not" in rule:
        _away(rule["not"], definition, answers)
    else:
        _compare(rule, definition, answers)


def _away(rule: Rule, definition: Definition, answers: Answers) -> None:
    """Changes ``answers`` so that ``rule`` does not hold."""
    question = definition.question(rule["question"])
    if "less_than" in rule:
        answers[rule["less_than"]], answers[question.key] = 3, 3
    else:
        other = next(code for code in question.labels if code not in rule["in"])
        answers[question.key] = [other] if question.kind == "choices" else other


def _compare(rule: Rule, definition: Definition, answers: Answers) -> None:
    key, kind = rule["question"], definition.question(rule["question"]).kind
    if rule.get("given") is False:
        answers.pop(key, None)
    elif "before" in rule:
        answers[key], answers[rule["before"]] = "2026-01-01", "2026-01-02"
    elif "more_than" in rule:
        other = rule["more_than"]
        if isinstance(other, str):
            answers[other] = 5
        answers[key] = answers.get(other, other) + 1
    elif "in" in rule:
        code = rule["in"][0]
        answers[key] = [*answers.get(key, []), code] if kind == "choices" else code
    else:
        answers[key] = answer(definition.question(key))


def bring_about(definition: Definition, key: str, answers: Answers) -> None:
    """Gives the answers that make a question arise, from the first one needed to the last."""
    question, section = definition.question(key), definition.section_of(key)
    for rule in (section.shown_when, question.shown_when):
        for needed in mentioned(rule):
            if needed != key and not arises(definition, needed, answers):
                bring_about(definition, needed, answers)
        towards(rule, definition, answers)


def everything_shown(definition: Definition, section: Section) -> Answers:
    """Answers with which the section is asked, and as many of its questions as can be asked together."""
    answers: Answers = {}
    for question in section.questions:
        bring_about(definition, question.key, answers)
    return answers
