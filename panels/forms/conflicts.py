"""Forms about a conflict of interest."""

from django import forms

from common.forms.base import PageForm, VersionMixin
from common.forms.fields import LongTextField
from common.forms.layout import Question
from panels.presenters.meeting import seat_label


class ConflictForm(PageForm):
    """Why this person should not see or decide this case."""

    submit_label = "Declare the conflict"
    submit_kind = "warning"
    cancel_label = "Go back to the case"
    nouns = {"reason": "what the conflict is"}

    reason = LongTextField(
        label="What is the conflict?",
        max_length=500,
        rows=3,
        help_text="For example “I was involved in the care”. Do not name the child, the family or a place.",
    )


class RecordConflictForm(ConflictForm):
    """The manager records somebody's conflict."""

    submit_label = "Close the case to this person"

    person = forms.ChoiceField(label="Whose conflict is it?", widget=forms.RadioSelect)
    nouns = {"person": "whose conflict it is", "reason": "what the conflict is"}

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(invitation.user_id): invitation.user for invitation in people}
        self.fields["person"].choices = [
            (str(invitation.user_id), f"{invitation.user.full_name}, {seat_label(invitation.membership)}")
            for invitation in people
        ]

    def layout(self) -> list:
        """Who, then why."""
        return ["person", "reason"]

    @property
    def user(self):
        """The person chosen."""
        return self.people[self.cleaned_data["person"]]


class SettleForm(VersionMixin, PageForm):
    """Whether what the record says is a conflict. Staying without a vote is not offered: a conflict means out."""

    submit_label = "Settle it"
    nouns = {"conflict": "whether it is a conflict", "reason": "why"}

    conflict = forms.ChoiceField(
        label="What do you decide?",
        choices=[("yes", "A conflict of interest"), ("no", "No conflict")],
        widget=forms.RadioSelect,
    )
    reason = LongTextField(
        label="Why?",
        rows=3,
        max_length=500,
        help_text="The chair and the CDR manager see it. Name no child, family or place.",
    )

    def layout(self) -> list:
        """What each choice does."""
        hints = {
            "yes": "The case is closed to the person at once and for good. They leave for this item and do not count.",
            "no": "The person reads and decides the case like everybody else.",
        }
        return [Question("conflict", hints=hints), "reason"]
