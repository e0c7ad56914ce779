"""Forms around a section: whose it is, how far it is, what others say about it."""

from django import forms

from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import LongTextField
from common.forms.layout import Question
from reporting.annual_report.writing.workflow import STEPS


class OwnerForm(VersionMixin, PageForm):
    """Whose section it is."""

    submit_label = "Save the owner"
    submit_kind = "secondary"

    owner = forms.ModelChoiceField(queryset=None, label="Owner", required=False, empty_label="Nobody yet")

    def __init__(self, *args, writers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = writers

    def layout(self) -> list:
        """A small question."""
        return [Question("owner", size="s")]


class StepForm(VersionMixin, PageForm):
    """One step from state to state; its button says which."""

    submit_kind = "secondary"

    step = forms.ChoiceField(choices=[(name, name) for name in STEPS], widget=forms.HiddenInput)


class LastYearForm(VersionMixin, PageForm):
    """Puts last year's text in place of this year's."""

    submit_label = "Start from last year's text"


class CommentForm(NewRowMixin, PageForm):
    """A remark for the other authors."""

    submit_label = "Add the comment"
    nouns = {"text": "your comment"}
    mark_optional = True

    about = forms.CharField(
        label="Which words is it about?", required=False, max_length=300, help_text="Copy a few words of the text."
    )
    text = LongTextField(
        label="Comment", max_length=4000, rows=3, help_text="Authors read it here. It is in no file of the report."
    )

    def layout(self) -> list:
        """Both questions, small."""
        return [Question("about", size="s"), Question("text", size="s", rows=3)]


class SettleForm(VersionMixin, PageForm):
    """Settles a comment, or opens it again."""

    submit_kind = "secondary"

    settled = forms.BooleanField(required=False, widget=forms.HiddenInput)
