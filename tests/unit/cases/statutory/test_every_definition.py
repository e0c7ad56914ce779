"""Every definition with the engine: it loads, each question can arise, each page round-trips and loses nothing."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from cases.statutory import builder, catalogue, inputs
from cases.statutory.completeness import MISSING, problems, progress
from cases.statutory.definition import Answers, Definition, Question, Rule, Section
from cases.statutory.rules import arises, effective, holds, mentioned
from tests.unit.cases.test_form_pages import page, posted, read_back

DEFINITIONS = [one for versions in catalogue.forms().values() for one in versions]
SECTIONS = [(one, section) for one in DEFINITIONS for section in one.sections]
NAMES = [f"{one.form} {one.version}" for one in DEFINITIONS]
PAGES = [f"{one.form} {section.key}" for one, section in SECTIONS]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@pytest.mark.parametrize("definition", DEFINITIONS, ids=NAMES)
def test_every_question_can_arise(definition):
    for question in definition.questions():
        answers: Answers = {}
        bring_about(definition, question.key, answers)
        assert arises(definition, question.key, answers), question.key


@pytest.mark.parametrize("definition", DEFINITIONS, ids=NAMES)
def test_no_answers_are_no_contradiction_and_no_progress(definition):
    assert {problem.code for problem in problems(definition, {})} <= {MISSING}
    assert all(one.answered == 0 for one in progress(definition, {}))


@pytest.mark.parametrize("definition", DEFINITIONS, ids=NAMES)
def test_every_check_can_fail_and_never_on_an_empty_form(definition):
    for check in definition.checks:
        assert not holds(check.fails_when, {}), check.code
        answers: Answers = {}
        towards(check.fails_when, definition, answers)
        assert holds(check.fails_when, answers), check.code


@pytest.mark.slow
@pytest.mark.parametrize(("definition", "section"), SECTIONS, ids=PAGES)
def test_each_page_round_trips_every_kind(definition, section):
    answers: Answers = {}
    for question in section.questions:
        bring_about(definition, question.key, answers)
    answers = {**{question.key: answer(question) for question in section.questions}, **answers}
    found = effective(definition, answers)
    back = read_back(definition, section, answers)
    for question in section.questions:
        if question.kind != "file" and question.key in found:
            assert back[question.key] == answers[question.key], question.key


def _inputs(section: Section) -> list[str]:
    found = []
    for question in section.questions:
        if question.rows:
            found += [f"{question.key}-0-{name}" for row in question.rows.questions for name in _names(row)]
        elif question.kind != "file":
            found += [f"{name}" for name in _names(question)]
    return found


def _names(question: Question) -> list[str]:
    names = []
    for suffix in inputs.fields_of(question):
        parts = ("_day", "_month", "_year") if question.kind in ("date", "datetime") and not suffix else ("",)
        names += [question.key + suffix + part for part in parts]
    return names


@pytest.mark.slow
@pytest.mark.parametrize(("definition", "section"), SECTIONS, ids=PAGES)
@FEW
@drawn(data=st.data())
def test_whatever_is_posted_comes_back_or_is_an_answer(definition, section, data):
    """No error, and what cannot be read is on the page again as it was typed."""
    names = _inputs(section)
    typed = data.draw(st.dictionaries(st.sampled_from(names), TEXT, max_size=5)) if names else {}
    sent = QueryDict(mutable=True)
    sent.update(typed)
    for question in section.questions:
        if question.rows:
            sent[f"{question.key}-TOTAL_FORMS"] = "1"
    sent["asked"] = " ".join(question.key for question in section.questions)
    kept = builder.read(section.questions, sent)
    problems(definition, kept)
    again = builder.read(section.questions, _sent_again(section, kept))
    assert again == kept


def _sent_again(section: Section, kept: Answers) -> QueryDict:
    data = builder.as_data(section.questions, {key: value for key, value in kept.items() if value is not None})
    data["asked"] = " ".join(question.key for question in section.questions)
    return data


@pytest.mark.slow
@pytest.mark.parametrize(("definition", "section"), SECTIONS, ids=PAGES)
def test_each_input_has_a_label_and_a_name_of_its_own(definition, section):
    answers: Answers = {}
    for question in section.questions:
        bring_about(definition, question.key, answers)
    soup = page(builder.section_form(definition, section, answers))
    ids = [one["id"] for one in soup.select("[id]")]
    assert len(ids) == len(set(ids)), sorted({one for one in ids if ids.count(one) > 1})
    labelled = {label.get("for") for label in soup.select("label")}
    for one in soup.select("input, textarea, select"):
        if one.get("type") not in ("hidden", "submit"):
            assert one.get("id") in labelled, one
    for question in builder.shown(definition, section, answers):
        if question.kind != "group":
            assert question.label in soup.get_text(" ", strip=True), question.key


def test_posted_pages_have_something_to_post():
    """The helper that stands for a browser finds inputs on every page."""
    definition, section = SECTIONS[0]
    assert len(posted(page(builder.section_form(definition, section, {})))) > 1
