"""Forms about a meeting: when and where it is, and calling it off."""

from datetime import datetime

from django import forms
from django.utils import timezone

from common.dates import london
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, TimeInputField
from common.forms.layout import Question, Row
from panels.models import Meeting


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

    reason = forms.CharField(
        label="Why is it cancelled?",
        max_length=300,
        help_text="Those invited see it on the page of the meeting. It is not emailed. Do not name a child or family.",
    )
    nouns = {"reason": "why the meeting is cancelled"}


class ConfirmForm(PageForm):
    """A question answered by its button alone."""
