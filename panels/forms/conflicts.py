"""Forms about a conflict of interest."""

from django import forms

from common.forms.base import PageForm
from common.forms.fields import LongTextField
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
