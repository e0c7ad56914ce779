"""The reason for which a remark stands."""

from django import forms

from common.forms.base import NewRowMixin, PageForm
from common.forms.fields import LongTextField
from reporting.annual_report.linting.remarks import ALWAYS, TITLES


class RemarkForm(PageForm):
    """Which remark it is; the button says what is done with it."""

    code = forms.ChoiceField(
        choices=[(code, title) for code, title in TITLES.items() if code not in ALWAYS], widget=forms.HiddenInput
    )
    words = forms.CharField(max_length=400, widget=forms.HiddenInput)


class AcceptForm(NewRowMixin, RemarkForm):
    """Why these words stay."""

    submit_label = "Let it stand"
    nouns = {"reason": "why it stays"}

    reason = LongTextField(label="Why does it stay?", max_length=500, rows=3)
