"""Fields: what they take, what they give, what they say."""

from datetime import date, time

import pytest
from django import forms

from common.forms.base import PageForm
from common.forms.fields import (
    DateInputField,
    LongTextField,
    NhsNumberField,
    TimeInputField,
    UKPostcodeField,
    YesNoNotKnown,
)


class DeathForm(PageForm):
    """One field of each kind."""

    died_on = DateInputField(label="Date of death", past=True, required=False)
    died_at = TimeInputField(label="Time of death", required=False)
    nhs = NhsNumberField(required=False)
    postcode = UKPostcodeField(label="Home postcode", required=False)
    story = LongTextField(label="Circumstances", max_length=10, required=False)


def errors(name: str, value: str) -> list[str]:
    return DeathForm({name: value}).errors.get(name, [])


def cleaned(name: str, value: str):
    form = DeathForm({name: value})
    assert form.is_valid(), form.errors
    return form.cleaned_data[name]


def date_form(day: str, month: str, year: str) -> DeathForm:
    return DeathForm({"died_on_day": day, "died_on_month": month, "died_on_year": year})


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("5", "3", "2025"), date(2025, 3, 5)),
        ((" 05 ", "03", "2025"), date(2025, 3, 5)),
        (("29", "February", "2024"), date(2024, 2, 29)),
        (("1", "sep", "2025"), date(2025, 9, 1)),
        (("", "", ""), None),
    ],
)
def test_a_date_is_read_as_people_write_it(parts, expected):
    form = date_form(*parts)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["died_on"] == expected


@pytest.mark.parametrize(
    ("parts", "sentence", "where"),
    [
        (("5", "3", ""), "Date of death must include a year", "year"),
        (("5", "", ""), "Date of death must include a month and year", "month,year"),
        (("", "3", "2025"), "Date of death must include a day", "day"),
        (("30", "2", "2025"), "Date of death must be a real date", "day"),
        (("5", "13", "2025"), "Date of death must be a real date", "month"),
        (("x", "3", "2025"), "Date of death must be a real date", "day"),
        (("٣", "3", "2025"), "Date of death must be a real date", "day"),
        (("5", "3", "25"), "Date of death must have a year of 4 numbers", "year"),
        (("5", "3", "99999"), "Date of death must have a year of 4 numbers", "year"),
        (("5", "3", "2999"), "Date of death must be today or in the past", "day,month,year"),
    ],
)
def test_a_wrong_date_says_what_is_wrong_and_where(parts, sentence, where):
    form = date_form(*parts)
    assert form.errors["died_on"] == [sentence]
    assert form.errors.as_data()["died_on"][0].code == where


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        (date(2025, 3, 5), ["5", "3", "2025"], False),
        (date(2025, 3, 5), ["6", "3", "2025"], True),
        (None, ["", "", ""], False),
        (None, None, False),
        (None, ["1", "", ""], True),
    ],
)
def test_a_date_knows_whether_it_was_changed(initial, data, changed):
    assert DateInputField(label="Date").has_changed(initial, data) is changed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30", time(14, 30)),
        ("2:30pm", time(14, 30)),
        ("2.30 PM", time(14, 30)),
        ("1430", time(14, 30)),
        ("9am", time(9, 0)),
        ("12am", time(0, 0)),
        ("12pm", time(12, 0)),
        ("", None),
    ],
)
def test_a_time_is_read_as_people_write_it(text, expected):
    assert cleaned("died_at", text) == expected


@pytest.mark.parametrize("text", ["25:00", "13pm", "9", "10:75", "noonish", "0am"])
def test_a_time_that_is_none_or_could_be_two_is_refused(text):
    assert errors("died_at", text) == ["Time of death must be a time, like 2:30pm or 14:30"]


@pytest.mark.parametrize("text", ["9990000018", "999 000 0018", "999-000-0018", " 999 0000 018 "])
def test_an_nhs_number_may_have_spaces(text):
    assert cleaned("nhs", text) == "9990000018"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("999000001", "NHS number must be 10 numbers"),
        ("99900000189", "NHS number must be 10 numbers"),
        ("999000001X", "NHS number must be 10 numbers"),
        ("9990000019", "Enter a real NHS number: check each digit, one of them is wrong"),
    ],
)
def test_a_wrong_nhs_number_says_what_is_wrong(text, sentence):
    assert errors("nhs", text) == [sentence]


def test_a_saved_nhs_number_is_shown_in_threes_and_four():
    assert DeathForm(initial={"nhs": "9990000018"})["nhs"].value() == "999 000 0018"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("lu1 2aa", "LU1 2AA"), ("LU12AA", "LU1 2AA"), ("sw1a1aa", "SW1A 1AA"), ("mk40.2bb", "MK40 2BB"), ("", "")],
)
def test_a_postcode_comes_back_as_it_is_printed(text, expected):
    assert cleaned("postcode", text) == expected


@pytest.mark.parametrize("text", ["LU1", "1234", "LUTON", "LU1 2AAA", "LU1 2CV"])
def test_half_a_postcode_is_refused(text):
    assert errors("postcode", text) == ["Enter a full UK postcode, like LU1 2AA"]


def test_long_text_counts_a_line_break_once_and_is_never_cut_short():
    assert cleaned("story", "12345\r\n789") == "12345\n789"
    assert errors("story", "x" * 11) == ["Circumstances must be 10 characters or fewer"]
    assert "maxlength" not in str(DeathForm()["story"])


class WordedForm(PageForm):
    """Sentences that the form writes by itself."""

    nouns = {"place": "where the child died"}

    name = forms.CharField(label="Full name", max_length=5)
    born_on = DateInputField(label="Date of birth")
    nhs = NhsNumberField()
    place = forms.ChoiceField(label="Where did the child die?", choices=[("h", "Home")])
    response = YesNoNotKnown(label="Has a response started?")
    sex = forms.ChoiceField(label="Sex", choices=[("f", "Female")], widget=forms.RadioSelect)
    email = forms.EmailField(label="Email address")
    weight = forms.IntegerField(label="Birth weight", min_value=200)
    told = forms.BooleanField(label="The family has been told")
    file = forms.FileField(label="Document")
    own = forms.CharField(error_messages={"required": "Say who you are"})


def test_each_empty_answer_is_asked_for_in_its_own_words():
    asked = {name: sentences[0] for name, sentences in WordedForm({}).errors.items()}
    assert asked == {
        "name": "Enter full name",
        "born_on": "Enter the date of birth",
        "nhs": "Enter NHS number",
        "place": "Select where the child died",
        "response": "Select yes, no or not known",
        "sex": "Select sex",
        "email": "Enter email address",
        "weight": "Enter birth weight",
        "told": "Confirm that the family has been told",
        "file": "Select document",
        "own": "Say who you are",
    }


def test_a_per_cent_sign_in_a_label_is_only_a_sign():
    field = forms.IntegerField(label="Share (%)", min_value=200)
    form = type("F", (PageForm,), {"share": field})({"share": "5"})
    assert form.errors["share"] == ["Share (%) must be 200 or more"]


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("name", "abcdef", "Full name must be 5 characters or fewer"),
        ("sex", "x", "Choose sex from the list"),
        ("email", "nobody", "Enter an email address in the correct format, like name@example.org"),
        ("weight", "heavy", "Birth weight must be a whole number"),
        ("weight", "5", "Birth weight must be 200 or more"),
    ],
)
def test_each_wrong_answer_says_what_would_be_right(name, value, sentence):
    assert sentence in WordedForm({name: value}).errors[name]
