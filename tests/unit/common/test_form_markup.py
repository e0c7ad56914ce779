"""What a form looks like to a browser: read back from its HTML."""

import uuid

import pytest
from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from common.forms.base import Button, NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.formsets import Rows, quiet, repeating, reshape
from common.forms.layout import Fieldset, Question, Section, Words
from common.forms.summary import faults
from tests.gallery.forms import LoginForm, NotificationForm, Professionals, SignInForm

HOSTILE = "<b>x</b> {{ 7|add:7 }} {% now 'Y' %}"


def page(form) -> BeautifulSoup:
    return BeautifulSoup(render_crispy_form(form), "html.parser")


def notification(data: str = "") -> NotificationForm:
    posted = QueryDict(data) if data else None
    return NotificationForm(posted, formsets={"professionals": Professionals(posted, prefix="professionals")})


@pytest.fixture
def empty() -> BeautifulSoup:
    return page(notification())


@pytest.fixture
def faulty() -> BeautifulSoup:
    posted = "place=other&died_on_day=3&died_on_year=2026&professionals-TOTAL_FORMS=1&professionals-INITIAL_FORMS=0"
    return page(notification(posted))


def test_every_field_of_the_form_is_on_the_page(empty):
    named = {control.get("name") for control in empty.select("input, select, textarea")}
    for name, field in NotificationForm.base_fields.items():
        parts = {f"{name}_day", f"{name}_month", f"{name}_year"} if isinstance(field, DateInputField) else {name}
        assert parts <= named, name


def test_every_input_has_a_label_of_its_own(empty):
    for control in empty.select("input:not([type=hidden]), select, textarea"):
        assert empty.select_one(f'label[for="{control["id"]}"]'), control


def test_no_id_is_there_twice(faulty):
    ids = [element["id"] for element in faulty.select("[id]")]
    assert len(ids) == len(set(ids))


class FaultyForm(forms.Form):
    """One field with two faults, whose words hold markup."""

    name = forms.CharField(help_text="As <b>written</b>")

    def clean(self):
        """Both faults."""
        self.add_error("name", ["Enter a <i>name</i>", "Enter it again"])


def test_a_hint_and_several_faults_are_shown_as_text_a_line_each():
    soup = page(FaultyForm({"name": "x"}))
    shown = soup.select_one("#id_name_error")
    assert shown.get_text("|", strip=True) == "Error:|Enter a <i>name</i>|Error:|Enter it again"
    assert len(shown.select("br")) == 1
    assert soup.select_one("#id_name_helptext").get_text() == "As <b>written</b>"


def test_every_description_that_is_named_is_there(faulty):
    named = [name for element in faulty.select("[aria-describedby]") for name in element["aria-describedby"].split()]
    assert len(named) > 15
    assert [name for name in named if not faulty.find(id=name)] == []


def test_every_error_link_leads_to_an_input(faulty):
    links = faulty.select(".govuk-error-summary a")
    assert len(links) == len(faults(notification_with_faults()))
    for link in links:
        assert faulty.find(id=link["href"].removeprefix("#")).name in ("input", "select", "textarea"), link


def notification_with_faults() -> NotificationForm:
    return notification(
        "place=other&died_on_day=3&died_on_year=2026&professionals-TOTAL_FORMS=1&professionals-INITIAL_FORMS=0"
    )


def test_only_the_part_of_a_date_that_fails_is_marked(faulty):
    marked = [control["id"] for control in faulty.select("[id^=id_died_on_].govuk-input--error")]
    assert marked == ["id_died_on_1"]
    assert faulty.select_one('a[href="#id_died_on_1"]').text == "Date of death must include a month"


def test_a_choice_reveals_its_questions_after_it(empty):
    radio = empty.find(id="id_place_3")
    revealed = empty.find(id=radio["data-aria-controls"])
    assert revealed.select_one("#id_place_other")
    assert "govuk-radios__conditional--hidden" in revealed["class"]


def test_a_chosen_choice_shows_what_it_reveals_before_any_script(faulty):
    assert "govuk-radios__conditional--hidden" not in faulty.find(id="id_place_3-reveals")["class"]


class HostileForm(PageForm):
    """Text that tries to be markup and template."""

    a = forms.CharField(label=HOSTILE, help_text=HOSTILE)
    b = forms.ChoiceField(label=HOSTILE, help_text=HOSTILE, choices=[(HOSTILE, HOSTILE)], widget=forms.RadioSelect)
    c = DateInputField(label=HOSTILE)
    submit_label = HOSTILE

    def layout(self) -> list:
        return [
            Section(HOSTILE, Question("a", prefix=HOSTILE), intro=HOSTILE),
            Fieldset(HOSTILE, Question("b", hints={HOSTILE: HOSTILE}), hint=HOSTILE),
            Words(HOSTILE),
            "c",
        ]


def test_a_form_of_a_library_is_drawn_with_our_markup():
    soup = page(SignInForm({"login": "nobody"}))
    assert soup.select_one("#id_login.govuk-input--error")
    assert soup.select_one("#id_password.govuk-password-input__input")["autocomplete"] == "current-password"
    assert soup.find("button", type="submit").text == "Sign in"


