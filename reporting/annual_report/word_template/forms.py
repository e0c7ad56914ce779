"""Forms of the Word template."""

from django import forms
from django.core.exceptions import ValidationError

from common import files
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.widgets import PlainFileInput
from reporting.annual_report.word_template.taking import taken


class TemplateForm(NewRowMixin, PageForm):
    """A file, and which template it replaces."""

    submit_label = "Use this template"
    nouns = {"file": "a Word document"}

    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label="Word document",
        widget=PlainFileInput,
        help_text="A .docx up to 5MB, with your styles, page and running heads. Its words are not kept.",
    )

    def clean_file(self):
        """A file that can be a template."""
        file = self.cleaned_data["file"]
        try:
            taken(file)
        except files.BadFile as error:
            raise ValidationError(str(error)) from error
        return file


class RemoveForm(VersionMixin, PageForm):
    """Back to the service's own styles."""

    submit_label = "Remove the template"
    submit_kind = "warning"
    cancel_label = "Keep it"
