"""Forms about the people invited: who, their answer, who came."""

from django import forms

from common.forms.base import Button, PageForm, VersionMixin
from common.forms.layout import Question, Words
from panels.models import Invitation
from panels.presenters.meeting import seat_label


class InviteForm(PageForm):
    """Who to invite: core members are chosen already, the others when they are needed."""

    submit_label = "Send invitations"

    core = forms.MultipleChoiceField(label="Core members", required=False, widget=forms.CheckboxSelectMultiple)
    others = forms.MultipleChoiceField(label="As required", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, seats, **kwargs) -> None:
        core = [seat for seat in seats if seat.place == "core" or seat.role != "member"]
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
