"""Forms of documents."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from common import files
from common.forms.base import NewRowMixin, PageForm
from common.forms.widgets import PlainFileInput


def taken(file):
    """The file, if it is of a kind and size that is taken; the action looks again."""
    if file:
        try:
            files.check(file, name=file.name, size=file.size, most=settings.ATTACHMENT_MAX_BYTES)
        except files.BadFile as error:
            raise ValidationError(str(error)) from error
    return file


class UploadForm(NewRowMixin, PageForm):
    """A document somebody sent."""

    submit_label = "Add the document"
    title = forms.CharField(
        label="What it is", max_length=200, help_text="For example, post-mortem report. Leave the child's name out."
    )
    file = forms.FileField(
        label="File", widget=PlainFileInput, help_text="PDF, Word, Excel, OpenDocument, text or picture, up to 20MB."
    )

    def __init__(self, *args, refusal=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.refusal = refusal

    def clean_file(self):
        """A kind of file that is taken, and room for it."""
        file = taken(self.cleaned_data["file"])
        refused = self.refusal and self.refusal(file.size)
        if refused:
            raise ValidationError(refused[1], code=refused[0])
        return file


class RemoveForm(PageForm):
    """Takes a document away."""

    submit_label = "Remove the document"
    submit_kind = "warning"
    cancel_label = "Keep it"
    reason = forms.CharField(label="Reason", max_length=300)
