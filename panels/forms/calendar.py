"""Forms for planning: several meetings at once, a case held back, what a proposal is made with."""

from django import forms

from common.dates import today
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField
from common.forms.layout import Question, Row
from panels import dates
from panels.forms.meetings import ChangeForm, MeetingForm

ONE, REST = "one", "rest"
MOST_MINUTES = 240


class SeriesForm(NewRowMixin, MeetingForm):
    """Several meetings at once."""

    submit_label = "Schedule these meetings"
    nouns = {**MeetingForm.nouns, "day": "the date of the first meeting", "count": "how many meetings"}

    rhythm = forms.ChoiceField(
        label="How often does the panel meet?",
        choices=dates.Rhythm.choices,
        widget=forms.RadioSelect,
        initial=dates.Rhythm.MONTHLY,
        help_text="A date that falls on a bank holiday moves to the next working day.",
    )
    count = forms.IntegerField(label="How many meetings?", min_value=2, max_value=dates.MOST, initial=12)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = "Date of the first meeting"

    def layout(self) -> list:
        """The dates, then what all of them share."""
        times = [Row("starts", "ends")]
        asked = ["day", "rhythm", Question("count", width=2, inputmode="numeric")]
        return [*asked, *times, "title", "theme", "place", Question("access_days", width=3)]

    @property
    def days(self) -> list:
        """The dates asked for."""
        given = self.cleaned_data
        return dates.series(given["day"], given["rhythm"], given["count"])

    def shared(self) -> dict:
        """What the action takes beside the dates."""
        given = self.cleaned_data
        return {name: given[name] for name in ("starts", "ends", "title", "theme", "place", "access_days")}


class ChangeSeriesForm(ChangeForm):
    """A meeting that others follow: this one, or this and the rest."""

    reach = forms.ChoiceField(label="What do you want to change?", widget=forms.RadioSelect, initial=ONE)

    def __init__(self, *args, later: int, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rest = "the later meeting" if later == 1 else f"the {later} later meetings"
        choices = [(ONE, "This meeting only"), (REST, f"This meeting and {rest} of its series")]
        self.fields["reach"].choices = choices

    def layout(self) -> list:
        """How far it reaches, then the meeting."""
        hints = {REST: "What you change is carried over. Everybody invited is told if the time or place is new."}
        return [Question("reach", hints=hints), *super().layout()]

    @property
    def and_the_rest(self) -> bool:
        """Whether the later ones change too."""
        return self.cleaned_data["reach"] == REST


class HoldForm(NewRowMixin, PageForm):
    """Holding a case back."""

    submit_label = "Hold the case back"
    nouns = {"theme": "the panel that the case waits for", "reason": "why it waits", "until": "the date"}

    theme = forms.CharField(
        label="Which panel does it wait for?",
        max_length=100,
        help_text="Neonatal, Suicide, SUDI, or a theme of your own. A meeting takes the case if it has this theme.",
    )
    reason = forms.CharField(
        label="Why does it wait?",
        max_length=300,
        help_text="For example “Two more deaths of this kind are nearly ready”. Never a name.",
    )
    until = DateInputField(label="Until when at the latest?", help_text="From then on it may go on any agenda.")

    def layout(self) -> list:
        """In that order."""
        return [Question("theme", width=20), "reason", "until"]

    def clean_until(self):
        """In the future."""
        given = self.cleaned_data["until"]
        if given and given <= today():
            raise forms.ValidationError("The date must be after today")
        return given


class ReleaseForm(VersionMixin, PageForm):
    """Letting a case go."""

    submit_label = "Let the case go"
    cancel_label = "Keep it back"


class ProposalForm(PageForm):
    """How long each case is to take."""

    method = "get"
    submit_label = "Propose again"

    minutes = forms.IntegerField(label="Minutes for each case", min_value=5, max_value=MOST_MINUTES, initial=20)

    def layout(self) -> list:
        """A short field."""
        return [Question("minutes", width=3, inputmode="numeric")]


class TakeForm(PageForm):
    """The cases of a proposal that go on the agenda."""

    submit_label = "Put these on the agenda"
    nouns = {"cases": "at least one case"}

    cases = forms.MultipleChoiceField(label="Proposed, in this order", widget=forms.CheckboxSelectMultiple)
    minutes = forms.IntegerField(widget=forms.HiddenInput, min_value=5, max_value=MOST_MINUTES)

    def __init__(self, *args, proposals, minutes: int, **kwargs) -> None:
        self.hints = {str(one.case.key): one.why for one in proposals}
        chosen = [str(one.case.key) for one in proposals if one.chosen]
        super().__init__(*args, initial={"cases": chosen, "minutes": minutes}, **kwargs)
        self.fields["cases"].choices = [(str(one.case.key), one.case.reference) for one in proposals if _may_go(one)]

    def layout(self) -> list:
        """Each case with its reasons below."""
        return [Question("cases", hints=self.hints)]


def _may_go(proposal) -> bool:
    """A case without room may still be ticked: the meeting may run longer."""
    return proposal.case.ready and not proposal.case.held
