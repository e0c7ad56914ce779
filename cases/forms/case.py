"""Forms of the case itself: steps, facts, identity, notes."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cases.models import Case
from cases.vocabularies import Ethnicity, Expectedness, NhsNumberAbsence, PlaceOfDeath, Sex
from common.dates import today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField, NhsNumberField, TimeInputField, UKPostcodeField
from common.forms.layout import Question, Row, Section


class ReasonForm(PageForm):
    """A step that needs a reason."""

    reason = LongTextField(label="Reason", max_length=2000, help_text="It is kept with the change for good.")


class PlainStepForm(PageForm):
    """A step that only asks to be confirmed."""


class MeetingForm(PageForm):
    """The date of the child death review meeting."""

    nouns = {"on": "the date of the meeting"}
    on = DateInputField(label="Date of the meeting", help_text="For example, 17 5 2026")

    def __init__(self, *args, held: bool = False, died_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].past = held
        self.died_on = died_on

    def clean_on(self) -> date:
        """Not before the death."""
        on = self.cleaned_data["on"]
        if on < self.died_on:
            raise ValidationError("The meeting cannot be before the death")
        return on


class MoveMeetingForm(VersionMixin, MeetingForm):
    """Another date for it."""


class NationalForm(VersionMixin, PageForm):
    """When the national database was told."""

    submit_label = "Save"
    on = DateInputField(label="Date the national database was told", past=True, help_text="For example, 17 5 2026")

    def __init__(self, *args, died_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.died_on = died_on

    def clean_on(self) -> date:
        """Not before the death."""
        on = self.cleaned_data["on"]
        if on < self.died_on:
            raise ValidationError("The date cannot be before the death")
        return on


class AssignForm(VersionMixin, PageForm):
    """Who in the panel's office looks after the case."""

    worker = forms.ModelChoiceField(label="Case worker", queryset=None, required=False, empty_label="Nobody")

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].queryset = people


class NoteForm(NewRowMixin, PageForm):
    """A dated entry on the timeline."""

    submit_label = "Add the note"
    happened_on = DateInputField(label="Date of event", past=True, initial=today, help_text="For example, 17 5 2026")
    text = LongTextField(
        label="Note",
        max_length=5000,
        help_text="Notes are part of the record: they cannot be changed later. Write what happened and who said it.",
    )


class FactsForm(VersionMixin, PageForm):
    """The typed facts that review and figures count by."""

    warn_unsaved = True
    nouns = {"local_authority": "the area of residence"}

    died_on = DateInputField(label="Date of death", past=True)
    notified_on = DateInputField(label="Notified on", past=True)
    age_days = forms.IntegerField(
        label="Age in days", required=False, min_value=0, max_value=6575, help_text="From birth to death."
    )
    age_years = forms.IntegerField(label="Age in completed years", required=False, min_value=0, max_value=17)
    sex = forms.ChoiceField(label="Sex", choices=Sex.choices, widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(label="Ethnicity", choices=Ethnicity.choices)
    local_authority = forms.ModelChoiceField(label="Area of residence", queryset=None, required=False)
    imd_decile = forms.IntegerField(
        label="Deprivation decile", required=False, min_value=1, max_value=10, help_text="1 is the most deprived tenth."
    )
    imd_edition = forms.TypedChoiceField(
        label="Edition of the deprivation index",
        required=False,
        coerce=int,
        empty_value=None,
        choices=(("", "Not known"), (2019, "2019"), (2025, "2025")),
    )
    gestation_weeks = forms.IntegerField(
        label="Gestation in completed weeks", required=False, min_value=18, max_value=45
    )
    birth_weight_grams = forms.IntegerField(
        label="Birth weight in grams", required=False, min_value=100, max_value=8000
    )
    place_of_death = forms.ChoiceField(label="Place of death", choices=PlaceOfDeath.choices)
    expectedness = forms.ChoiceField(
        label="Expected or unexpected",
        choices=Expectedness.choices,
        widget=forms.RadioSelect,
        help_text="Unexpected: not foreseen as a real possibility 24 hours before, or before a sudden collapse.",
    )

    def __init__(self, *args, areas, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["local_authority"].queryset = areas

    def layout(self) -> list:
        """The death, the child, the birth."""
        return [
            Section("The death", "died_on", "notified_on", "place_of_death", "expectedness"),
            Section(
                "The child",
                Row(Question("age_days", width=5), Question("age_years", width=3)),
                "sex",
                "ethnicity",
                "local_authority",
                Row(Question("imd_decile", width=3), "imd_edition"),
            ),
            Section(
                "Birth, for children under one year",
                Row(Question("gestation_weeks", width=3), Question("birth_weight_grams", width=5)),
            ),
        ]

    def clean(self) -> dict:
        """Dates in order, ages that agree."""
        data = super().clean()
        died, notified = data.get("died_on"), data.get("notified_on")
        if died and notified and notified < died:
            self.add_error("notified_on", "The notification cannot be before the death")
        days, years = data.get("age_days"), data.get("age_years")
        if days is not None and years is not None and not years * 365 <= days <= (years + 1) * 366:
            self.add_error("age_years", "The age in years does not agree with the age in days")
        return data

    @staticmethod
    def initial_of(case: Case) -> dict:
        """What is saved, with the version that goes along."""
        return {name: getattr(case, name) for name in FactsForm.base_fields}


class IdentityForm(VersionMixin, PageForm):
    """Who the child is."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    warn_unsaved = True
    first_names = forms.CharField(label="First names", max_length=150, required=False)
    surname = forms.CharField(label="Surname", max_length=150, required=False)
    aliases = forms.CharField(label="Other names", max_length=200, required=False)
    nhs_number = NhsNumberField(required=False)
    nhs_number_absence = forms.ChoiceField(
        label="Why there is no NHS number", required=False, choices=[("", "Select"), *NhsNumberAbsence.choices]
    )
    born_on = DateInputField(label="Date of birth", past=True, required=False)
    born_at_time = TimeInputField(
        label="Time of birth", required=False, help_text="For a child who lived less than a day."
    )
    address = LongTextField(label="Address", required=False, rows=3, max_length=500)
    postcode = UKPostcodeField(label="Postcode", required=False)
    gp_practice = forms.CharField(label="GP practice", max_length=200, required=False)
    school = forms.CharField(label="School or nursery", max_length=200, required=False)

    def layout(self) -> list:
        """Name and numbers, birth, home."""
        return [
            Section("Name and NHS number", "first_names", "surname", "aliases", "nhs_number", "nhs_number_absence"),
            Section("Birth", "born_on", Question("born_at_time", width=5)),
            Section("Home", "address", "postcode", "gp_practice", "school"),
        ]

    def clean(self) -> dict:
        """An NHS number or the reason why there is none, never both."""
        data = super().clean()
        if data.get("nhs_number") and data.get("nhs_number_absence"):
            self.add_error("nhs_number_absence", "Leave this empty when there is an NHS number")
        return data

    @staticmethod
    def initial_of(child) -> dict:
        """What is saved; version 0 where nothing is."""
        if child is None:
            return {"version": 0}
        return {name: getattr(child, name) for name in IdentityForm.base_fields}
