"""Forms of publications."""

from django import forms

from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import LongTextField
from reporting.annual_report.publishing.models import Publication


class PrepareForm(NewRowMixin, PageForm):
    """Begins an edition; a corrected one says what it changes."""

    submit_label = "Prepare for publication"

    what_changed = LongTextField(
        label="What does this edition change?",
        max_length=2000,
        rows=3,
        help_text="Readers of the earlier edition are told this. Do not describe a single child.",
    )

    charts = forms.ChoiceField(
        label="Charts in the Word files",
        choices=Publication.Charts.choices,
        initial=Publication.Charts.PICTURES,
        required=False,
        widget=forms.RadioSelect,
        help_text="A chart that can be edited has the numbers that it shows behind it, and no others. Whoever has the "
        "file can then change the chart.",
    )

    def __init__(self, *args, corrects: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            self.submit_label = "Prepare a corrected edition"
        else:
            del self.fields["what_changed"]

    def clean_charts(self) -> str:
        """Pictures, where nothing is said."""
        return self.cleaned_data["charts"] or Publication.Charts.PICTURES


class StepForm(VersionMixin, PageForm):
    """One step of an edition; its button says which."""


class ReasonForm(VersionMixin, PageForm):
    """A step that needs a reason."""

    submit_kind = "warning"
    nouns = {"reason": "the reason"}

    reason = LongTextField(label="Why?", max_length=2000, rows=3)
