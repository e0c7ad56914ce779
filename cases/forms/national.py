"""Forms of the return to the national database."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cases.models import NationalReturn
from common.dates import today
from common.forms.base import NewRowMixin, PageForm
from common.forms.fields import DateInputField
from common.forms.layout import Question

SHOWS = (
    ("due", "All that is due"), ("notification", "Notification due"), ("final", "Final analysis due"),
    ("changed", "Changed since it was sent"), ("sent", "Sent"),
)  # fmt: skip


class ReturnFilter(PageForm):
    """Narrows the list of returns."""

    method = "get"
    show = forms.ChoiceField(label="Show", choices=SHOWS, required=False, initial="due", widget=forms.RadioSelect)

    def layout(self) -> list:
        """Small radios."""
        return [Question("show", small=True)]

    @property
    def chosen(self) -> str:
        """What to show; anything unknown shows all that is due."""
        return (self.cleaned_data.get("show") if self.is_valid() else "") or "due"


class SendForm(NewRowMixin, PageForm):
    """Says that the sheet was keyed into the portal."""

    submit_label = "Record it as sent"
    nouns = {"stage": "which form was sent"}

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    stage = forms.ChoiceField(
        label="Which form was sent?", choices=NationalReturn.Stage.choices, widget=forms.RadioSelect
    )
    on = DateInputField(label="Sent on", past=True, initial=today)
    receipt = forms.CharField(
        label="Reference in the national database", max_length=100, required=False, help_text="As the portal shows it."
    )

    def __init__(self, *args, died_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.died_on = died_on

    def layout(self) -> list:
        """Which, when, under what reference."""
        return [Question("stage", small=True), "on", Question("receipt", width=20)]

    def clean_on(self) -> date:
        """Not before the death."""
        on = self.cleaned_data["on"]
        if on < self.died_on:
            raise ValidationError("The date cannot be before the death", code="day,month,year")
        return on
