"""Forms about organisations and the panel itself."""

from django import forms

from accounts.models import Organisation, OrganisationContact, Panel
from common.forms.base import NewRowMixin, PageForm, PageModelForm, VersionMixin
from common.forms.fields import DateInputField
from common.forms.layout import Question, Section

KINDS = {"lead": OrganisationContact.Kind.SAFEGUARDING_LEAD, "second": OrganisationContact.Kind.SECOND}
"""The contacts of an agency by the short names of their fields."""

NO_NATIONAL_PERIOD = (
    "No period for records of child death review is published for the country: whoever answers for the records decides "
    "it. A neighbouring rule keeps the case record of a looked-after child who died before 18 for 15 years from the "
    "death (Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50)."
)


class OrganisationsFilter(PageForm):
    """Narrows the list."""

    method = "get"
    submit_label = "Search"

    q = forms.CharField(label="Name or code", required=False, max_length=100)


class OrganisationForm(PageModelForm):
    """An agency and the time for which it existed."""

    valid_from = DateInputField(label="Exists from", required=False)
    valid_to = DateInputField(label="Existed until", required=False, help_text="Leave empty while it exists")

    class Meta:
        model = Organisation
        fields = ["name", "kind", "code", "email", "valid_from", "valid_to", "successor"]
        labels = {"kind": "Kind of organisation", "successor": "Taken over by"}

    def layout(self) -> list:
        """What it is, then when."""
        return [
            Section("What it is", "name", "kind", Question("code", width=10), "email"),
            Section("When", "valid_from", "valid_to", "successor"),
        ]

    def clean(self) -> dict:
        """Dates in order; nobody succeeds themselves."""
        data = super().clean()
        if data.get("valid_from") and data.get("valid_to") and data["valid_to"] < data["valid_from"]:
            self.add_error("valid_to", "Existed until must be the same as or after exists from")
        if data.get("successor") and data["successor"].pk == self.instance.pk:
            self.add_error("successor", "An organisation cannot be taken over by itself")
        return data

    def validate_unique(self) -> None:
        """The action says it in a sentence, with the row locked."""


class AddOrganisationForm(NewRowMixin, OrganisationForm):
    """A new agency."""

    submit_label = "Add the organisation"


class ChangeOrganisationForm(VersionMixin, OrganisationForm):
    """An agency that changed."""


class ContactsForm(VersionMixin, PageForm):
    """Whoever is written to at an agency besides the person who is asked."""

    submit_label = "Save the contacts"

    lead_name = forms.CharField(label="Name of the safeguarding lead", max_length=150, required=False)
    lead_email = forms.EmailField(label="Email address of the safeguarding lead", required=False)
    lead_phone = forms.CharField(label="Telephone of the safeguarding lead", max_length=40, required=False)
    second_name = forms.CharField(label="Name of the second contact", max_length=150, required=False)
    second_email = forms.EmailField(label="Email address of the second contact", required=False)
    second_phone = forms.CharField(label="Telephone of the second contact", max_length=40, required=False)

    def layout(self) -> list:
        """One after the other, each with what it is for."""
        lead = "Told when a request has not been answered five weeks after its date."
        second = "Is sent the six-digit code that opens a request, and tells it to the person who has the link. "
        second += "It must be another mailbox than that person's."
        return [
            Section("Safeguarding lead", "lead_name", "lead_email", Question("lead_phone", width=20), intro=lead),
            Section("Second contact", "second_name", "second_email", Question("second_phone", width=20), intro=second),
        ]

    def clean(self) -> dict:
        """Name and address together or not at all."""
        data = super().clean()
        for who, words in (("lead", "the safeguarding lead"), ("second", "the second contact")):
            name, email = data.get(f"{who}_name"), data.get(f"{who}_email")
            if email and not name:
                self.add_error(f"{who}_name", f"Enter the name of {words}")
            if name and not email and f"{who}_email" not in self.errors:
                self.add_error(f"{who}_email", f"Enter the email address of {words}")
        return data

    @property
    def contacts(self) -> dict[str, dict]:
        """What the action takes."""
        return {
            kind: {name: self.cleaned_data[f"{who}_{name}"] for name in ("name", "email", "phone")}
            for who, kind in KINDS.items()
        }


