"""What is asked before the search."""

from django import forms
from django.core.exceptions import ValidationError

from common.forms.base import PageForm
from common.forms.layout import Question
from common.mentions import words_of


class SeekForm(PageForm):
    """Who is sought, and for which request."""

    submit_label = "Search"

    sought = forms.CharField(
        label="Name or email address of the person",
        help_text="First name and surname, no title. Other spellings and former names need a search each.",
        max_length=150,
        error_messages={"required": "Enter the name or the email address of the person"},
    )
    request = forms.CharField(
        label="Your reference of the request",
        help_text="For example SAR-014. It stands in the audit trail instead of the name.",
        max_length=40,
        error_messages={"required": "Enter your reference of the request, such as SAR-014"},
    )

    def layout(self) -> list:
        """Neither is kept by the browser."""
        return [
            Question("sought", width=30, autocomplete="off", spellcheck="false"),
            Question("request", width=10, autocomplete="off", spellcheck="false"),
        ]

    def clean_sought(self) -> str:
        """One word alone would find half of the records."""
        sought = self.cleaned_data["sought"]
        if len(words_of(sought)) < 2 and "@" not in sought:
            raise ValidationError("Enter a first name and a surname, or an email address")
        return sought

    def clean_request(self) -> str:
        """The reference goes into the trail: it must not be the name itself."""
        request, sought = self.cleaned_data["request"], self.cleaned_data.get("sought", "")
        if any(word.casefold() in request.casefold() for word in words_of(sought)):
            raise ValidationError("Enter a reference that does not name the person")
        return request
