"""Every definition with the engine: it loads, each question can arise, each page round-trips and loses nothing."""

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, settings
from hypothesis import given as drawn
from hypothesis import strategies as st

from cases.statutory import builder, catalogue, inputs
from cases.statutory.completeness import MISSING, problems, progress
from cases.statutory.definition import Answers, Question, Section
from cases.statutory.promotion import COLUMNS
from cases.statutory.rules import arises, effective, holds
from tests.unit.cases.statutory.answering import answer, bring_about, everything_shown, towards
from tests.unit.cases.test_form_pages import page, posted, read_back

DEFINITIONS = [one for versions in catalogue.forms().values() for one in versions]
SECTIONS = [(one, section) for one in DEFINITIONS for section in one.sections]
NAMES = [f"{one.form} {one.version}" for one in DEFINITIONS]
PAGES = [f"{one.form} {section.key}" for one, section in SECTIONS]
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


@pytest.mark.parametrize("definition", DEFINITIONS, ids=NAMES)
def test_reported_facts_fill_columns_that_take_them(definition):
    """The notification and the analysis fill their own records; what agencies report fills the case."""
    if definition.kind in ("reporting", "supplementary"):
        assert {question.column for question in definition.questions() if question.column} <= set(COLUMNS)


@pytest.mark.slow
@pytest.mark.parametrize(("definition", "section"), SECTIONS, ids=PAGES)
def test_each_page_round_trips_every_kind(definition, section):
    answers = everything_shown(definition, section)
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
    answers = everything_shown(definition, section)
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
