"""Forms of the actions register."""

from django import forms

from cases.models import Recommendation
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField

State, Level = Recommendation.State, Recommendation.Level


class _Words(PageForm):
    """What should change, who owns it, by when."""

    nouns = {"level": "who could bring it about"}
    text = LongTextField(label="What should change", rows=3, max_length=2000)
    level = forms.ChoiceField(label="Level", choices=Level.choices, widget=forms.RadioSelect, initial=Level.LOCAL)
    owner = forms.CharField(label="Who owns it", max_length=200)
    due_on = DateInputField(label="By when")


class NewRecommendationForm(NewRowMixin, _Words):
    """A new recommendation."""

    submit_label = "Add the recommendation"


class RecommendationForm(VersionMixin, _Words):
    """Where a recommendation stands."""

    state = forms.ChoiceField(label="Where it stands", choices=State.choices, widget=forms.RadioSelect)
    answer = LongTextField(
        label="What was done, or why not", required=False, rows=4, max_length=5000, help_text="Needed to close it."
    )

    def clean(self) -> dict:
        """A closed recommendation has an answer."""
        data = super().clean()
        if data.get("state") in (State.DONE, State.DECLINED) and not data.get("answer", "").strip():
            self.add_error("answer", "Say what was done, or why not")
        return data
