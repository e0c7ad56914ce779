"""Forms about information from agencies, on both sides."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from cases.forms.attachments import taken
from cases.models import InformationRequest
from cases.vocabularies import RequestedForm
from common.dates import today
from common.forms.base import Button, NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question, Section
from common.forms.widgets import PlainFileInput

Via = InformationRequest.Via


class AskForm(NewRowMixin, PageForm):
    """Asks one agency for one return."""

    submit_label = "Ask and send the email"
    nouns = {
        "organisation": "the organisation",
        "respondent_name": "the name of the person",
        "respondent_email": "their email address",
    }

    organisation = forms.ModelChoiceField(label="Organisation", queryset=None)
    respondent_name = forms.CharField(label="Who is asked", max_length=150)
    respondent_role = forms.CharField(label="Their role", max_length=120, required=False)
    respondent_email = forms.EmailField(
        label="Their email address",
        help_text="They get a reference and a link, no details of the child. A code comes to them by another way.",
    )
    form = forms.ChoiceField(label="Form asked for", choices=RequestedForm.choices)
    due_on = DateInputField(label="Answer due")

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    def layout(self) -> list:
        """Who, then what and when."""
        return [
            Section("Who is asked", "organisation", "respondent_name", "respondent_role", "respondent_email"),
            Section("What for and by when", "form", "due_on"),
        ]

    def clean_due_on(self) -> date:
        """Not in the past."""
        due = self.cleaned_data["due_on"]
        if due < today():
            raise ValidationError("The date must be today or later", code="day,month,year")
        return due


class CancelForm(VersionMixin, PageForm):
    """Takes a request back."""

    submit_label = "Cancel the request"
    submit_kind = "warning"
    cancel_label = "Keep it"
    reason = forms.CharField(label="Reason", max_length=300)


class PauseForm(PageForm):
    """Rests the reminders."""

    submit_label = "Pause the reminders"
    reason = forms.CharField(
        label="Reason", max_length=300, help_text="For example, the coroner asked to wait for the inquest."
    )


class DueForm(VersionMixin, PageForm):
    """Agrees another date."""

    submit_label = "Change the date"
    due_on = DateInputField(label="New date")

    def __init__(self, *args, asked_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked_on = asked_on

    def clean_due_on(self) -> date:
        """Not before the request."""
        due = self.cleaned_data["due_on"]
        if due < self.asked_on:
            raise ValidationError("The date must be after the day on which the agency was asked", code="day")
        return due


class ReceiveForm(VersionMixin, PageForm):
    """Records an answer that came by post, email or telephone."""

    submit_label = "Record the answer"
    nouns = {"via": "how it came", "knew_child": "whether the agency knew the child"}

    on = DateInputField(label="Received on", past=True, initial=today)
    via = forms.ChoiceField(
        label="How did it come?",
        choices=[choice for choice in Via.choices if choice[0] != Via.SERVICE],
        widget=forms.RadioSelect,
    )
    knew_child = forms.TypedChoiceField(
        label="Did the agency know the child?",
        choices=(("yes", "Yes"), ("no", "No, it did not know the child")),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = LongTextField(
        label="What it says",
        required=False,
        rows=8,
        max_length=20000,
        help_text="A summary, or “see document”. Add the document itself under Documents.",
    )

    def __init__(self, *args, asked_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked_on = asked_on

    def clean(self) -> dict:
        """Words where the agency knew the child; a date after it was asked."""
        data = super().clean()
        if data.get("knew_child") and not data.get("text", "").strip():
            self.add_error("text", "Write what the agency says, or “see document”")
        if data.get("on") and data["on"] < self.asked_on:
            self.add_error("on", "The date must be after the day on which the agency was asked")
        return data


class AnswerForm(NewRowMixin, VersionMixin, PageForm):
    """A respondent's answer with a file, sent or kept for later. ``new_id`` is the file's."""

    submit_label = "Send the answer"
    buttons = (
        Button("Save and come back later", "save"),
        Button("We did not know this child", "not_known"),
    )
    warn_unsaved = True

    text = LongTextField(
        label="What your agency knows",
        required=False,
        rows=14,
        max_length=20000,
        help_text=(
            "Contacts with the child and the family, what you did and when, what went well, what could have been done "
            "differently, and anything others should learn. Facts first, then your view."
        ),
    )
    file = forms.FileField(
        label="Attach a file",
        required=False,
        widget=PlainFileInput,
        help_text="PDF, Word, Excel, OpenDocument, text or picture, up to 20MB. Save to attach more than one.",
    )

    def clean_file(self):
        """A kind of file that is taken."""
        return taken(self.cleaned_data["file"])


class AccessCodeForm(PageForm):
    """The six digits beside a link."""

    submit_label = "Open the request"
    nouns = {"code": "the code"}

    code = forms.CharField(label="Code", max_length=12, help_text="Six digits, from the panel's office or a colleague.")

    def layout(self) -> list:
        """One short box, which a phone answers with digits."""
        return [Question("code", width=10, inputmode="numeric", autocomplete="off")]


class PassOnForm(VersionMixin, PageForm):
    """Hands a request to a colleague."""

    submit_label = "Pass it on"
    cancel_label = "Keep it"
    nouns = {"name": "your colleague's name", "email": "your colleague's email address"}

    name = forms.CharField(label="Your colleague's name", max_length=150)
    role = forms.CharField(label="Their role", max_length=120, required=False)
    email = forms.EmailField(label="Their email address at work", help_text="Their own address, at your organisation.")
