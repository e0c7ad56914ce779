"""Forms about a meeting and the people invited."""

from datetime import datetime

from django import forms
from django.utils import timezone

from common.dates import london
from common.forms.base import Button, NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField, TimeInputField
from common.forms.layout import Question, Row, Words
from panels.models import Invitation, Meeting
from panels.presenters.meeting import seat_label


class MeetingForm(PageForm):
    """When and where."""

    submit_label = "Save meeting"
    nouns = {"day": "the date of the meeting", "starts": "the start time", "ends": "the end time"}

    title = forms.CharField(
        label="Title", max_length=150, initial="Panel meeting", help_text="Shown to the people invited. Never a name."
    )
    theme = forms.CharField(label="Theme, if any", max_length=100, required=False, help_text="For example “neonatal”.")
    day = DateInputField(label="Date", help_text="For example, 3 12 2026")
    starts = TimeInputField(label="Starts at", help_text="For example, 9:30am")
    ends = TimeInputField(label="Ends at", help_text="For example, 12:30pm")
    place = forms.CharField(label="Place or joining link", max_length=300, required=False)
    access_days = forms.IntegerField(
        label="Days that members keep access after the meeting",
        min_value=0,
        max_value=90,
        initial=14,
        help_text="Access ends at once when the meeting is finalised; this is for when it is not.",
    )

    def layout(self) -> list:
        """Title and theme, then times, then the rest."""
        return ["title", "theme", "day", Row("starts", "ends"), "place", Question("access_days", width=3)]

    def clean(self) -> dict:
        """The end lies after the start."""
        given = super().clean()
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", "The end time must be after the start time")
        return given

    def details(self) -> dict:
        """What the action takes."""
        given = self.cleaned_data
        at = {
            f"{name}_at": timezone.make_aware(datetime.combine(given["day"], given[name]))
            for name in ("starts", "ends")
        }
        return {**{name: given[name] for name in ("title", "theme", "place", "access_days")}, **at}


class ScheduleForm(NewRowMixin, MeetingForm):
    """A new meeting."""

    submit_label = "Schedule meeting"


class ChangeForm(VersionMixin, MeetingForm):
    """A meeting that stands."""

    submit_label = "Save changes"


def meeting_initial(meeting: Meeting) -> dict:
    """A meeting as the form asks for it."""
    starts, ends = london(meeting.starts_at), london(meeting.ends_at)
    kept = {name: getattr(meeting, name) for name in ("title", "theme", "place", "access_days", "version")}
    return {**kept, "day": starts.date(), "starts": starts.time(), "ends": ends.time()}


class CancelForm(VersionMixin, PageForm):
    """Calling a meeting off."""

    submit_label = "Cancel meeting"
    submit_kind = "warning"
    cancel_label = "Keep the meeting"

    reason = forms.CharField(label="Why is it cancelled?", max_length=300, help_text="Kept in the record, not emailed.")
    nouns = {"reason": "why the meeting is cancelled"}


