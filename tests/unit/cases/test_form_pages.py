"""A section of a definition as a page: every kind round-trips, nothing typed is lost, text stays text."""

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.template import Context, Template
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from cases.statutory import builder, catalogue
from cases.statutory.loading import parse
from tests.statutory.samples import GOOD, raw, sample  # noqa: F401  a fixture

PLACES = ("Sample Hospital", "Sample Surgery")


def page(form) -> BeautifulSoup:
    html = Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form}))
    return BeautifulSoup(html, "html.parser")


def posted(soup: BeautifulSoup) -> QueryDict:
    """What a browser would send for the page as it stands."""
    data = QueryDict(mutable=True)
    for one in soup.select("input[name], textarea[name]"):
        kind = one.get("type", "")
        if one.name == "textarea":
            data.appendlist(one["name"], one.text.removeprefix("\n"))
        elif kind in ("radio", "checkbox"):
            if one.has_attr("checked"):
                data.appendlist(one["name"], one.get("value", "on"))
        elif kind not in ("file", "submit"):
            data.appendlist(one["name"], one.get("value", ""))
    for one in soup.select("select[name]"):
        chosen = one.select_one("option[selected]")
        data.appendlist(one["name"], chosen["value"] if chosen else "")
    return data


def read_back(definition, section, answers) -> dict:
    form = builder.section_form(definition, section, answers, version=3, organisations=PLACES)
    return builder.read(section.questions, posted(page(form)), PLACES)


def test_every_kind_round_trips_through_its_page(sample):  # noqa: F811
    for section in sample.sections:
        back = read_back(sample, section, GOOD)
        assert back == {q.key: GOOD.get(q.key) for q in section.questions if q.kind != "file"}


def test_an_empty_page_reads_as_nothing(sample):  # noqa: F811
    for section in sample.sections:
        assert set(read_back(sample, section, {}).values()) <= {None}


def test_what_cannot_be_read_comes_back_as_it_was_typed(sample):  # noqa: F811
    section = sample.section("who")
    typed = {"typed": {"_day": "31", "_month": "Febtember", "_year": "26"}}
    assert read_back(sample, section, {"first_contact": typed})["first_contact"] == typed
    number = {"typed": {"": "about 40"}}
    answers = {"resuscitation": "yes", "weeks": number}
    assert read_back(sample, sample.section("birth"), answers)["weeks"] == number
    row = [{"relation": "x", "since": typed}]
    assert read_back(sample, sample.section("household"), {"people": row})["people"] == row


def test_an_agency_that_is_not_listed_keeps_its_name(sample):  # noqa: F811
    section = sample.section("who")
    for name in ("Sample Surgery", "Somewhere Else"):
        assert read_back(sample, section, {"agency": name})["agency"] == name


TEXT = st.text(max_size=30)


@settings(max_examples=25, deadline=None)
@drawn(st.dictionaries(st.sampled_from([
    "agency", "agency__other", "first_contact_day", "first_contact_month", "first_contact_year", "mode", "found_by",
    "found_at_day", "found_at_month", "found_at_year", "found_at__time", "event_time", "resuscitation", "services",
    "narrative", "weeks", "weight", "people-TOTAL_FORMS", "people-INITIAL_FORMS", "people-0-relation",
    "people-0-since_day", "people-1-daily", "asked", "version",
]), st.lists(TEXT, max_size=2)))  # fmt: skip
def test_anything_may_be_posted_and_what_is_read_once_reads_the_same_again(fuzz):
    definition = parse(raw(), "sample")
    for section in definition.sections:
        data = QueryDict(mutable=True)
        for name, values in fuzz.items():
            data.setlist(name, values)
        data["asked"] = " ".join(q.key for q in section.questions)
        first = builder.read(section.questions, data, PLACES)
        kept = {key: value for key, value in first.items() if value is not None}
        again = builder.as_data(section.questions, kept, PLACES)
        again["asked"] = data["asked"]
        assert builder.read(section.questions, again, PLACES) == first
        builder.section_form(definition, section, kept, organisations=PLACES, checked=True)


def test_problems_stand_beside_their_questions(sample):  # noqa: F811
    form = builder.section_form(sample, sample.section("who"), {}, checked=True)
    assert form.errors["agency"] == ["Select agency"]
    assert form.errors["first_contact"] == ["Enter the first contact"] or form.errors["first_contact"]
    typed = {"typed": {"_day": "31", "_month": "2", "_year": "2026"}}
    form = builder.section_form(sample, sample.section("who"), {"agency": "A", "first_contact": typed}, checked=True)
    assert "must be a real date" in form.errors["first_contact"][0]
    answers = {"agency": "A", "first_contact": "2026-02-02", "last_contact": "2026-01-01"}
    form = builder.section_form(sample, sample.section("who"), answers, checked=True)
    assert form.errors == {"last_contact": ["The last contact cannot be before the first"]}


def test_a_problem_in_a_row_stands_in_its_row(sample):  # noqa: F811
    form = builder.section_form(sample, sample.section("household"), {"people": [{"smokes": "no"}]}, checked=True)
    assert form.formsets["people"].forms[0].errors["relation"]
    assert "Enter relation" in page(form).text


def test_a_draft_is_shown_without_complaints(sample):  # noqa: F811
    form = builder.section_form(sample, sample.section("who"), {})
    assert not form.errors
    assert not page(form).select(".govuk-error-message")


def test_an_answer_reveals_what_follows_from_it(sample):  # noqa: F811
    soup = page(builder.section_form(sample, sample.section("death"), {}))
    revealed = soup.select_one("input[name=found_by]")
    assert revealed.find_parent(class_="govuk-radios__conditional")
    frame = soup.select_one("input[name=found_at_day]").find_parent(class_="app-conditional")
    assert '"in": ["found", "not_known"]' in frame["data-shown-when"]
    assert "Only if you answered “Found or Not known” to “Mode”" in frame.text


def test_definition_text_is_text(sample):  # noqa: F811
    data = raw()
    data["sections"][0]["questions"][0]["label"] = "<b>bold</b>"
    definition = parse(data, "sample")
    soup = page(builder.section_form(definition, definition.sections[0], {}))
    assert "<b>bold</b>" in soup.text
    assert not soup.select("b")


@pytest.mark.parametrize("key", ["agency", "first_contact"])
def test_needed_answers_are_marked(sample, key):  # noqa: F811
    soup = page(builder.section_form(sample, sample.section("who"), {}))
    assert f"{sample.question(key).label} (needed)" in soup.text


def test_every_definition_of_the_product_draws_and_round_trips():
    for versions in catalogue.read(catalogue.FOLDER).values():
        for definition in versions:
            for section in definition.sections:
                assert set(read_back(definition, section, {}).values()) <= {None}, (definition.form, section.key)
