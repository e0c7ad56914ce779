"""The form that asks several agencies at once, and its hidden twin on the page that is read before sending."""

import uuid
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cases.vocabularies import RequestedForm, Source
from common.dates import today
from common.forms.base import PageForm
from common.forms.fields import DateInputField
from common.forms.formsets import RepeatingFormSet, Rows, repeating
from common.forms.layout import Question, Row, Section, Words

PREFIX = "agencies"


class AgencyForm(PageForm):
    """One request to be sent, or left unticked."""

    form_tag = False
    nouns = {"organisation": "the organisation", "respondent_name": "who is asked", "respondent_email": "their address"}
    note = ""

    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    ask = forms.BooleanField(label="Ask", required=False)
    source = forms.ChoiceField(label="Asked as", choices=Source.choices, initial=Source.OTHER)
    organisation = forms.ModelChoiceField(label="Organisation", queryset=None, required=False)
    respondent_name = forms.CharField(label="Who is asked", max_length=150, required=False)
    respondent_role = forms.CharField(label="Their role", max_length=120, required=False)
    respondent_email = forms.EmailField(label="Their email address", required=False)
    form = forms.ChoiceField(label="Form", choices=RequestedForm.choices, initial=RequestedForm.REPORTING)

    def __init__(self, *args, organisations=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    def layout(self) -> list:
        """The tick first, so that the list can be read down the side."""
        words = [Words(self.note, kind="inset")] if self.note else []
        return [
            *words,
            Question("ask", small=True),
            Row("source", "organisation"),
            Row("respondent_name", "respondent_role"),
            Row("respondent_email", "form"),
        ]

    def clean(self) -> dict:
        """A ticked row needs a person; an unticked one may stay half empty."""
        data = super().clean()
        if data.get("ask"):
            for name in ("organisation", "respondent_name", "respondent_email"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, f"{'Select' if name == 'organisation' else 'Enter'} {self.nouns[name]}")
        return data


class AgencySet(RepeatingFormSet):
    """Rows that know the organisations; at least one is ticked, and nobody twice for the same form."""

    def __init__(self, *args, organisations=None, notes=(), **kwargs) -> None:
        self.notes = notes
        super().__init__(*args, form_kwargs={"organisations": organisations}, **kwargs)

    def add_fields(self, form, index) -> None:
        """Puts the remark beside its row."""
        super().add_fields(form, index)
        form.note = self.notes[index] if index is not None and index < len(self.notes) else ""

    @property
    def ticked(self) -> list[dict]:
        """What is to be sent: the values that the action takes."""
        return [
            {name: value for name, value in row.cleaned_data.items() if name != "ask"}
            for row in self.forms
            if row.cleaned_data.get("ask")
        ]

    def clean(self) -> None:
        """Looks at the rows together."""
        ticked = [row.cleaned_data for row in self.forms if getattr(row, "cleaned_data", {}).get("ask")]
        if not ticked and not any(self.errors):
            raise ValidationError("Tick whom to ask")
        seen = [(row["respondent_email"].lower(), row.get("form")) for row in ticked if row.get("respondent_email")]
        twice = next((email for email, form in seen if seen.count((email, form)) > 1), None)
        if twice:
            raise ValidationError(f"{twice} is asked twice for the same form")


Agencies = repeating(AgencyForm, item="agency", fewest=0, most=40, base=AgencySet)


class ProposalForm(PageForm):
    """By when all of them answer; the rows stand in its formset."""

    submit_label = "Check before sending"
    sticky_buttons = True
    warn_unsaved = True

    due_on = DateInputField(label="Answers due")

    def layout(self) -> list:
        """The date, then the agencies."""
        return ["due_on", Section("Whom to ask", Rows(PREFIX))]

    def clean_due_on(self) -> date:
        """Not in the past."""
        due = self.cleaned_data["due_on"]
        if due < today():
            raise ValidationError("The date must be today or later", code="day,month,year")
        return due


class ReviewForm(forms.Form):
    """What was entered, carried unseen from the page that is read to the sending."""

    due_on_day = forms.CharField(widget=forms.HiddenInput, required=False)
    due_on_month = forms.CharField(widget=forms.HiddenInput, required=False)
    due_on_year = forms.CharField(widget=forms.HiddenInput, required=False)


def hide(rows: AgencySet) -> AgencySet:
    """The same rows with nothing to be seen."""
    for row in rows.forms:
        for field in row.fields.values():
            field.widget = field.hidden_widget()
    return rows
