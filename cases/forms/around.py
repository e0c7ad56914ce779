"""Forms of what stands around a case: delays, the key worker."""

from django import forms

from cases.vocabularies import DelayCode
from cases.vocabularies.owner import CHOOSABLE
from common.dates import today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField


class _DelayFields(PageForm):
    """Why the review waits."""

    nouns = {"owner": "who it waits for"}
    code = forms.ChoiceField(label="Reason", choices=[("", "Select"), *DelayCode.choices])
    owner = forms.CharField(
        label="Who does it wait for?", max_length=150, help_text="An agency or a person, so that the days can be told."
    )
    lies_with = forms.ChoiceField(
        label="With whom do the days lie?",
        choices=[("", "As the reason says"), *((owner.value, owner.label) for owner in CHOOSABLE)],
        required=False,
        help_text="Days are added up by this. Change it only where the reason would name the wrong one.",
    )
    started_on = DateInputField(label="Since", past=True)
    ended_on = DateInputField(label="Ended on", past=True, required=False, help_text="Leave empty while it lasts.")
    note = LongTextField(label="Note", required=False, rows=3, max_length=2000)

    def clean(self) -> dict:
        """Dates in order."""
        data = super().clean()
        start, end = data.get("started_on"), data.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", "The end cannot be before the start")
        return data


class NewDelayForm(NewRowMixin, _DelayFields):
    """A new reason for delay."""

    submit_label = "Record the delay"
    started_on = DateInputField(label="Since", past=True, initial=today)


class DelayForm(VersionMixin, _DelayFields):
    """A reason for delay, corrected or ended."""


class KeyWorkerForm(NewRowMixin, PageForm):
    """Names the family's single contact."""

    submit_label = "Name the key worker"
    nouns = {"contact": "a phone number or email address", "organisation": "the organisation"}

    name = forms.CharField(label="Name", max_length=150)
    organisation = forms.ModelChoiceField(label="Organisation", queryset=None)
    contact = forms.CharField(
        label="Phone number or email address", max_length=200, help_text="How the family reaches them in working hours."
    )
    cover = forms.CharField(
        label="Who covers for them",
        max_length=200,
        required=False,
        help_text="A name and a number, for holidays and sick leave.",
    )
    starts_on = DateInputField(label="From", initial=today)
    user = forms.ModelChoiceField(
        label="Their account in this service",
        queryset=None,
        required=False,
        empty_label="No account",
        help_text="With an account they see this family in their own list.",
    )

    def __init__(self, *args, organisations, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["user"].queryset = people


class EndKeyWorkerForm(VersionMixin, PageForm):
    """Ends a key worker's time."""

    submit_label = "End"
    on = DateInputField(label="Last day", initial=today)

    def __init__(self, *args, starts_on, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on

    def clean(self) -> dict:
        """Not before the start."""
        data = super().clean()
        if data.get("on") and data["on"] < self.starts_on:
            self.add_error("on", "The last day cannot be before the first")
        return data


class ContactForm(VersionMixin, PageForm):
    """How the family reaches its key worker."""

    submit_label = "Save"
    contact = forms.CharField(label="Your phone number or email address for the family", max_length=200)
    cover = forms.CharField(
        label="Who covers for you", max_length=200, required=False, help_text="A name and a number the family can use."
    )
