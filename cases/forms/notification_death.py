"""The pages about the death, what happened, and which processes have begun."""

from django import forms

from cases.forms.notification_base import NotificationForm
from cases.vocabularies import Expectedness, Place, ProcessKind, SocialCare
from common.formats import day
from common.forms.fields import YES, DateInputField, LongTextField, TimeInputField, YesNoNotKnown
from common.forms.layout import Question, Section

SELECT = ("", "Select")
NAMED_PLACES = {
    Place.EMERGENCY, Place.WARD, Place.NEONATAL, Place.INTENSIVE, Place.OTHER_HOSPITAL, Place.HOSPICE,
    Place.MENTAL_HEALTH, Place.OTHER,
}  # fmt: skip
NONE = "none"
REVIEWS = [
    (kind.value, kind.label)
    for kind in (
        ProcessKind.CRIMINAL, ProcessKind.CSPR, ProcessKind.PSII, ProcessKind.MNSI, ProcessKind.PMRT,
        ProcessKind.LEDER, ProcessKind.OTHER,
    )
]  # fmt: skip


class DeathForm(NotificationForm):
    """When and where the child died, and whether it was expected."""

    died_on = DateInputField(
        label="Date of death", help_text="For example, 27 3 2026. If it is not certain, the date it was confirmed.",
        past=True,
    )  # fmt: skip
    died_at_time = TimeInputField(label="Time of death", help_text="For example, 2:30pm or 14:30", required=False)
    confirmed_place = forms.ChoiceField(
        label="Where was the death confirmed?",
        choices=[SELECT, *Place.choices],
        error_messages={"required": "Select where the death was confirmed"},
    )
    place_detail = forms.CharField(label="Name of the hospital, hospice or place", max_length=200, required=False)
    event_place = forms.ChoiceField(
        label="Where did the event that led to the death happen?",
        help_text="For example, where the child collapsed or was found. In a long illness, where the care was given.",
        choices=[SELECT, *Place.choices],
        error_messages={"required": "Select where the event that led to the death happened"},
    )
    event_place_detail = forms.CharField(label="More about that place", max_length=200, required=False)
    expectedness = forms.ChoiceField(
        label="Was the death expected?",
        help_text="Unexpected: 24 hours before, it was not thought a significant possibility, or it followed a "
        "collapse that was just as unexpected.",
        choices=Expectedness.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the death was expected"},
    )

    needed_sometimes = ("place_detail",)
    nouns = {"place_detail": "the name of the place"}

    def layout(self) -> list:
        """When, where, expected."""
        return [
            Section("When", "died_on", Question("died_at_time", width=5)),
            Section("Where", "confirmed_place", "place_detail", "event_place", "event_place_detail"),
            "expectedness",
        ]

    def clean(self) -> dict:
        """Not before birth; a hospital has a name."""
        answers = super().clean()
        died_on, born_on = answers.get("died_on"), self.about.born_on
        if died_on and born_on and died_on < born_on:
            sentence = f"Date of death must be on or after the date of birth, which you gave as {day(born_on)}"
            self.add_error("died_on", forms.ValidationError(sentence, code="day,month,year"))
        self.need(answers.get("confirmed_place") in NAMED_PLACES, "place_detail", "Enter the name of the place")
        return answers

    def facts(self) -> dict:
        """All of it."""
        return dict(self.cleaned_data)


class CircumstancesForm(NotificationForm):
    """What happened, in the notifier's words."""

    circumstances = LongTextField(
        label="Describe what happened",
        help_text="What led to the death and how it happened, as far as you know. Facts rather than opinions.",
        max_length=10_000,
        rows=12,
        error_messages={"required": "Describe what happened"},
    )

    nouns = {"circumstances": "the description"}

    def facts(self) -> dict:
        """The words as written."""
        return dict(self.cleaned_data)


class ProcessesForm(NotificationForm):
    """Who else looks into the death."""

    jar_triggered = YesNoNotKnown(
        label="Has a joint agency response started?",
        help_text="For a sudden or external cause, in custody, possibly not natural, or a stillbirth with no "
        "professional present",
        error_messages={"required": "Select whether a joint agency response has started"},
    )
    jar_lead = forms.CharField(label="Lead health professional", max_length=150, required=False)
    police_reference = forms.CharField(label="Police reference", max_length=60, required=False)
    coroner_notified = YesNoNotKnown(
        label="Has the coroner been told?", error_messages={"required": "Select whether the coroner has been told"}
    )
    post_mortem = YesNoNotKnown(
        label="Will there be a post-mortem?",
        error_messages={"required": "Select whether there will be a post-mortem"},
    )
    mccd_issued = YesNoNotKnown(
        label="Has a medical certificate of cause of death been issued?",
        error_messages={"required": "Select whether a certificate has been issued"},
    )
    cause_text = LongTextField(
        label="Cause of death as given", help_text="Each line as on the certificate", max_length=1000, rows=3,
        required=False,
    )  # fmt: skip
    medical_examiner = YesNoNotKnown(
        label="Has a medical examiner looked at the death?",
        error_messages={"required": "Select whether a medical examiner has looked at the death"},
    )
    other_reviews = forms.MultipleChoiceField(
        label="Which other reviews or investigations do you know of?",
        help_text="Select all that apply",
        choices=[*REVIEWS, (NONE, "None that I know of")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Select the other reviews, or none that you know of"},
    )
    social_care = YesNoNotKnown(
        label="Was the child known to children’s social care?",
        error_messages={"required": "Select whether the child was known to social care"},
    )
    social_care_status = forms.MultipleChoiceField(
        label="How was the child known?",
        help_text="Select all that apply",
        choices=SocialCare.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    depends = {
        "jar_lead": ("jar_triggered", (YES,)),
        "police_reference": ("jar_triggered", (YES,)),
        "cause_text": ("mccd_issued", (YES,)),
        "social_care_status": ("social_care", (YES,)),
    }

    def layout(self) -> list:
        """Coroner and certificate; reviews; social care."""
        return [
            Question("jar_triggered", reveals={YES: ["jar_lead", "police_reference"]}),
            "coroner_notified",
            "post_mortem",
            Question("mccd_issued", reveals={YES: ["cause_text"]}),
            "medical_examiner",
            Question("other_reviews", exclusive=NONE),
            Question("social_care", reveals={YES: ["social_care_status"]}),
        ]

    def clean(self) -> dict:
        """“None” goes with nothing else."""
        answers = super().clean()
        reviews = answers.get("other_reviews", [])
        if NONE in reviews and len(reviews) > 1:
            self.add_error("other_reviews", "Select the other reviews, or select none that you know of")
        return answers

    def facts(self) -> dict:
        """All of it; “none” is an empty list."""
        reviews = [code for code in self.cleaned_data["other_reviews"] if code != NONE]
        return {**self.given, "other_reviews": reviews}