class MergerForm(PageForm):
    """One takes others over from a day on."""

    submit_label = "Record the merger"
    nouns = {"successor": "which organisation takes over", "predecessors": "which organisations end"}

    successor = forms.ModelChoiceField(label="Which organisation takes over?", queryset=None)
    predecessors = forms.ModelMultipleChoiceField(
        label="Which organisations end?", queryset=None, widget=forms.CheckboxSelectMultiple
    )
    on = DateInputField(label="First day of the new organisation", help_text="The others end the day before.")

    def __init__(self, *args, present, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = self.fields["predecessors"].queryset = present

    def layout(self) -> list:
        """Who, then when."""
        return ["successor", Question("predecessors", small=True), "on"]

    def clean(self) -> dict:
        """Nobody takes themselves over."""
        data = super().clean()
        if data.get("successor") and data["successor"] in data.get("predecessors", []):
            self.add_error("predecessors", "An organisation cannot be taken over by itself")
        return data


class PanelForm(VersionMixin, PageModelForm):
    """What the panel has settled for itself."""

    class Meta:
        model = Panel
        fields = [
            "contact_email", "contact_phone", "request_days", "disclosure_profile", "papers_download",
            "retention_years", "retention_from", "retention_basis",
        ]  # fmt: skip
        labels = {
            "contact_email": "Email address of the single point of contact",
            "contact_phone": "Telephone",
            "request_days": "Working days an agency has to answer",
            "disclosure_profile": "How small numbers are protected",
            "papers_download": "Members may download the papers of a meeting as one file",
            "retention_years": "Years for which a case is kept",
            "retention_from": "What are the years counted from?",
            "retention_basis": "Where is this period decided?",
        }
        help_texts = dict.fromkeys(fields, "") | {
            "disclosure_profile": "Agree it with your information governance lead, and do not change it from year to "
            "year: two ways of protecting the same children can give a number away.",
            "retention_years": "Leave it empty to keep every case. A case is never erased by itself: when its time is "
            "over it is put before the CDR manager and the auditors, and two of them have to agree.",
            "retention_basis": "For example the title and date of your retention schedule. It stands in the record of "
            "every case that is erased.",
        }
        widgets = {"disclosure_profile": forms.RadioSelect, "retention_from": forms.RadioSelect}

    def layout(self) -> list:
        """By what they govern."""
        return [
            Section("Contact", "contact_email", Question("contact_phone", width=20)),
            Section("Requests for information", Question("request_days", width=2)),
            Section("Papers of a meeting", "papers_download"),
            Section("Figures for the public", "disclosure_profile"),
            Section(
                "How long cases are kept", Question("retention_years", width=2), Question("retention_from", small=True),
                "retention_basis", intro=NO_NATIONAL_PERIOD,
            ),
        ]  # fmt: skip

    def clean(self) -> dict:
        """A period without its decision would be nobody's."""
        data = super().clean()
        if data.get("retention_years") and not data.get("retention_basis"):
            self.add_error("retention_basis", "Enter where this period is decided")
        return data

    def clean_retention_years(self) -> int | None:
        """Empty, or up to a hundred years."""
        return self._between("retention_years", 1, 100) if self.cleaned_data["retention_years"] is not None else None

    def clean_request_days(self) -> int:
        """Up to three months of working days."""
        return self._between("request_days", 1, 60)

    def _between(self, name: str, least: int, most: int) -> int:
        value = self.cleaned_data[name]
        if not least <= value <= most:
            raise forms.ValidationError(f"Enter a number from {least} to {most}", code="range")
        return value