class InviteForm(PageForm):
    """Who to invite: core members are chosen already, the others when they are needed."""

    submit_label = "Send invitations"

    core = forms.MultipleChoiceField(label="Core members", required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.MultipleChoiceField(label="As required", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, seats, **kwargs) -> None:
        core = [seat for seat in seats if seat.seat == "core" or seat.role != "member"]
        others = [seat for seat in seats if seat not in core]
        kwargs.setdefault("initial", {"core": [str(seat.pk) for seat in core]})
        super().__init__(*args, **kwargs)
        for name, group in (("core", core), ("others", others)):
            self.fields[name].choices = [(str(seat.pk), f"{seat.user.full_name}, {seat_label(seat)}") for seat in group]
            if not group:
                del self.fields[name]

    def clean(self) -> dict:
        """Somebody has to be chosen."""
        given = super().clean()
        if not self.chosen(given):
            raise forms.ValidationError("Select at least one person to invite")
        return given

    def chosen(self, given: dict | None = None) -> list[str]:
        """The seats ticked."""
        given = self.cleaned_data if given is None else given
        return [*given.get("core", []), *given.get("others", [])]


class ReplyForm(VersionMixin, PageForm):
    """Two buttons: coming, or apologies."""

    submit_label = "Yes, I will come"
    buttons = (Button("Send apologies", "reply", Invitation.Reply.DECLINED),)

    @property
    def reply(self) -> str:
        """Which button was pressed."""
        declined = self.data.get("reply") == Invitation.Reply.DECLINED
        return Invitation.Reply.DECLINED if declined else Invitation.Reply.ACCEPTED


class ConfirmForm(PageForm):
    """A question answered by its button alone."""


class ConflictForm(PageForm):
    """Why this person should not see or decide this case."""

    submit_label = "Declare the conflict"
    submit_kind = "warning"
    cancel_label = "Go back to the case"
    nouns = {"reason": "what the conflict is"}

    reason = LongTextField(
        label="What is the conflict?",
        max_length=500,
        rows=3,
        help_text="For example “I was involved in the care”. Do not name the child, the family or a place.",
    )


class RecordConflictForm(ConflictForm):
    """The manager records somebody's conflict."""

    submit_label = "Close the case to this person"

    person = forms.ChoiceField(label="Whose conflict is it?", widget=forms.RadioSelect)
    nouns = {"person": "whose conflict it is", "reason": "what the conflict is"}

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(invitation.user_id): invitation.user for invitation in people}
        self.fields["person"].choices = [
            (str(invitation.user_id), f"{invitation.user.full_name}, {seat_label(invitation.membership)}")
            for invitation in people
        ]

    def layout(self) -> list:
        """Who, then why."""
        return ["person", "reason"]

    @property
    def user(self):
        """The person chosen."""
        return self.people[self.cleaned_data["person"]]


class AttendanceForm(PageForm):
    """One question a person: there, a deputy, apologies, absent."""

    submit_label = "Save attendance"
    sticky_buttons = True
    warn_unsaved = True

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.people = list(people)
        for invitation in self.people:
            self._add(invitation)

    def _add(self, invitation: Invitation) -> None:
        key, name = invitation.pk.hex, invitation.user.full_name
        kinds = [choice for choice in Invitation.Attendance.choices if choice[0]]
        self.fields[f"there_{key}"] = forms.ChoiceField(
            label=f"{name}, {seat_label(invitation.membership)}",
            choices=kinds,
            widget=forms.RadioSelect,
            required=False,
            initial=invitation.attendance or _expected(invitation),
        )
        self.fields[f"deputy_{key}"] = forms.CharField(
            label=f"Deputy of {name}", max_length=150, required=False, initial=invitation.deputy_name
        )
        self.fields[f"version_{key}"] = forms.IntegerField(widget=forms.HiddenInput, initial=invitation.version)

    def layout(self) -> list:
        """Inline radios, the deputy's name under “Deputy came”."""
        if not self.people:
            return [Words("Nobody is invited to this meeting yet.")]
        return [
            Question(f"there_{i.pk.hex}", inline=True, small=True, reveals={"deputy": [Question(f"deputy_{i.pk.hex}")]})
            for i in self.people
        ]

    def clean(self) -> dict:
        """A deputy has a name."""
        given = super().clean()
        for invitation in self.people:
            key = invitation.pk.hex
            if given.get(f"there_{key}") == "deputy" and not given.get(f"deputy_{key}", "").strip():
                self.add_error(f"deputy_{key}", f"Enter the name of the deputy of {invitation.user.full_name}")
        return given

    def lines(self) -> list[dict]:
        """What was recorded, person by person."""
        given = self.cleaned_data
        return [
            {
                "invitation_id": i.pk,
                "version": given[f"version_{i.pk.hex}"],
                "attendance": given.get(f"there_{i.pk.hex}", ""),
                "deputy_name": given.get(f"deputy_{i.pk.hex}", ""),
            }
            for i in self.people
        ]


def _expected(invitation: Invitation) -> str:
    """Apologies sent before the meeting are filled in; somebody's presence is always recorded by hand."""
    return Invitation.Attendance.APOLOGIES if invitation.reply == Invitation.Reply.DECLINED else ""
