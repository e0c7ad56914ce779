"""Forms of time limits: days noted by hand, and the filter of the list."""

from datetime import date

from django import forms

from cases.models import CaseMark
from cases.time_limits import RULES
from common.forms.base import PageForm, VersionMixin
from common.forms.fields import DateInputField

SHOW = (
    ("due", "Due and overdue"),
    ("overdue", "Overdue"),
    ("missed", "Missed: overdue or done late"),
    ("met", "Met"),
    ("not_known", "Not recorded"),
    ("all", "All"),
)
MAIN = (
    ("ncmd", "Tell the national database"),
    ("cdrm", "Child death review meeting"),
    ("panel", "Panel review"),
    ("ambition", "Panel review, local ambition"),
    ("decided", "First decisions"),
    ("told", "Tell GP, child health information service and others"),
    ("notified", "Notify the panel"),
    ("invited", "Invite to the review meeting"),
)
KINDS = (*MAIN, *((rule.code, rule.label) for rule in RULES))


class MarksForm(VersionMixin, PageForm):
    """Days that no other record holds."""

    submit_label = "Save"
    decided = DateInputField(
        label="First decisions made on",
        required=False,
        past=True,
        help_text="Support for the family, joint agency response, certificate or coroner: within 1 to 2 hours.",
    )
    told = DateInputField(
        label="GP, child health information service and other professionals told on",
        required=False,
        past=True,
        help_text="Within 24 hours of the death.",
    )

    def __init__(self, *args, died_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.died_on = died_on

    def clean(self) -> dict:
        """Not before the death; the days under their codes."""
        data = super().clean()
        for code in CaseMark.Code.values:
            if data.get(code) and data[code] < self.died_on:
                self.add_error(code, "The date cannot be before the death")
        return {"version": data.get("version"), "days": {code: data.get(code) for code in CaseMark.Code.values}}


class ClockFilter(PageForm):
    """Narrows the list of time limits."""

    method = "get"
    show = forms.ChoiceField(label="Show", choices=SHOW, required=False, initial="due")
    code = forms.ChoiceField(label="Time limit", choices=[("", "All time limits"), *KINDS], required=False)

    def chosen(self) -> tuple[str, str]:
        """What was chosen; an answer that is not in its list counts as not given."""
        self.is_valid()
        return self.cleaned_data.get("show") or "due", self.cleaned_data.get("code") or ""
