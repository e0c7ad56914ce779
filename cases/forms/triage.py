"""What the CDR manager enters to decide about a notification."""

from django import forms

from cases.forms.notification_base import ELSEWHERE
from cases.vocabularies import Ethnicity, Expectedness, PlaceOfDeath, Sex
from common.dates import birthday
from common.forms.base import PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question, Section

ANOTHER = "another"
STATES = (
    ("all", "All, waiting first"), ("waiting", "Waiting for triage"), ("accepted", "Case opened"),
    ("duplicate", "Duplicate"), ("out_of_scope", "Out of scope"), ("transferred", "Transferred"),
)  # fmt: skip


class TriageFilter(PageForm):
    """Narrows the list."""

    method = "get"
    state = forms.ChoiceField(label="Show", choices=STATES, required=False, initial="all", widget=forms.RadioSelect)

    def layout(self) -> list:
        """Small radios."""
        return [Question("state", small=True)]

    @property
    def chosen(self) -> str:
        """The state to show; anything unknown shows all."""
        chosen = self.cleaned_data.get("state", "") if self.is_valid() else ""
        return "" if chosen == "all" else chosen


class AcceptForm(VersionMixin, PageForm):
    """The facts of the case as notified, to be corrected before they count."""

    submit_label = "Open a case"

    born_on = DateInputField(label="Date of birth", past=True)
    died_on = DateInputField(label="Date of death", past=True)
    sex = forms.ChoiceField(choices=Sex.choices, widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(label="Ethnic group", choices=Ethnicity.choices)
    local_authority = forms.ChoiceField(
        label="Area of residence",
        help_text="Check it against the postcode",
        widget=forms.RadioSelect,
    )
    place_of_death = forms.ChoiceField(label="Place of death", choices=PlaceOfDeath.choices, widget=forms.RadioSelect)
    expectedness = forms.ChoiceField(
        label="Expected or unexpected", choices=Expectedness.choices, widget=forms.RadioSelect
    )
    gestation_weeks = forms.IntegerField(
        label="Gestation", help_text="Completed weeks, for a child under one year", min_value=14, max_value=45,
        required=False,
    )  # fmt: skip
    birth_weight_grams = forms.IntegerField(
        label="Birth weight", help_text="In grams, for a child under one year", min_value=100, max_value=9000,
        required=False,
    )  # fmt: skip

    def __init__(self, *args, areas=(), received_on=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.received_on = received_on
        self.fields["local_authority"].choices = [
            *((area.pk, area.name) for area in areas),
            (ELSEWHERE, "Outside the panel’s area, or not known"),
        ]

    def layout(self) -> list:
        """Dates, then background, then the death, then birth."""
        return [
            Section("Dates", "born_on", "died_on"),
            Section("The child", Question("sex", inline=True), "ethnicity", "local_authority"),
            Section("The death", Question("place_of_death", inline=True), Question("expectedness", inline=True)),
            Section("Birth", Question("gestation_weeks", width=2), Question("birth_weight_grams", width=4, suffix="g")),
        ]

    def clean(self) -> dict:
        """Dates in order, and a child."""
        answers = super().clean()
        born_on, died_on = answers.get("born_on"), answers.get("died_on")
        if died_on and self.received_on and died_on > self.received_on:
            self._wrong_date("died_on", "Date of death must be on or before the day of the notification")
        elif born_on and died_on and died_on < born_on:
            self._wrong_date("died_on", "Date of death must be on or after the date of birth")
        elif born_on and died_on and birthday(born_on, 18) <= died_on:
            self._wrong_date("born_on", "The death must be before the 18th birthday: check the dates, or go back")
        return answers

    def _wrong_date(self, name: str, sentence: str) -> None:
        self.add_error(name, forms.ValidationError(sentence, code="day,month,year"))

    def facts(self) -> dict:
        """What the action takes; the area by its key."""
        found = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "local_authority")}
        area = self.cleaned_data["local_authority"]
        return {**found, "local_authority_id": None if area == ELSEWHERE else area}


class ReasonForm(VersionMixin, PageForm):
    """A decision that needs a reason and nothing else."""

    reason = LongTextField(label="Reason", max_length=2000, rows=4, error_messages={"required": "Enter the reason"})


class OutOfScopeForm(ReasonForm):
    """Not for child death review."""

    submit_label = "Mark as out of scope"


class PutBackForm(ReasonForm):
    """The decision was wrong."""

    submit_label = "Put back to waiting"


class DuplicateForm(ReasonForm):
    """The same death as a case that is there."""

    submit_label = "Mark as a duplicate"

    case = forms.ChoiceField(
        label="Which case is it the same as?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the case that it is the same as"},
    )
    reference = forms.CharField(label="Case reference", max_length=30, required=False)

    def __init__(self, *args, suspects=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(suspect.case.pk), suspect.case.reference) for suspect in suspects if suspect.case]
        self.hints = {str(suspect.case.pk): ", ".join(suspect.why.reasons) for suspect in suspects if suspect.case}
        self.fields["case"].choices = [*known, (ANOTHER, "Another case")]

    def layout(self) -> list:
        """The suspected cases with why, or a reference."""
        return [Question("case", reveals={ANOTHER: ["reference"]}, hints=self.hints), "reason"]

    def clean(self) -> dict:
        """A reference where none of the suspected cases is meant."""
        answers = super().clean()
        if answers.get("case") == ANOTHER and not answers.get("reference"):
            self.add_error("reference", "Enter the reference of the case")
        return answers
