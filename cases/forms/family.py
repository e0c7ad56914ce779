"""Forms of the thread with the family, and of other deaths in it."""

from datetime import date

from django import forms

from cases.identity.models import FamilyLink
from cases.models import FamilyContact, FamilyQuestion
from common.dates import today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField


class _After(PageForm):
    """A date that is not before another."""

    dated, words = "", ""

    def __init__(self, *args, since: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.since = since

    def clean(self) -> dict:
        """Not before."""
        data = super().clean()
        if data.get(self.dated) and data[self.dated] < self.since:
            self.add_error(self.dated, self.words)
        return data


class ContactEntryForm(NewRowMixin, _After):
    """A call, visit, leaflet or letter."""

    submit_label = "Add the contact"
    dated, words = "on", "The contact cannot be before the death"
    nouns = {"kind": "how", "on": "when it was"}
    kind = forms.ChoiceField(label="How?", choices=FamilyContact.Kind.choices, widget=forms.RadioSelect)
    on = DateInputField(label="When?", past=True, initial=today)
    text = LongTextField(
        label="What was said or sent",
        required=False,
        rows=4,
        max_length=5000,
        help_text="It cannot be changed later; a correction is a new entry.",
    )


class QuestionForm(NewRowMixin, _After):
    """What the family asked or said."""

    submit_label = "Add the question"
    dated, words = "asked_on", "The question cannot be before the death"
    nouns = {"text": "the question or comment"}
    text = LongTextField(
        label="Question or comment", rows=4, max_length=5000, help_text="In the family’s own words where you can."
    )
    asked_by = forms.CharField(label="Who asked", max_length=150, required=False)
    asked_on = DateInputField(label="Asked on", past=True, initial=today)


class AnswerForm(VersionMixin, _After):
    """Where a question was answered."""

    submit_label = "Save the answer"
    dated, words = "answered_on", "The answer cannot be before the question"
    nouns = {"answered_in": "where it was answered"}
    answer = LongTextField(label="Answer", rows=4, max_length=5000)
    answered_in = forms.ChoiceField(
        label="Where was it answered?", choices=FamilyQuestion.Where.choices, widget=forms.RadioSelect
    )
    answered_by = forms.CharField(label="Who answered", max_length=150, required=False)
    answered_on = DateInputField(label="Answered on", past=True, initial=today)


class OtherDeathForm(PageForm):
    """Finds the case of another death in the family that nothing proposes."""

    method = "get"
    submit_label, submit_kind = "Find the case", "secondary"
    nouns = {"reference": "the reference of the other case"}
    reference = forms.CharField(
        label="Reference of another death in the family", max_length=30, help_text="For example BL-2025-0162"
    )

    def clean_reference(self) -> str:
        """As references are written."""
        return self.cleaned_data["reference"].strip().upper()


class FamilyLinkForm(VersionMixin, PageForm):
    """What two children are to each other."""

    submit_label = "Save"
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    nouns = {"relation": "what they are to each other"}
    relation = forms.ChoiceField(
        label="What are the two children to each other?",
        choices=FamilyLink.Relation.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="Note", max_length=300, required=False)
