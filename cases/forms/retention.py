"""What becomes of a case whose time is over."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from common.dates import today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question

NAMELESS = "The auditors read it and it stays until the case is erased: do not name the child or the family."


def _reason(label: str) -> LongTextField:
    return LongTextField(
        label=label, help_text=NAMELESS, max_length=1000, rows=3, error_messages={"required": "Enter the reason"}
    )


class KeepForm(VersionMixin, PageForm):
    """Until when, and why."""

    submit_label = "Keep it for longer"

    until = DateInputField(label="Keep it until", help_text="The case is put before you again on this day.")
    reason = _reason("Why is it kept for longer?")

    def clean_until(self) -> date:
        """A day that is still to come."""
        until = self.cleaned_data["until"]
        if until <= today():
            raise ValidationError("The day must be in the future", code="day,month,year")
        return until


class ProposeForm(VersionMixin, PageForm):
    """Why the case is to be erased."""

    submit_label = "Propose to erase it"
    submit_kind = "warning"

    reason = _reason("Why can it be erased?")


class ApproveForm(VersionMixin, PageForm):
    """Nothing to fill in."""

    submit_label = "Approve the erasure"
    submit_kind = "warning"


class CallBackForm(VersionMixin, PageForm):
    """Nothing to fill in."""

    submit_label = "Call it back"


class HoldForm(NewRowMixin, PageForm):
    """Which case, and why it must not be erased."""

    submit_label = "Place the hold"

    reference = forms.CharField(
        label="Reference of the case", max_length=30, error_messages={"required": "Enter the reference of the case"}
    )
    reason = _reason("Why must it not be erased?")

    def layout(self) -> list:
        """A short box and a long one."""
        return [Question("reference", width=10, autocomplete="off", spellcheck="false"), "reason"]

    def not_found(self) -> None:
        """There is no such case, or none that this person may hold: one answer for both."""
        self.add_error("reference", "There is no case with this reference. Check it")


class EndHoldForm(VersionMixin, PageForm):
    """Why the hold is over."""

    submit_label = "End the hold"

    reason = _reason("Why is the hold over?")
