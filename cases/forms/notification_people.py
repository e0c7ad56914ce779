"""The pages about the family, support for it, and the professionals who knew the child."""

from django import forms

from cases.forms.notification_base import NotificationForm
from common.forms.base import PageForm
from common.forms.fields import YES, DateInputField, LongTextField, NhsNumberField, YesNoNotKnown
from common.forms.formsets import Rows, repeating
from common.forms.layout import Question, Row, Section

SELECT = ("", "Select")
RELATIONSHIPS = (
    "Mother", "Father", "Step-parent", "Adoptive parent", "Foster carer", "Grandparent", "Partner of a parent",
    "Other carer",
)  # fmt: skip
YES_NO = (("yes", "Yes"), ("no", "No"))


class CarerForm(PageForm):
    """A parent or carer."""

    mark_optional = True
    relationship = forms.ChoiceField(
        label="Relationship to the child", choices=[SELECT, *((name, name) for name in RELATIONSHIPS)]
    )
    name = forms.CharField(label="Full name", max_length=150)
    born_on = DateInputField(label="Date of birth", past=True, required=False)
    address = LongTextField(label="Address, if different from the child’s", rows=2, max_length=500, required=False)
    nhs_number = NhsNumberField(label="NHS number", help_text="Of the mother, if you have it", required=False)
    parental_responsibility = YesNoNotKnown(label="Has parental responsibility?", required=False)


class HouseholdForm(PageForm):
    """A brother, sister or other member of the household."""

    mark_optional = True
    relationship = forms.CharField(label="Relationship to the child", help_text="For example, sister", max_length=60)
    name = forms.CharField(label="Full name", max_length=150)
    born_on = DateInputField(label="Date of birth", past=True, required=False)
    at_risk = forms.BooleanField(label="May be at risk now", required=False)


class ProfessionalForm(PageForm):
    """Somebody who knew the child in life or after death."""

    mark_optional = True
    role = forms.CharField(help_text="For example, GP, health visitor or social worker", max_length=120)
    name = forms.CharField(label="Full name", max_length=150)
    organisation = forms.CharField(max_length=200)
    email = forms.EmailField(label="Secure email", required=False)
    phone = forms.CharField(label="Phone number", max_length=40, required=False)
    send_form = forms.ChoiceField(
        label="Ask for a reporting form?", choices=YES_NO, initial="yes", widget=forms.RadioSelect,
        error_messages={"required": "Select whether to ask for a reporting form"},
    )  # fmt: skip

    def layout(self) -> list:
        """Contact details side by side."""
        return ["role", "name", "organisation", Row("email", "phone"), Question("send_form", inline=True)]

    def cleaned(self) -> dict:
        """For the identity tables."""
        return {**self.cleaned_data, "send_form": self.cleaned_data["send_form"] == "yes"}


Carers = repeating(CarerForm, item="parent or carer", fewest=1, most=8)
Household = repeating(HouseholdForm, item="brother, sister or other", fewest=0, most=20)
Professionals = repeating(ProfessionalForm, item="professional", fewest=1, most=30)


class FamilyForm(NotificationForm):
    """Parents, carers and who else lived with the child."""

    carers_not_known = forms.BooleanField(label="I do not know who the parents or carers are", required=False)

    def layout(self) -> list:
        """Those who brought the child up, then the household."""
        return [
            Section("Parents and carers", Rows("carers"), "carers_not_known"),
            Section(
                "Brothers, sisters and others in the household",
                Rows("household"),
                intro="Add everybody you know of. Say if anybody may be at risk now.",
            ),
        ]

    def require_first(self) -> None:
        """The first carer must be filled in, unless nobody is known."""
        known = not self.data.get("carers_not_known")
        for row in self.formsets["carers"].forms[:1]:
            row.empty_permitted = not known

    def relatives(self) -> list[dict]:
        """Everybody entered, with what they were to the child."""
        carers = [{"kind": "carer", **row} for row in self.formsets["carers"].answers()]
        return carers + [{"kind": "household", **row} for row in self.formsets["household"].answers()]


class SupportForm(NotificationForm):
    """Support for the family, and whether the country should hear of it at once."""

    key_worker_named = YesNoNotKnown(
        label="Does the family have a key worker?",
        help_text="One named person whom the family can reach",
        error_messages={"required": "Select whether the family has a key worker"},
    )
    key_worker_name = forms.CharField(label="Name of the key worker", max_length=150, required=False)
    key_worker_contact = forms.CharField(label="Phone or secure email", max_length=200, required=False)
    booklet_given = YesNoNotKnown(
        label="Has the family been given “When a child dies”?",
        help_text="The national booklet for parents and carers",
        error_messages={"required": "Select whether the booklet has been given"},
    )
    national_alert = forms.ChoiceField(
        label="Should the national database look at this death at once?",
        help_text="For example, because a product, a medicine or a trend may put other children at risk",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Select whether the national database should look at this at once"},
    )
    national_alert_reason = LongTextField(label="Why?", rows=3, max_length=2000, required=False)

    needed_sometimes = ("key_worker_name", "national_alert_reason")
    depends = {
        "key_worker_name": ("key_worker_named", (YES,)),
        "key_worker_contact": ("key_worker_named", (YES,)),
        "national_alert_reason": ("national_alert", (YES,)),
    }

    def layout(self) -> list:
        """The family first."""
        return [
            Question("key_worker_named", reveals={YES: ["key_worker_name", "key_worker_contact"]}),
            "booklet_given",
            Question("national_alert", reveals={YES: ["national_alert_reason"]}),
        ]

    def clean(self) -> dict:
        """A name for the key worker and a reason for the alert."""
        answers = super().clean()
        named = answers.get("key_worker_named") == YES
        self.need(named, "key_worker_name", "Enter the name of the key worker")
        alert = answers.get("national_alert") == YES
        self.need(alert, "national_alert_reason", "Enter why the national database should look at this at once")
        return answers

    def facts(self) -> dict:
        """All of it; whether there is a key worker shows in the name."""
        given = self.given
        del given["key_worker_named"]
        return {**given, "national_alert": given["national_alert"] == YES}


class ProfessionalsForm(NotificationForm):
    """Everybody who may be asked: the most useful page of all."""

    def layout(self) -> list:
        """The repeating group."""
        return [Rows("professionals")]

    def require_first(self) -> None:
        """At least one."""
        for row in self.formsets["professionals"].forms[:1]:
            row.empty_permitted = False

    def professionals(self) -> list[dict]:
        """Everybody entered."""
        rows = self.formsets["professionals"].forms
        return [row.cleaned() for row in rows if row.has_changed() and row.cleaned_data]
