"""Searching the audit trail."""

from django import forms

from audit.selectors import Wanted
from audit.verbs import SENTENCES
from common.forms.base import PageForm
from common.forms.fields import DateInputField

VERBS = sorted(((verb, words[:1].upper() + words[1:]) for verb, words in SENTENCES.items()), key=lambda pair: pair[1])


class AuditFilter(PageForm):
    """Every field narrows."""

    method = "get"
    submit_label = "Search"

    person = forms.CharField(
        label="Person",
        required=False,
        max_length=100,
        help_text="Part of the name or email address of whoever did it or whom it concerns",
    )
    verb = forms.ChoiceField(label="What was done", required=False, choices=[("", "Anything"), *VERBS])
    reference = forms.CharField(label="Case reference", required=False, max_length=40)
    first = DateInputField(label="From", required=False)
    last = DateInputField(label="To", required=False)

    @property
    def wanted(self) -> Wanted:
        """The search; nothing of it while the form has faults."""
        return Wanted(**self.cleaned_data) if self.is_valid() else Wanted()


class BeforeForm(PageForm):
    """Where a page of the trail begins: entries older than this one."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**62)

    @property
    def key(self) -> int | None:
        """The entry, or nothing for the newest page."""
        return self.cleaned_data["before"] if self.is_valid() else None
