"""Forms of documents."""

from django import forms

from common.forms.base import NewRowMixin, PageForm
from common.forms.widgets import PlainFileInput


class UploadForm(NewRowMixin, PageForm):
    """A document somebody sent."""

    submit_label = "Add the document"
    title = forms.CharField(
        label="What it is", max_length=200, help_text="For example, post-mortem report. Leave the child's name out."
    )
    file = forms.FileField(
        label="File", widget=PlainFileInput, help_text="PDF, Word, Excel, OpenDocument, text or picture, up to 20MB."
    )


class RemoveForm(PageForm):
    """Takes a document away."""

    submit_label = "Remove the document"
    submit_kind = "warning"
    cancel_label = "Keep it"
    reason = forms.CharField(label="Reason", max_length=300)
