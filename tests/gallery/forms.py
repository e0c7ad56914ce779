"""A form with every kind of field, and a filter."""

from django import forms

from common.forms.base import Button, NewRowMixin, PageForm, Shape
from common.forms.fields import (
    DateInputField,
    LongTextField,
    NhsNumberField,
    TimeInputField,
    UKPostcodeField,
    YesNoNotKnown,
)
from common.forms.formsets import Rows, repeating
from common.forms.layout import Details, Fieldset, Question, Row, Section, Words

PLACES = [("hospital", "Hospital"), ("home", "Home"), ("hospice", "Hospice"), ("other", "Somewhere else")]
AGENCIES = [
    ("gp", "GP"),
    ("nurse", "Health visitor or school nurse"),
    ("police", "Police"),
    ("coroner", "Coroner"),
    ("none", "None yet"),
]


class ProfessionalForm(PageForm):
    """One professional who knew the child."""

    name = forms.CharField(label="Full name", max_length=100)
    role = forms.ChoiceField(label="Role", choices=[("", "Select"), ("gp", "GP"), ("midwife", "Midwife")])
    email = forms.EmailField(label="Email address", required=False)

    def layout(self) -> list:
        """Name and role side by side."""
        return [Row("name", "role"), Question("email", width="two-thirds")]


Professionals = repeating(ProfessionalForm, item="professional")


class NotificationForm(NewRowMixin, PageForm):
    """Every kind of question."""

    submit_label = "Save and continue"
    buttons = (Button("Save and come back later", "save_later"),)
    cancel_url = "/"
    warn_unsaved = True
    sticky_buttons = True
    nouns = {"place": "where the child died", "lead": "the name of the lead health professional"}

    name = forms.CharField(label="Full name of child", max_length=100)
    nhs = NhsNumberField()
    born_on = DateInputField(label="Date of birth", help_text="For example, 31 3 2024", past=True)
    sex = forms.ChoiceField(
        label="Sex",
        choices=[("f", "Female"), ("m", "Male"), ("i", "Indeterminate"), ("n", "Not known")],
        widget=forms.RadioSelect,
    )
    postcode = UKPostcodeField(label="Home postcode")
    died_on = DateInputField(label="Date of death", help_text="For example, 14 10 2026", past=True)
    died_at = TimeInputField(label="Time of death", help_text="For example, 2:30pm", required=False)
    weight = forms.IntegerField(label="Birth weight", min_value=200, max_value=7000, required=False)
    place = forms.ChoiceField(label="Where did the child die?", choices=PLACES, widget=forms.RadioSelect)
    place_other = forms.CharField(label="Describe the place", max_length=200, required=False)
    circumstances = LongTextField(
        label="Circumstances of death",
        help_text="Describe what happened. Do not include your opinion on the cause.",
        max_length=2000,
    )
    response = YesNoNotKnown(label="Has a joint agency response started?")
    agencies = forms.MultipleChoiceField(
        label="Which agencies have been told?",
        help_text="Select all that apply",
        choices=AGENCIES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select which agencies have been told, or “None yet”"},
    )
    coroner_reference = forms.CharField(label="Coroner's reference", required=False)
    line_1 = forms.CharField(label="Address line 1", required=False)
    town = forms.CharField(label="Town or city", required=False)
    area = forms.ChoiceField(label="Area", choices=[("", "Select"), ("e", "Eastmere"), ("w", "Westvale")])
    told = forms.BooleanField(label="The family has been told that the panel will review the death")
    document = forms.FileField(label="Upload a document", help_text="PDF, DOCX or JPG, up to 20MB", required=False)

    def layout(self) -> list:
        """As long forms are laid out."""
        return [
            Section("1. The child", "name", "nhs", "born_on", Question("sex", inline=True), "postcode", id="child"),
            Section(
                "2. The death",
                Row("died_on", "died_at"),
                Question("weight", width=5, suffix="grams", inputmode="numeric"),
                Question("place", reveals={"other": [Question("place_other", width="two-thirds")]}),
                "circumstances",
                id="death",
            ),
            Section(
                "3. Agencies",
                "response",
                Question(
                    "agencies",
                    hints={"coroner": "Tell the coroner at once if the death was unexpected"},
                    exclusive="none",
                    reveals={"coroner": [Question("coroner_reference", width=20)]},
                ),
                Fieldset("Address", "line_1", Question("town", width="one-half")),
                Question("area", width="one-third"),
                Rows("professionals"),
                id="agencies",
            ),
            Section(
                "4. Family and documents",
                Words("Give the family the booklet “When a child dies”.", kind="inset"),
                "told",
                Details("More about documents", Words("Remove anything that is not about this child.")),
                "document",
                id="family",
            ),
        ]

    def clean(self) -> dict:
        """A place that is somewhere else needs describing."""
        data = super().clean()
        if data.get("place") == "other" and not data.get("place_other"):
            self.add_error("place_other", "Describe where the child died")
        return data


class FilterForm(PageForm):
    """A work list's filter."""

    q = forms.CharField(label="Search reference or name", required=False)
    stage = forms.MultipleChoiceField(
        label="Stage",
        choices=[("notified", "Notified"), ("gathering", "Gathering information"), ("closed", "Closed")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="Area", choices=[("", "All areas"), ("e", "Eastmere")], required=False)

    def layout(self) -> list:
        """Small boxes: the panel is narrow."""
        return ["q", Question("stage", small=True), "area"]


class LoginForm(forms.Form):
    """As a library writes one."""

    login = forms.EmailField(label="Email address", widget=forms.EmailInput(attrs={"placeholder": "Email"}))
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))


class SignInForm(Shape, LoginForm):
    """The same in our dress."""

    submit_label = "Sign in"
