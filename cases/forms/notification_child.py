"""The pages about the notifier, the child and the child's birth."""

from django import forms

from cases.forms.notification_base import ELSEWHERE, NotificationForm
from cases.vocabularies import Ethnicity, NhsNumberAbsence, Sex
from common.forms.fields import (
    DateInputField,
    LongTextField,
    NhsNumberField,
    TimeInputField,
    UKPostcodeField,
    YesNoNotKnown,
)
from common.forms.layout import Details, Fieldset, Question, Row, Section, Words

SELECT = ("", "Select")
KNOWN = "known"


class NotifierForm(NotificationForm):
    """Who notifies, and how to reach them."""

    notifier_name = forms.CharField(label="Full name", max_length=150)
    notifier_role = forms.CharField(
        label="Role", help_text="For example, GP or consultant neonatologist", max_length=120
    )
    notifier_agency = forms.CharField(label="Organisation", max_length=200)
    notifier_email = forms.EmailField(
        label="Secure work email", help_text="For example, an nhs.net address. We send you the reference only."
    )
    notifier_phone = forms.CharField(label="Phone number", max_length=40)

    nouns = {
        "notifier_name": "your full name", "notifier_role": "your role", "notifier_agency": "your organisation",
        "notifier_email": "your secure work email", "notifier_phone": "your phone number",
    }  # fmt: skip

    def layout(self) -> list:
        """Wide enough for what people write, and no wider."""
        words = [Words("Give the details of the person who told you about the death.", kind="inset")]
        return [
            *(words if self.about.for_somebody else []),
            Question("notifier_name", autocomplete="name"),
            Question("notifier_role", autocomplete="organization-title"),
            Question("notifier_agency", autocomplete="organization"),
            Question("notifier_email", autocomplete="email", spellcheck="false"),
            Question("notifier_phone", autocomplete="tel", inputmode="tel", width=20),
        ]

    def facts(self) -> dict:
        """All of it."""
        return dict(self.cleaned_data)


class ChildForm(NotificationForm):
    """Who the child was and where the child lived."""

    first_names = forms.CharField(
        label="First names", help_text="If the baby was not named, leave this empty", max_length=150, required=False
    )
    surname = forms.CharField(max_length=150, help_text="If the baby was not named, the mother’s surname")
    aliases = forms.CharField(label="Other names the child was known by", max_length=200, required=False)
    nhs_known = forms.ChoiceField(
        label="Do you have the child’s NHS number?",
        choices=[(KNOWN, "Yes"), *((code, f"No: {label}") for code, label in NhsNumberAbsence.choices)],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether you have the child’s NHS number"},
    )
    nhs_number = NhsNumberField(required=False)
    born_on = DateInputField(label="Date of birth", help_text="For example, 27 3 2019", past=True)
    sex = forms.ChoiceField(choices=Sex.choices, widget=forms.RadioSelect)
    ethnicity = forms.ChoiceField(
        label="Ethnic group", help_text="The child’s own, as recorded", choices=[SELECT, *Ethnicity.choices]
    )
    area = forms.ChoiceField(
        label="Which area did the child normally live in?",
        widget=forms.RadioSelect,
        error_messages={"required": "Select the area that the child normally lived in"},
    )
    resident_elsewhere = forms.CharField(label="Where did the child live?", max_length=200, required=False)
    address = LongTextField(rows=3, max_length=500, label="Home address")
    postcode = UKPostcodeField(label="Postcode", required=False)
    gp_practice = forms.CharField(
        label="GP practice", help_text="If there was none, or it is not known, say so", max_length=200
    )
    school = forms.CharField(label="School or nursery", max_length=200, required=False)
    first_language = forms.CharField(label="First language of the family", max_length=60, required=False)
    interpreter = YesNoNotKnown(label="Does the family need an interpreter?", required=False)
    religion = forms.CharField(max_length=60, required=False)

    needed_sometimes = ("nhs_number", "resident_elsewhere", "postcode")
    depends = {
        "nhs_number": ("nhs_known", (KNOWN,)),
        "resident_elsewhere": ("area", (ELSEWHERE,)),
    }

    def adapt(self) -> None:
        """The panel's own areas, then everywhere else."""
        self.fields["area"].choices = [*self.about.areas, (ELSEWHERE, "Somewhere else")]

    def layout(self) -> list:
        """Name, number and birth; then home; then what fewer people know."""
        return [
            Section("Name", "first_names", "surname", "aliases"),
            Section(
                "Number, birth and background",
                Question("nhs_known", reveals={KNOWN: ["nhs_number"]}),
                "born_on",
                Question("sex", inline=True),
                "ethnicity",
            ),
            Section(
                "Home",
                Question("area", reveals={ELSEWHERE: ["resident_elsewhere"]}),
                "address",
                "postcode",
                "gp_practice",
            ),
            Details("More about the child and family", "school", "first_language", "interpreter", "religion"),
        ]

    def clean(self) -> dict:
        """A number or a reason; a place where the area is not ours; a postcode where it is."""
        answers = super().clean()
        self.need(answers.get("nhs_known") == KNOWN, "nhs_number", "Enter the child’s NHS number")
        elsewhere = answers.get("area") == ELSEWHERE
        self.need(elsewhere, "resident_elsewhere", "Enter where the child lived")
        self.need(bool(answers.get("area")) and not elsewhere, "postcode", "Enter the child’s postcode")
        return answers

    def facts(self) -> dict:
        """What figures need of the child."""
        area = self.cleaned_data["area"]
        return {
            **self._only("sex", "ethnicity", "resident_elsewhere"),
            "local_authority_id": None if area == ELSEWHERE else area,
        }

    def child(self) -> dict:
        """Everything that says who the child was."""
        known = self.cleaned_data["nhs_known"]
        return {
            **self._only(
                "first_names", "surname", "aliases", "nhs_number", "born_on", "address", "postcode", "gp_practice",
                "school", "first_language", "interpreter", "religion",
            ),
            "nhs_number_absence": "" if known == KNOWN else known,
        }  # fmt: skip