def test_a_form_without_a_helper_is_drawn_with_our_markup():
    soup = BeautifulSoup(
        Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": LoginForm()})), "html.parser"
    )
    assert len(soup.select("input.govuk-input")) == 2


def test_a_long_form_lists_its_sections():
    assert [part.words["id"] for part in notification().contents] == ["child", "death", "agencies", "family"]


def test_text_stays_text_wherever_it_stands():
    html = render_crispy_form(HostileForm({"a": HOSTILE, "b": "x"}))
    assert "<b>" not in html
    assert html.count("{{ 7|add:7 }}") >= 12
    assert "{% now" in html


class SmallForm(VersionMixin, NewRowMixin, PageForm):
    """Hidden fields, two buttons, a way back."""

    name = forms.CharField(label="Name")
    notes = LongTextField(label="Notes", max_length=500, required=False)
    buttons = (Button("Save and come back later", "save_later"),)
    cancel_url = "/back/"
    mark_optional = True


def test_hidden_fields_go_along():
    form = SmallForm(initial={"version": 4})
    soup = page(form)
    assert soup.find("input", {"name": "version"})["value"] == "4"
    assert uuid.UUID(soup.find("input", {"name": "new_id"})["value"])


def test_each_page_chooses_another_key():
    keys = {page(SmallForm()).find("input", {"name": "new_id"})["value"] for _ in range(3)}
    assert len(keys) == 3


def test_a_lost_version_is_said_at_the_first_question():
    found = faults(SmallForm({"name": "x", "new_id": str(uuid.uuid4())}))
    assert [fault.target for fault in found] == ["id_name"]


def test_buttons_stand_in_order():
    soup = page(SmallForm())
    assert [button.text.strip() for button in soup.select(".govuk-button-group > *")] == [
        "Save",
        "Save and come back later",
        "Cancel",
    ]


def test_what_may_be_left_out_says_so():
    soup = page(SmallForm())
    assert soup.find("label", {"for": "id_notes"}).text == "Notes (optional)"
    assert soup.find("label", {"for": "id_name"}).text == "Name"


def test_faults_are_summed_up_once():
    form = SmallForm({})
    source = "{% load components crispy_forms_tags %}{% error_summary form %}{% crispy form %}"
    soup = BeautifulSoup(Template(source).render(Context({"form": form})), "html.parser")
    assert len(soup.select(".govuk-error-summary")) == 1


def test_a_form_says_its_faults_itself_where_the_page_does_not():
    assert page(SmallForm({})).select(".govuk-error-summary")


class RowForm(PageForm):
    """A row."""

    name = forms.CharField(label="Name")


class HolderForm(PageForm):
    """A form with rows."""

    title = forms.CharField(label="Title")

    def layout(self) -> list:
        return ["title", Rows("people")]


People = repeating(RowForm, item="person", fewest=1, most=3)


def posted(*names: str, **more: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"title": "T", "people-TOTAL_FORMS": str(len(names)), "people-INITIAL_FORMS": "0", **more})
    data.update({f"people-{index}-name": name for index, name in enumerate(names)})
    return data


def names_of(data: QueryDict) -> list:
    return [form["name"].value() for form in People(data, prefix="people")]


def test_a_row_is_added_after_the_others():
    assert names_of(reshape(posted("A", "B", add_people="1"), "people")) == ["A", "B", None]


@pytest.mark.parametrize(
    ("row", "left"),
    [("0", ["B", "C"]), ("1", ["A", "C"]), ("2", ["A", "B"]), ("7", ["A", "B", "C"]), ("x", ["A", "B", "C"])],
)
def test_a_row_is_taken_out_and_the_others_close_up(row, left):
    assert names_of(reshape(posted("A", "B", "C", remove_people=row), "people")) == left


def test_saving_is_not_taken_for_a_change_of_rows():
    assert reshape(posted("A"), "people") is None


def test_no_more_rows_than_allowed():
    data = posted("A", "B", "C", "D", "E")
    rows = People(data, prefix="people")
    assert len(rows.forms) == 3
    assert not rows.may_add
    assert not HolderForm(data, formsets={"people": rows}).is_valid()


@pytest.mark.parametrize("total", ["", "x", "-1", "99999999"])
def test_a_tampered_count_is_answered_and_not_followed(total):
    data = posted("A", **{"people-TOTAL_FORMS": total, "add_people": "1"})
    assert len(People(reshape(data, "people"), prefix="people").forms) <= 3


def test_rows_are_checked_with_their_form():
    data = posted("")
    data["people-0-name"] = ""
    data["people-TOTAL_FORMS"] = "1"
    rows = People(data, prefix="people")
    form = HolderForm(data, formsets={"people": rows})
    assert form.is_valid()  # a row left empty is no row
    assert rows.answers() == []


def test_a_page_that_only_grows_does_not_complain():
    data = reshape(posted("", title="", add_people="1"), "people")
    form = HolderForm(data, formsets={"people": People(data, prefix="people")})
    quiet(form)
    soup = page(form)
    assert not soup.select(".govuk-error-message, .govuk-error-summary")
    assert len(soup.select("fieldset.app-repeat")) == 2
