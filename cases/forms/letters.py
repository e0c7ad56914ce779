"""The form for the wording of an email to agencies."""

from django import forms

from cases import letters
from common.forms.base import Button, PageForm
from common.forms.fields import LongTextField


class LetterForm(PageForm):
    """Subject and text, with the marks that may stand in them."""

    submit_label = "Save the wording"
    buttons = (Button("Preview", "preview"),)
    warn_unsaved = True

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    subject = forms.CharField(label="Subject", max_length=150)
    body = LongTextField(label="Text", rows=18, max_length=5000)

    def __init__(self, *args, kind: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean(self) -> dict:
        """Only marks that can be filled in; a link where one is needed."""
        data = super().clean()
        for name, sentence in letters.faults(self.kind, data.get("subject", ""), data.get("body", "")).items():
            if data.get(name):
                self.add_error(name, sentence)
        return data
