"""Forms about people and their roles."""

from django import forms

from accounts.models import Membership
from accounts.roles import Role
from common.dates import today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField
from common.forms.layout import Question, Section

STATES = (("", "All"), ("on", "Active"), ("invited", "Invited, no password yet"), ("off", "Switched off"))
AREAS = "areas"


class PeopleFilter(PageForm):
    """Narrows the list."""

    method = "get"
    submit_label = "Show"

    q = forms.CharField(label="Name or email address", required=False, max_length=100)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "All"), *Role.choices])
    state = forms.ChoiceField(label="Account", required=False, choices=STATES)


class SeatForm(NewRowMixin, PageForm):
    """A role on the panel and what goes with it. ``roles`` are those that this person may give."""

    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect)
    areas = forms.ModelMultipleChoiceField(
        queryset=None, label="Areas", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="The cases this designated doctor sees",
    )  # fmt: skip
    seat = forms.ChoiceField(
        label="Seat", required=False, widget=forms.RadioSelect,
        choices=[(Membership.Seat.CORE, "Core member"), (Membership.Seat.AS_REQUIRED, "As required")],
    )  # fmt: skip
    is_lay = forms.BooleanField(label="Lay member", required=False)
    organisation = forms.ModelChoiceField(
        queryset=None, label="Agency", required=False, help_text="The agency that this person works for or represents"
    )
    job_title = forms.CharField(label="Job title", required=False, max_length=120)
    starts_on = DateInputField(label="First day", required=False, help_text="Leave empty for today")

    def __init__(self, *args, roles, areas, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]
        self.fields[AREAS].queryset = areas
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].empty_label = "None"

    def role_questions(self) -> list:
        """The role with what belongs to it alone."""
        seated = [Question("seat", inline=True)]
        reveals = {Role.DOCTOR: [AREAS], Role.MEMBER: [*seated, "is_lay"]}
        shown = dict(self.fields["role"].choices)
        return [Question("role", size="m", reveals={key: part for key, part in reveals.items() if key in shown})]

    def layout(self) -> list:
        """Role, agency, time."""
        return [*self.role_questions(), "organisation", Question("job_title"), "starts_on"]

    def clean(self) -> dict:
        """A doctor has areas, a respondent an agency, a member one or sits as lay."""
        data = super().clean()
        role = data.get("role")
        if role == Role.DOCTOR and not data.get(AREAS):
            self.add_error(AREAS, "Select the areas of this designated doctor")
        if role == Role.MEMBER and not data.get("seat"):
            self.add_error("seat", "Select whether this is a core member or one as required")
        if role == Role.RESPONDENT and not data.get("organisation"):
            self.add_error("organisation", "Select the agency that this person answers for")
        if role == Role.MEMBER and not data.get("organisation") and not data.get("is_lay"):
            self.add_error("organisation", "Select the agency that this member represents, or mark a lay member")
        return data

    @property
    def given(self) -> dict:
        """What the action takes; answers to questions of another role are left out."""
        data, role = self.cleaned_data, self.cleaned_data["role"]
        member = role == Role.MEMBER
        seat = data["seat"] if member else (Membership.Seat.CORE if role in (Role.CHAIR, Role.DOCTOR) else "")
        return {
            "key": data["new_id"],
            "role": role,
            "areas": list(data[AREAS]) if role == Role.DOCTOR else [],
            "seat": seat,
            "is_lay": data["is_lay"] if member else False,
            "organisation": data["organisation"],
            "job_title": data["job_title"],
            "starts_on": data["starts_on"],
        }


class InviteForm(SeatForm):
    """A person who may be new here."""

    field_order = ["new_id", "full_name", "email"]

    submit_label = "Send the invitation"
    warn_unsaved = True

    full_name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="Email address", max_length=254, help_text="Their own address at work, never a shared one"
    )

    def layout(self) -> list:
        """The person, then the role."""
        person = Section("The person", Question("full_name", autocomplete="off"), Question("email", autocomplete="off"))
        return [person, Section("What they do", *super().layout())]


class GiveRoleForm(SeatForm):
    """One more role for somebody here."""

    submit_label = "Give the role"


class EndRoleForm(VersionMixin, PageForm):
    """When a role ends."""

    submit_label = "End the role"
    submit_kind = "warning"

    ends_on = DateInputField(label="First day without the role", initial=today)


class PersonForm(VersionMixin, PageForm):
    """Name and address."""

    full_name = forms.CharField(label="Full name", max_length=150)
    email = forms.EmailField(
        label="Email address",
        max_length=254,
        help_text="Used to sign in. A new address signs the person out everywhere.",
    )


class ReasonForm(VersionMixin, PageForm):
    """Why something drastic is done; kept in the audit trail."""

    submit_kind = "warning"

    reason = forms.CharField(label="Reason", max_length=200, help_text="Kept in the audit trail")


class VersionForm(VersionMixin, PageForm):
    """A button."""
