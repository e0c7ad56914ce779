"""What is entered when a death passes between panels."""

from django import forms

from cases.models import Transfer
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question, Section

Kind = Transfer.Kind


class _Agreement(NewRowMixin, PageForm):
    """Which panel, with whom it was agreed, why."""

    submit_label = "Record what was agreed"
    nouns = {"kind": "what was agreed"}

    kind = forms.ChoiceField(label="What was agreed?", choices=Kind.choices, widget=forms.RadioSelect)
    other_panel = forms.CharField(
        label="Which panel?", max_length=200, error_messages={"required": "Enter which panel"}
    )
    contact = forms.CharField(label="Their secure mailbox or telephone", max_length=200, required=False)
    agreed_with = forms.CharField(
        label="With whom was it agreed?", max_length=150, required=False,
        help_text="A person in the other panel. Not needed when a notification only came to the wrong panel.",
    )  # fmt: skip
    agreed_on = DateInputField(label="When was it agreed?", past=True, required=False)
    their_reference = forms.CharField(label="Their reference", max_length=60, required=False)
    reason = LongTextField(label="Reason", max_length=2000, rows=3, error_messages={"required": "Enter the reason"})

    def layout(self) -> list:
        """What, with whom, why."""
        return [
            Question("kind", small=True),
            Section("The other panel", "other_panel", "contact", "agreed_with", "agreed_on", "their_reference"),
            "reason",
        ]

    def clean(self) -> dict:
        """An agreement needs somebody to agree with."""
        data = super().clean()
        if data.get("kind") in (None, Kind.FORWARDED):
            return data
        if not data.get("agreed_with"):
            self.add_error("agreed_with", "Enter with whom it was agreed")
        if not data.get("agreed_on") and "agreed_on" not in self.errors:
            self.add_error("agreed_on", forms.ValidationError("Enter when it was agreed", code="day,month,year"))
        return data


class CaseTransferForm(_Agreement):
    """For a case: nothing was forwarded, and it may stay ours."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [choice for choice in Kind.choices if choice[0] != Kind.FORWARDED]
        self.fields["agreed_with"].help_text = "A person in the other panel."


class NotificationTransferForm(VersionMixin, _Agreement):
    """For a notification that leaves."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        leaving = (Kind.FORWARDED, Kind.OUT, Kind.JOINT_THEM)
        self.fields["kind"].choices = [choice for choice in Kind.choices if choice[0] in leaving]


class EndForm(PageForm):
    """What was agreed holds no longer."""

    submit_label = "End what was agreed"
    submit_kind = "warning"
    reason = LongTextField(label="Reason", max_length=2000, rows=3)
