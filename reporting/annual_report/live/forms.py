"""Forms of the lists that texts draw on."""

from django import forms
from django.core.exceptions import ValidationError

from common.documents.text import clean, named, unprintable
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField
from common.forms.layout import Question


def printable(text: str) -> str:
    """The text made fit for every format; a character that cannot be printed is named."""
    text = clean(text).strip()
    lacking = unprintable(text)
    if lacking:
        raise ValidationError(f"The report cannot print {named(lacking)}. Put it in other words.", code="unprintable")
    return text


class SourceFields(PageForm):
    """What a source says of itself."""

    mark_optional = True
    nouns = {"words": "the reference as it is to be printed"}

    words = forms.CharField(label="Reference", max_length=400, help_text="Author or body, title, year.")
    url = forms.URLField(
        label="Address",
        required=False,
        max_length=300,
        assume_scheme="https",
        help_text="Of the page. What a browser adds to lead to certain words of it is left out.",
    )
    read_on = DateInputField(label="Day on which it was read", required=False, past=True)

    def clean_words(self) -> str:
        """Fit for print."""
        return printable(self.cleaned_data["words"])

    def clean_url(self) -> str:
        """Without the words of the page that a browser was sent to: the page outlives them."""
        return self.cleaned_data["url"].partition("#:~:")[0]


class NewSourceForm(NewRowMixin, SourceFields):
    """A source with its short name."""

    submit_label = "Add the source"

    key = forms.SlugField(
        label="Short name",
        max_length=40,
        help_text="Small letters and hyphens, such as ncmd-2025. Texts cite it by this.",
    )

    def layout(self) -> list:
        """The name first."""
        return [*(Question(name, size="s") for name in ("key", "words", "url", "read_on"))]


class SourceForm(VersionMixin, SourceFields):
    """A correction of a source."""

    submit_label = "Save the source"


class RemoveForm(VersionMixin, PageForm):
    """Takes a row of a list away."""

    submit_label = "Remove"
    submit_kind = "warning"


class NewTermForm(NewRowMixin, PageForm):
    """An abbreviation with what it stands for."""

    submit_label = "Add the abbreviation"
    nouns = {"full": "what it stands for"}

    short = forms.RegexField(
        r"^[A-Za-z][A-Za-z0-9&/-]{1,19}$",
        label="Abbreviation",
        error_messages={"invalid": "Enter the abbreviation: letters, digits, & / and -"},
    )
    full = forms.CharField(label="In full", max_length=200)

    def layout(self) -> list:
        """Both small."""
        return [Question("short", size="s", width=10), Question("full", size="s")]

    def clean_full(self) -> str:
        """Fit for print."""
        return printable(self.cleaned_data["full"])


class TermForm(VersionMixin, PageForm):
    """A correction of what an abbreviation stands for."""

    submit_label = "Save the abbreviation"
    nouns = {"full": "what it stands for"}

    full = forms.CharField(label="In full", max_length=200)

    def clean_full(self) -> str:
        """Fit for print."""
        return printable(self.cleaned_data["full"])


class SearchForm(PageForm):
    """Words to find a figure by."""

    method = "get"
    submit_label = "Search"
    submit_kind = "secondary"

    q = forms.CharField(label="Which figure?", required=False, max_length=100, help_text="For example: modifiable")
