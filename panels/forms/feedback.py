"""What the family hears, and when it did."""

from django import forms

from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField


class FeedbackForm(PageForm):
    """The words for the family."""

    submit_label = "Save"
    warn_unsaved = True
    nouns = {"text": "what the family may hear"}

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    text = LongTextField(
        label="What may the family hear of the review?",
        rows=12,
        max_length=20000,
        help_text="In plain words: what the panel looked at, what it found, what is to change.",
    )


class SendFeedbackForm(VersionMixin, PageForm):
    """A question answered by its button."""

    submit_label = "Give it to the key worker"
    cancel_label = "Not yet"


class ToldForm(VersionMixin, NewRowMixin, PageForm):
    """When the family heard it."""

    submit_label = "Record"
    submit_kind = "secondary"
    nouns = {"on": "the date"}

    on = DateInputField(label="When did you tell the family?", past=True)
