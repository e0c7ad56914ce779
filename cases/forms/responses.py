"""The small forms round a statutory form: sending it, reopening it, taking it over, settling and deciding."""

from django import forms

from cases.models import FormDecision
from common.forms.base import PageForm, VersionMixin
from common.forms.fields import LongTextField


class BeginForm(PageForm):
    """Begins a form: nothing to ask."""

    submit_label = "Begin the form"


class SubmitForm(VersionMixin, PageForm):
    """Sends a complete form."""

    submit_label = "Send the form"


class CarryForm(VersionMixin, PageForm):
    """Takes a draft over to a newer version."""

    submit_label = "Take the draft over"
    to_version = forms.CharField(widget=forms.HiddenInput, max_length=20)


class ReopenForm(VersionMixin, PageForm):
    """Makes a sent form a draft again."""

    submit_label = "Reopen the form"
    submit_kind = "warning"
    reason = LongTextField(
        label="Why it is reopened", max_length=2000, help_text="The person who sent it may read this. It is kept."
    )


class SettleForm(VersionMixin, PageForm):
    """Which of two facts holds."""

    submit_label = "Settle the difference"
    take = forms.TypedChoiceField(
        label="Which is right?", coerce=lambda text: text == "take", widget=forms.RadioSelect,
        error_messages={"required": "Select which of the two is right"},
    )  # fmt: skip
    reason = forms.CharField(label="How you know", max_length=500, required=False)

    mark_optional = True

    def __init__(self, *args, held: str, given: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["take"].choices = [("keep", f"{held}, as the case says"), ("take", f"{given}, as the form says")]


class DecisionForm(PageForm):
    """Whether a case needs a supplementary form."""

    submit_label = "Save the decision"
    choice = forms.ChoiceField(
        label="Is this form needed?", widget=forms.RadioSelect,
        error_messages={"required": "Select whether the form is needed"},
    )  # fmt: skip
    reason = LongTextField(label="Reason", max_length=2000, help_text="It is kept with the case.")

    def __init__(self, *args, by_rule: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choice = FormDecision.Choice
        rule = "needed" if by_rule else "not needed"
        self.fields["choice"].choices = [
            (choice.ADDED, "Yes, it is needed"),
            (choice.WAIVED, "No, it is not needed"),
            (choice.BY_RULE, f"As the rules say: {rule}"),
        ]
