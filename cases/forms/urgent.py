"""Opening a case in an emergency."""

from django import forms

from common.forms.base import NewRowMixin, PageForm
from common.forms.fields import LongTextField
from common.forms.layout import Question


class OpenUrgentlyForm(NewRowMixin, PageForm):
    """Which case, and why it cannot wait."""

    submit_label = "Open the case for three hours"
    submit_kind = "warning"

    reference = forms.CharField(
        label="Reference of the case", max_length=30, error_messages={"required": "Enter the reference of the case"}
    )
    reason = LongTextField(
        label="Why can it not wait for the CDR manager?",
        help_text="At least 20 letters. The chair and the auditors read it: do not name the child or the family.",
        min_length=20,
        max_length=1000,
        rows=3,
        error_messages={
            "required": "Enter why it cannot wait",
            "min_length": "Say in at least 20 letters why it cannot wait",
        },
    )

    def layout(self) -> list:
        """A short box and a long one."""
        return [Question("reference", width=10, autocomplete="off", spellcheck="false"), "reason"]

    def not_found(self) -> None:
        """There is no such case, or none that this person may open: one answer for both."""
        self.add_error("reference", "You cannot open a case with this reference. Check it, or ask the CDR manager")


class EndForm(PageForm):
    """Nothing to fill in."""

    submit_label = "End the access"
