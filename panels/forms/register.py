"""Forms of the register: a seat, who holds it, the year of the attendance."""

from django import forms

from common.dates import today
from common.formats import day
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField
from common.forms.layout import Question, Row
from panels.models import Seat
from panels.presenters.meeting import seat_label
from panels.quorum import FEWEST, GROUPS, MOST


class SeatForm(PageForm):
    """What a seat is."""

    nouns = {"title": "what the seat is called", "kind": "whether it is core"}

    title = forms.CharField(label="What is the seat called?", max_length=150, help_text="For example “Police”.")
    kind = forms.ChoiceField(
        label="Is its holder always invited?",
        choices=[(Seat.Kind.CORE, "Yes, it is core"), (Seat.Kind.AS_REQUIRED, "No, as required")],
        widget=forms.RadioSelect,
    )
    organisation = forms.ModelChoiceField(label="Agency", queryset=None, required=False)

    def __init__(self, *args, agencies, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = agencies
        self.fields["organisation"].empty_label = "Any"

    def layout(self) -> list:
        """In that order."""
        return ["title", Question("kind", inline=True), "organisation"]

    def values(self) -> dict:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("title", "kind", "organisation")}


class NewSeatForm(NewRowMixin, SeatForm):
    """One more seat."""

    submit_label = "Add the seat"


class ChangeSeatForm(VersionMixin, SeatForm):
    """A seat that changed."""

    submit_label = "Save the seat"


class _PersonField(forms.ModelChoiceField):
    """People by name and seat."""

    def label_from_instance(self, obj) -> str:
        """Who, for whom they speak, and from when where their role is still to begin."""
        begins = f", from {day(obj.starts_on)}" if obj.starts_on > today() else ""
        return f"{obj.user.full_name}, {seat_label(obj)}{begins}"


class HolderForm(VersionMixin, PageForm):
    """Who holds a seat, and who comes in their place."""

    submit_label = "Save who holds the seat"
    nouns = {"membership": "who holds the seat", "from_on": "the first day", "to_on": "the last day"}

    membership = _PersonField(label="Who holds the seat?", queryset=None, empty_label="Select")
    deputy = _PersonField(
        label="Who is the deputy?", queryset=None, required=False, empty_label="Nobody",
        help_text="The deputy has a role on the panel too, and can be invited in place of the holder.",
    )  # fmt: skip
    from_on = DateInputField(
        label="From", required=False,
        help_text="Leave empty for today, or for a term that has begun. On a day to come: until then the seat is held "
        "as it is now",
    )  # fmt: skip
    to_on = DateInputField(label="To", required=False, help_text="The first day without the seat, if known")

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("membership", "deputy"):
            self.fields[name].queryset = people

    def layout(self) -> list:
        """The two people, then the term."""
        return ["membership", "deputy", Row("from_on", "to_on")]

    def clean(self) -> dict:
        """Two people; an end after the beginning."""
        data = super().clean()
        holder, deputy = data.get("membership"), data.get("deputy")
        if holder and deputy and holder.user_id == deputy.user_id:
            self.add_error("deputy", "Nobody can be their own deputy")
        if data.get("from_on") and data.get("to_on") and data["to_on"] <= data["from_on"]:
            self.add_error("to_on", "The term must end after it begins")
        return data


class QuorumForm(VersionMixin, PageForm):
    """How many members must be there, and who must be represented."""

    submit_label = "Save the quorum"
    nouns = {"minimum": "how many members must be present"}

    minimum = forms.IntegerField(
        label="Members who must be present", min_value=FEWEST, max_value=MOST,
        help_text="A named deputy counts as the member. Whoever left because of a conflict does not.",
    )  # fmt: skip
    groups = forms.MultipleChoiceField(
        label="Who must be represented",
        choices=[(code, name[:1].upper() + name[1:]) for code, (name, _) in GROUPS.items()],
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Each that you select needs somebody there, for every case.",
    )  # fmt: skip

    def layout(self) -> list:
        """How many, then who."""
        return [Question("minimum", width=2), "groups"]


class VersionForm(VersionMixin, PageForm):
    """A button."""


class DeputyForm(PageForm):
    """Who comes in the place of somebody."""

    submit_label = "Invite in their place"
    nouns = {"membership": "who comes in their place"}

    membership = _PersonField(label="Who comes in their place?", queryset=None, empty_label="Select")

    def __init__(self, *args, people, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = people


class YearForm(PageForm):
    """Which financial year."""

    method = "get"
    submit_label = "Show"

    year = forms.ChoiceField(label="Financial year")

    def __init__(self, *args, years, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year.code, year.label) for year in years]
