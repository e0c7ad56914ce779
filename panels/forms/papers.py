"""Forms about the papers: words found, returns chosen, release, withdrawal, private notes and ratings."""

from django import forms

from cases.vocabularies import Relevance
from common.forms.base import PageForm, VersionMixin
from common.forms.fields import LongTextField
from common.forms.layout import Question, Section
from panels.models import FactorRating, WordsDecision

Choice = WordsDecision.Choice


class WordsForm(PageForm):
    """What to do about one place in a text."""

    submit_label = "Save"
    submit_kind = "secondary"

    source = forms.CharField(widget=forms.HiddenInput, max_length=60)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    choice = forms.ChoiceField(
        label="What should the panel read?",
        choices=[(Choice.ACCEPTED, "The suggestion"), (Choice.REWRITTEN, "Other words"), (Choice.KEPT, "These words")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(label="Other words", required=False, max_length=500)
    reason = forms.CharField(label="Why they can stay", required=False, max_length=300)

    def offer(self, suggestion: str) -> None:
        """Says at the first choice what is suggested."""
        self.fields["choice"].choices = [
            (Choice.ACCEPTED, f"The suggestion: {suggestion}"), *self.fields["choice"].choices[1:]
        ]  # fmt: skip

    def layout(self) -> list:
        """Each choice with what it needs."""
        reveals = {"rewritten": ["words"], "kept": ["reason"]}
        return ["source", "mark", Question("choice", size="s", small=True, reveals=reveals)]

    def clean(self) -> dict:
        """Keeping needs a reason; other words may be none at all, which leaves the place empty."""
        given = super().clean()
        if given.get("choice") == Choice.KEPT and not given.get("reason", "").strip():
            self.add_error("reason", "Enter why these words can stay")
        return given

    def values(self) -> dict:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("source", "mark", "choice", "words", "reason")}


class ExtractForm(VersionMixin, PageForm):
    """The anonymised copy of a return."""

    submit_label = "Save"
    warn_unsaved = True
    sticky_buttons = True

    heading = forms.CharField(
        label="Heading", max_length=150, help_text="What kind of agency wrote it. Never its name or a person's."
    )
    text = LongTextField(
        label="What the panel reads of it", rows=22, help_text="Leave out what the panel does not need."
    )

    def layout(self) -> list:
        """Heading, then text."""
        return ["heading", "text"]


class WithdrawForm(PageForm):
    """Why the papers are taken back."""

    submit_label = "Withdraw the papers"
    submit_kind = "warning"
    nouns = {"reason": "why the papers are withdrawn"}

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label="Why are they withdrawn?", max_length=300, help_text="Readers see this. Do not name a child or a family."
    )


class NoteForm(PageForm):
    """The reader's own note."""

    submit_label = "Save my note"
    submit_kind = "secondary"
    warn_unsaved = True

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    text = LongTextField(
        label="My note",
        rows=5,
        required=False,
        max_length=5000,
        help_text="Only you can read it, until your access to this case ends.",
    )


class RatingsForm(PageForm):
    """One's own view of every factor, before the discussion."""

    submit_label = "Save my ratings"
    warn_unsaved = True

    def __init__(self, *args, factors, **kwargs) -> None:
        self.factors = list(factors)
        super().__init__(*args, **kwargs)
        for number, factor in enumerate(self.factors):
            self.fields[f"relevance_{number}"] = forms.TypedChoiceField(
                label="How far did it bear on the death?",
                coerce=int,
                choices=Relevance.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Select how far “{factor['name']}” bore on the death"},
            )
            self.fields[f"modifiable_{number}"] = forms.ChoiceField(
                label="Could it have been changed?",
                choices=FactorRating.Modifiable.choices,
                widget=forms.RadioSelect,
                error_messages={"required": f"Select whether “{factor['name']}” could have been changed"},
            )

    def layout(self) -> list:
        """A section for each factor."""
        return [
            Section(
                factor["name"],
                Question(f"relevance_{number}", size="s", small=True),
                Question(f"modifiable_{number}", size="s", small=True, inline=True),
                intro=factor["words"],
            )
            for number, factor in enumerate(self.factors)
        ]

    def views(self) -> dict:
        """``{factor key: (relevance, modifiable)}``."""
        given = self.cleaned_data
        return {
            factor["key"]: (given[f"relevance_{number}"], given[f"modifiable_{number}"])
            for number, factor in enumerate(self.factors)
        }

    @staticmethod
    def initial_of(factors, ratings) -> dict:
        """What was rated before."""
        found = {}
        for number, factor in enumerate(factors):
            if factor["key"] in ratings:
                rating = ratings[factor["key"]]
                found |= {f"relevance_{number}": rating.relevance, f"modifiable_{number}": rating.modifiable}
        return found
