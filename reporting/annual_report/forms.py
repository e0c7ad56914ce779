"""Forms of the annual report."""

from django import forms
from django.core.exceptions import ValidationError

from common.documents.text import clean, named, unprintable
from common.forms.base import Button, NewRowMixin, PageForm, VersionMixin
from common.forms.layout import Details, Question
from reporting.annual_report.models import Export

LONGEST = 60_000


class BeginForm(PageForm):
    """Which year's report to begin."""

    submit_label = "Begin the report"
    nouns = {"year": "the financial year"}

    year = forms.ChoiceField(label="Financial year")

    def __init__(self, *args, years, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year.code, year.label) for year in years]


class SectionForm(VersionMixin, PageForm):
    """The text of one section, with the version that the author saw."""

    submit_label = "Save"
    warn_unsaved = True
    buttons = (Button("Check the text", "check"), Button("Find figures", "look"))

    text = forms.CharField(
        label="Text",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"spellcheck": "true"}),
        help_text="An empty line begins a paragraph, “- ” a bullet, “1. ” a number, “## ” a subheading, “> ” a box. "
        "A figure stands in double square brackets: type [[ to find one, or find it below.",
    )
    query = forms.CharField(
        label="Figure to find",
        required=False,
        max_length=100,
        help_text="For example: modifiable. Your text stays as you typed it.",
    )
    outside_source = forms.CharField(label="Whose number is it?", required=False, max_length=200)
    outside_on = forms.CharField(
        label="When was it read?", required=False, max_length=40, help_text="For example: 1 October 2025"
    )

    def layout(self) -> list:
        """A large field."""
        return [Question("text", rows=18, size="s"), Question("query", width=20), self._outside()]

    def _outside(self) -> Details:
        """For a number that the report does not count itself."""
        return Details("A number of somebody else's", "outside_source", Question("outside_on", width=20))

    def clean_text(self) -> str:
        """The text made fit for every format; a character that cannot be printed is named."""
        text = clean(self.cleaned_data["text"])
        lacking = unprintable(text)
        if lacking:
            raise ValidationError(
                f"The report cannot print {named(lacking)}. Put it in other words; your text is kept below.",
                code="unprintable",
            )
        return text


class RestoreForm(VersionMixin, PageForm):
    """Brings an earlier text back, unless somebody has written a newer one meanwhile."""

    submit_label = "Bring this text back"
    submit_kind = "secondary"


class PreviewForm(PageForm):
    """Which edition to look at."""

    method = "get"
    submit_label = "Show"
    submit_kind = "secondary"

    edition = forms.ChoiceField(label="Edition", choices=Export.Edition.choices)


class FilesForm(NewRowMixin, PageForm):
    """Which files to make."""

    submit_label = "Make the files"
    nouns = {"edition": "which edition to make", "formats": "at least one kind of file"}

    edition = forms.ChoiceField(label="Which edition?", choices=Export.Edition.choices, widget=forms.RadioSelect)
    formats = forms.MultipleChoiceField(
        label="Which kinds of file?",
        choices=Export.Format.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="The report itself as Word, PDF and a web page; its tables as spreadsheets.",
    )
