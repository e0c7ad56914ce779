"""Forms about recommendations: their words, what became of them, the owner's answer."""

from django import forms

from cases import followup
from cases.forms.hints import HintBox, HintedMixin
from cases.models import Recommendation
from common.forms.base import Button, NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question, Section

State, Level, Strength = Recommendation.State, Recommendation.Level, Recommendation.Strength
CHECK = "check"

WORDS = ("text", "level", "strength", "owner", "owner_email", "due_on", "measure")
"""What a recommendation says, as against what became of it."""


class WordsForm(HintedMixin, PageForm):
    """What should change, who owns it, by when, and how one will know.

    How it could be better stands under the questions. A script says it while somebody writes; without one “Check the
    wording” does, and saves nothing. The same hints stand on the page of a saved one.
    """

    nouns = {"level": "who could bring it about", "strength": "how far it changes the system"}
    buttons = (Button("Check the wording", CHECK),)

    text = LongTextField(label="What should change", rows=3, max_length=2000, help_text="One change. No name or place.")
    level = forms.ChoiceField(label="Level", choices=Level.choices, widget=forms.RadioSelect, initial=Level.LOCAL)
    strength = forms.ChoiceField(
        label="Strength", choices=[choice for choice in Strength.choices if choice[0]], widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    owner = forms.CharField(label="Who owns it", max_length=200, help_text="One role in one organisation.")
    owner_email = forms.EmailField(
        label="The owner's email address", required=False, help_text="For a link with which they can answer."
    )
    due_on = DateInputField(label="By when")
    measure = forms.CharField(
        label="How will you know that it worked?", max_length=300, required=False,
        help_text="For example “9 in 10 families have a named key worker”.",
    )  # fmt: skip

    @property
    def asks_for_hints(self) -> bool:
        """Whether “Check the wording” was pressed."""
        return CHECK in self.data

    def words_layout(self) -> list:
        """The questions, then how they could be better."""
        asked = ["text", Question("level", inline=True), "strength", "owner", "owner_email", "due_on", "measure"]
        return [*asked, HintBox()]

    def layout(self) -> list:
        """The words alone."""
        return self.words_layout()

    def words(self) -> dict:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in WORDS}


class NewRecommendationForm(NewRowMixin, WordsForm):
    """A new recommendation."""

    submit_label = "Add the recommendation"


class ChangeWordsForm(VersionMixin, WordsForm):
    """Other words, another owner or date."""

    submit_label = "Save changes"


class _StateMixin(forms.Form):
    """Where it stands, with what each state needs."""

    def clean(self) -> dict:
        """A closed recommendation says what became of it."""
        data = super().clean()
        found = followup.missing(data.get("state", ""), data)
        if found and found[0] in self.fields:
            self.add_error(found[0], found[1].rstrip("."))
        return data


class ProgressForm(_StateMixin, VersionMixin, PageForm):
    """What became of a recommendation, recorded by the panel."""

    submit_label = "Save what became of it"
    nouns = {"state": "where it stands", "superseded_by": "the recommendation that takes its place"}

    state = forms.ChoiceField(label="Where it stands", widget=forms.RadioSelect)
    superseded_by = forms.ChoiceField(label="Which recommendation takes its place?", required=False)
    absorbed_into = forms.CharField(
        label="Where does it go on?", required=False, max_length=300, help_text="A plan, a board, another programme."
    )
    answer = LongTextField(
        label="What was done, or why not", required=False, rows=4, max_length=5000, help_text="Needed to close it."
    )

    def __init__(self, *args, state: str, successors, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one, State(one).label) for one in followup.choices(state)]
        self.successors = {str(one.pk): one for one in successors}
        rows = [(key, one.text[:100]) for key, one in self.successors.items()]
        self.fields["superseded_by"].choices = [("", "Select"), *rows]

    def layout(self) -> list:
        """What a state needs appears under it."""
        reveals = {State.SUPERSEDED: ["superseded_by"], State.ABSORBED: ["absorbed_into"]}
        return [Question("state", size="m", reveals=reveals), "answer"]

    def clean_superseded_by(self):
        """The row itself."""
        return self.successors.get(self.cleaned_data["superseded_by"])

    def values(self) -> dict:
        """What the action takes; answers to a question of another state are left out."""
        given = {name: self.cleaned_data[name] for name in ("state", "answer")}
        if given["state"] == State.SUPERSEDED:
            given["superseded_by"] = self.cleaned_data["superseded_by"]
        if given["state"] == State.ABSORBED:
            given["absorbed_into"] = self.cleaned_data["absorbed_into"]
        return given


class RecommendationForm(ProgressForm, WordsForm):
    """Both on one page: the register of a case."""

    submit_label = "Save"
    nouns = {**WordsForm.nouns, **ProgressForm.nouns}

    def layout(self) -> list:
        """The words, then what became of it."""
        return [
            Section("The recommendation", *WordsForm.words_layout(self)),
            Section("What became of it", *ProgressForm.layout(self)),
        ]

    def values(self) -> dict:
        """Everything."""
        return {**self.words(), **super().values()}


class OwnerForm(_StateMixin, VersionMixin, PageForm):
    """The owner's answer by link."""

    submit_label = "Send the answer"
    nouns = {"state": "where it stands"}

    state = forms.ChoiceField(label="Where does it stand?", widget=forms.RadioSelect)
    answer = LongTextField(
        label="What was done, and how can one see it? Or why not?",
        required=False,
        rows=5,
        max_length=5000,
        help_text="Needed if it is done or declined. Do not name a child, a family or a professional.",
    )

    def __init__(self, *args, state: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(one, State(one).label) for one in followup.choices(state, owner=True)]