class BirthForm(NotificationForm):
    """Asked for a child under one year; more for a baby who lived about a day."""

    gestation_weeks = forms.IntegerField(label="Weeks", min_value=14, max_value=45, required=False)
    gestation_days = forms.IntegerField(label="Days", min_value=0, max_value=6, required=False)
    gestation_not_known = forms.BooleanField(label="Gestation is not known", required=False)
    birth_weight_grams = forms.IntegerField(
        label="Birth weight", help_text="In grams", min_value=100, max_value=9000, required=False
    )
    weight_not_known = forms.BooleanField(label="Birth weight is not known", required=False)
    multiplicity = forms.ChoiceField(
        label="Was this a single or a multiple birth?",
        choices=[("1", "Single"), ("2", "Twins"), ("3", "Triplets or more"), ("not_known", "Not known")],
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether this was a single or a multiple birth"},
    )
    birth_order = forms.IntegerField(
        label="Which baby was this?", help_text="1 for the first born", min_value=1, max_value=9, required=False
    )
    born_at_time = TimeInputField(label="Time of birth", help_text="For example, 2:30pm or 14:30", required=False)
    signs_of_life = YesNoNotKnown(
        label="Were there any signs of life after birth?",
        help_text="For example breathing, a heartbeat or movement, as judged by the clinician who was there",
        error_messages={"required": "Select whether there were signs of life"},
    )
    stillbirth_at_home = YesNoNotKnown(
        label="Could this be a stillbirth with no healthcare professional present?",
        error_messages={"required": "Select whether this could be a stillbirth with no professional present"},
    )
    termination = YesNoNotKnown(
        label="Was this a lawful termination of pregnancy?",
        error_messages={"required": "Select whether this was a lawful termination"},
    )

    said_as = {
        "gestation_weeks": "Gestation in completed weeks",
        "gestation_days": "Days beyond whole weeks",
        "birth_weight_grams": "Birth weight in grams",
    }
    needed_sometimes = ("gestation_weeks", "birth_weight_grams")
    depends = {
        "gestation_weeks": ("gestation_not_known", (False,)),
        "gestation_days": ("gestation_not_known", (False,)),
        "birth_weight_grams": ("weight_not_known", (False,)),
        "birth_order": ("multiplicity", ("2", "3")),
    }
    first_day = ("born_at_time", "signs_of_life", "stillbirth_at_home", "termination")

    def adapt(self) -> None:
        """The questions of the first day only where the baby lived about that long."""
        if not self.about.about_one_day:
            for name in self.first_day:
                del self.fields[name]

    def layout(self) -> list:
        """Gestation in one line, then weight, then the rest."""
        return [
            Fieldset(
                "Gestation at birth",
                Row(Question("gestation_weeks", width=2), Question("gestation_days", width=2)),
                "gestation_not_known",
            ),
            Question("birth_weight_grams", width=4, suffix="g"),
            "weight_not_known",
            Question("multiplicity", reveals={"2": [Question("birth_order", width=2)]}),
            *(name for name in self.first_day if name in self.fields),
        ]

    def clean(self) -> dict:
        """Either a number or “not known”."""
        answers = super().clean()
        self.need(not answers.get("gestation_not_known"), "gestation_weeks", "Enter the weeks, or select not known")
        self.need(not answers.get("weight_not_known"), "birth_weight_grams", "Enter the weight, or select not known")
        order, babies = answers.get("birth_order"), answers.get("multiplicity")
        if order and babies == "2" and order > 2:
            self.add_error("birth_order", "For twins, enter 1 or 2")
        return answers

    def facts(self) -> dict:
        """Numbers; what is not known stays empty."""
        babies = self.cleaned_data["multiplicity"]
        return {
            **self._only("gestation_weeks", "gestation_days", "birth_weight_grams", "birth_order", *self.first_day[1:]),
            "multiplicity": int(babies) if babies.isdigit() else None,
        }

    def child(self) -> dict:
        """The time of birth is part of who the child was."""
        return self._only("born_at_time")
