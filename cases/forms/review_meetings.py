"""Forms of the child death review meeting: when and where, whom to invite, who came, the report."""

from datetime import date, datetime

from django import forms
from django.utils import timezone

from cases.models import MeetingGuest, ReviewMeeting
from common.dates import london, today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, TimeInputField
from common.forms.formsets import Rows, repeating
from common.forms.layout import Question, Row, Section

DETAILS = ("kind", "place", "chair")
GUESTS = "guests"
NOT, INVITE, ESSENTIAL = "not", "invite", "essential"


class ReviewMeetingForm(PageForm):
    """When and where."""

    nouns = {
        "day": "the date of the meeting", "starts": "the start time", "ends": "the end time",
        "kind": "which meeting it is",
    }  # fmt: skip

    kind = forms.ChoiceField(
        label="Which meeting is it?",
        choices=ReviewMeeting.Kind.choices,
        widget=forms.RadioSelect,
        initial=ReviewMeeting.Kind.ALONE,
    )
    day = DateInputField(label="Date", help_text="At least a month ahead where you can. For example, 3 12 2026")
    starts = TimeInputField(label="Starts at", help_text="For example, 9:30am")
    ends = TimeInputField(label="Ends at", help_text="For example, 11am")
    place = forms.CharField(
        label="Place or joining link", max_length=300, required=False, help_text="Sent to everybody invited."
    )
    chair = forms.CharField(label="Who chairs it", max_length=150, required=False)

    def __init__(self, *args, died_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.died_on = died_on

    def layout(self) -> list:
        """Which, when, where."""
        return ["kind", "day", Row("starts", "ends"), "place", "chair"]

    def clean(self) -> dict:
        """The end lies after the start, the meeting after the death."""
        given = super().clean()
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", "The end time must be after the start time")
        if given.get("day") and given["day"] < self.died_on:
            self.add_error("day", "The meeting cannot be before the death")
        return given

    def details(self) -> dict:
        """What the action takes."""
        given = self.cleaned_data
        at = {
            f"{name}_at": timezone.make_aware(datetime.combine(given["day"], given[name]))
            for name in ("starts", "ends")
        }
        kept = {name: given[name] for name in (*DETAILS, "new_id", "version") if name in given}
        return {**kept, **at}


class NewMeetingForm(NewRowMixin, ReviewMeetingForm):
    """A new meeting."""

    submit_label = "Arrange the meeting"


class ChangeMeetingForm(VersionMixin, ReviewMeetingForm):
    """A meeting that stands."""

    submit_label = "Save changes"


def meeting_initial(meeting: ReviewMeeting) -> dict:
    """A meeting as the form asks for it."""
    starts, ends = london(meeting.starts_at), london(meeting.ends_at)
    kept = {name: getattr(meeting, name) for name in (*DETAILS, "version")}
    return {**kept, "day": starts.date(), "starts": starts.time(), "ends": ends.time()}


class CallOffForm(VersionMixin, PageForm):
    """Cancelling a meeting."""

    submit_label = "Cancel the meeting"
    submit_kind = "warning"
    cancel_label = "Keep the meeting"
    nouns = {"reason": "why the meeting is cancelled"}
    reason = forms.CharField(label="Why is it cancelled?", max_length=300, help_text="Kept in the record, not emailed.")


class GuestForm(PageForm):
    """Somebody else to invite."""

    nouns = {"organisation": "the agency"}
    name = forms.CharField(label="Name", max_length=150)
    role = forms.CharField(label="Role", max_length=120, required=False)
    organisation = forms.CharField(label="Agency", max_length=200)
    email = forms.EmailField(label="Email address")
    essential = forms.BooleanField(label="Has to be there", required=False)

    def layout(self) -> list:
        """Two by two."""
        return [Row("name", "role"), Row("organisation", "email"), Question("essential", small=True)]


Guests = repeating(GuestForm, item="person", fewest=1, most=20)


class InviteForm(PageForm):
    """Whom to invite: people known to the case, and others."""

    submit_label = "Send invitations"
    choices = ((NOT, "Do not invite"), (INVITE, "Invite"), (ESSENTIAL, "Invite, has to be there"))

    def __init__(self, *args, known: list[dict], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        for number, person in enumerate(known):
            about = ", ".join(filter(None, (person["name"], person["role"], person["organisation"])))
            self.fields[f"known_{number}"] = forms.ChoiceField(
                label=about, choices=self.choices, required=False, widget=forms.RadioSelect, initial=NOT
            )

    def layout(self) -> list:
        """Known people first."""
        asked = [Question(f"known_{number}", inline=True, small=True) for number, _ in enumerate(self.known)]
        first = [Section("People who knew the child or were asked", *asked)] if asked else []
        return [*first, Section("Somebody else", Rows(GUESTS))]

    def clean(self) -> dict:
        """Somebody has to be chosen."""
        given = super().clean()
        if not any(self._chosen(given, n) for n, _ in enumerate(self.known)) and not self._others():
            raise forms.ValidationError("Choose or enter at least one person to invite")
        return given

    @staticmethod
    def _chosen(given: dict, number: int) -> bool:
        return given.get(f"known_{number}") in (INVITE, ESSENTIAL)

    def _others(self) -> list[dict]:
        rows = self.formsets[GUESTS]
        return [form for form in rows.forms if form.has_changed()]

    def people(self) -> list[dict]:
        """Whom to invite, as the action takes it."""
        given = self.cleaned_data
        chosen = [
            {**person, "essential": given[f"known_{number}"] == ESSENTIAL}
            for number, person in enumerate(self.known)
            if self._chosen(given, number)
        ]
        return chosen + self.formsets[GUESTS].answers()


class HeldForm(VersionMixin, PageForm):
    """Who came: one question a person."""

    submit_label = "Save attendance"
    warn_unsaved = True

    def __init__(self, *args, guests: list[MeetingGuest], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.guests = guests
        for guest in guests:
            self.fields[f"there_{guest.pk.hex}"] = forms.ChoiceField(
                label=str(guest),
                choices=[choice for choice in MeetingGuest.Attendance.choices if choice[0]],
                required=False,
                widget=forms.RadioSelect,
                initial=guest.attendance,
            )

    def layout(self) -> list:
        """Radios side by side."""
        return [Question(f"there_{guest.pk.hex}", inline=True, small=True) for guest in self.guests]

    def attendance(self) -> dict:
        """What was recorded, person by person."""
        return {guest.pk: self.cleaned_data.get(f"there_{guest.pk.hex}", "") for guest in self.guests}


class PresentForm(NewRowMixin, PageForm):
    """Somebody who came without an invitation."""

    submit_label = "Add"
    nouns = {"organisation": "the agency"}
    name = forms.CharField(label="Name", max_length=150)
    role = forms.CharField(label="Role", max_length=120, required=False)
    organisation = forms.CharField(label="Agency", max_length=200)


class ReportForm(VersionMixin, PageForm):
    """When the report came."""

    submit_label = "Save"
    nouns = {"on": "the date on which the report came"}
    on = DateInputField(label="Draft analysis and report received on", past=True, initial=today)

    def __init__(self, *args, held_on: date, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.held_on = held_on

    def clean_on(self) -> date:
        """Not before the meeting."""
        on = self.cleaned_data["on"]
        if on < self.held_on:
            raise forms.ValidationError("The report cannot come before the meeting")
        return on
