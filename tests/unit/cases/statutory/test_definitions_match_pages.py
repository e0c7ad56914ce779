"""The notification and the analysis are asked by pages of their own: their definitions say the same."""

import csv

import pytest
from django import forms as django_forms

from cases.forms.analysis import NEONATAL, STANDARD, AnalysisForm
from cases.forms.analysis_rows import FactorForm, LearningForm, RecommendationRow
from cases.forms.notification import PAGES
from cases.models import Analysis, Case, Notification
from panels.forms.floor import SpokenForm
from tests.unit.cases.statutory.definition_files import FOLDER, questions, read

KINDS = {
    "text": django_forms.CharField, "long_text": django_forms.CharField, "number": django_forms.IntegerField,
    "choice": django_forms.ChoiceField, "yes_no_not_known": django_forms.ChoiceField,
    "choices": (django_forms.MultipleChoiceField, django_forms.BooleanField),
}  # fmt: skip
OURS = {"id", "strength", "owner_email", "measure"}
"""What the panel asks of a recommendation beyond the national form."""

NOTIFICATION = {section["key"]: section for section in read("notification")["sections"]}
ROWS = [(page, name) for page in PAGES for name in page.groups]


def section_of(page) -> dict:
    return NOTIFICATION[page.slug.replace("-", "_")]


def asked(questions_: list[dict]) -> dict[str, dict]:
    return {question["key"]: question for question in questions_ if question["kind"] != "group"}


def codes(field) -> list[str]:
    found = []
    for value, label in field.choices:
        if isinstance(label, (list, tuple)):
            found += [str(code) for code, _ in label]
        elif str(value):
            found.append(str(value))
    return found


def agree(question: dict, field) -> None:
    """Same kind, label, codes and bounds; required alike, unless another answer makes it necessary."""
    if question["kind"] in KINDS:
        assert isinstance(field, KINDS[question["kind"]]), question["key"]
    if "options" in question and question["key"] not in ("area", "code") and hasattr(field, "choices"):
        if question["key"] == "relationship":
            assert [option["label"] for option in question["options"]] == codes(field)
        else:
            assert [option["code"] for option in question["options"]] == codes(field)
            labels = {str(value): str(label).replace("'", "’") for value, label in field.choices}
            assert all(option["label"] == labels[option["code"]] for option in question["options"])
    if question["kind"] == "number":
        assert (question.get("min"), question.get("max")) == (field.min_value, field.max_value)
    assert question.get("required", False) == field.required, question["key"]


@pytest.mark.parametrize("screen", PAGES, ids=lambda screen: screen.slug)
def test_each_page_of_the_notification_is_a_section(screen):
    section = section_of(screen)
    assert section["title"] == screen.title
    found = asked(section["questions"])
    assert set(found) == set(screen.form.base_fields)
    for key, field in screen.form.base_fields.items():
        agree(found[key], field)
        if field.label:
            assert found[key]["label"] == screen.form.said_as.get(key, field.label)
    assert {question["key"] for question in section["questions"] if question["kind"] == "group"} == set(screen.groups)


def test_sections_stand_in_the_order_of_the_pages():
    assert list(NOTIFICATION) == [page.slug.replace("-", "_") for page in PAGES]


@pytest.mark.parametrize(("screen", "name"), ROWS, ids=[name for _, name in ROWS])
def test_each_repeating_group_of_the_notification_asks_the_same(screen, name):
    group = next(question for question in section_of(screen)["questions"] if question["key"] == name)
    fields = screen.groups[name].form.base_fields
    found = asked(group["rows"]["questions"])
    assert set(found) == set(fields)
    for key, field in fields.items():
        agree(found[key], field)
    assert group["rows"]["most"] == screen.groups[name].max_num


def test_the_analysis_form_asks_the_same():
    definition = read("analysis")
    found = asked(list(questions(definition, rows=False)))
    fields = {key: field for key, field in AnalysisForm.base_fields.items() if key != "version"}
    assert set(found) == {*fields, *STANDARD, *NEONATAL}
    for key, field in fields.items():
        agree(found[key], field)
    assert {key: found[key]["label"] for key in {**STANDARD, **NEONATAL}} == {**STANDARD, **NEONATAL}


def test_the_closing_questions_are_those_of_the_meeting_and_the_rest_is_as_before():
    newest = read("analysis", "2026-2")
    sections = {section["key"]: section for section in newest["sections"]}
    closing = asked(sections.pop("closing")["questions"])
    header = sections.pop("header")["questions"]
    assert list(sections.values()) == read("analysis")["sections"]
    assert {question["home"] for question in header} == {"record"}
    assert {question["home"] for question in closing.values()} == {"meeting"}
    assert set(closing) - {"feedback_plan"} == set(SpokenForm.base_fields) - set(AnalysisForm.base_fields) - {
        "base",
        "points",
    }
    for key in set(closing) & set(SpokenForm.base_fields):
        assert closing[key]["label"] == SpokenForm.base_fields[key].label
        if "options" in closing[key]:
            choices = [(code, label) for code, label in SpokenForm.base_fields[key].choices if code]
            assert [(one["code"], one["label"]) for one in closing[key]["options"]] == choices


@pytest.mark.parametrize(
    ("group", "form"),
    [("factors", FactorForm), ("learning_points", LearningForm), ("recommendations", RecommendationRow)],
)
def test_the_rows_of_the_analysis_ask_the_same(group, form):
    found = next(question for question in questions(read("analysis")) if question["key"] == group)
    rows = asked(found["rows"]["questions"])
    own = OURS if group == "recommendations" else {"id"}
    fields = {key: field for key, field in form.base_fields.items() if key not in own}
    assert set(rows) == set(fields)
    for key, field in fields.items():
        agree(rows[key], field)


def test_the_factors_of_the_analysis_are_the_reference_list():
    with (FOLDER.parent / "reference" / "data" / "factor_codes.csv").open(encoding="utf-8") as file:
        listed = {row["code"]: row["label"] for row in csv.DictReader(file)}
    code = next(question for question in questions(read("analysis")) if question["key"] == "code")
    assert {option["code"]: option["label"] for option in code["options"]} == listed


@pytest.mark.parametrize(("form", "models"), [("notification", (Notification, Case)), ("analysis", (Analysis,))])
def test_each_column_exists(form, models):
    names = {field.name for model in models for field in model._meta.get_fields()}
    columns = [
        question["home"].removeprefix("column:")
        for question in questions(read(form))
        if question.get("home", "").startswith("column:")
    ]
    assert columns
    assert set(columns) <= names


def test_who_the_child_was_is_kept_with_the_identity():
    identity = {question["key"] for question in questions(read("notification")) if question.get("home") == "identity"}
    assert {
        "first_names", "surname", "aliases", "nhs_number", "born_on", "born_at_time", "address", "postcode",
        "gp_practice", "school", "carers", "household", "professionals",
    } <= identity  # fmt: skip
