"""Forms about one case: agenda, summary, decision."""

from django import forms

from common.forms.base import MOST_VERSION, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question, Section
from panels.models import AgendaItem

TEMPLATE_PROMPTS = """Background
(pregnancy and birth, health, development, family and home as far as they bear on the death)

Events before the death
(what happened, in order, with the child's age instead of dates)

Care and services
(who was involved, by role, and what was done)

After the death
(examination, other reviews and what they found)
"""
"""What an empty summary begins with."""


class AddCasesForm(PageForm):
    """Which prepared cases to put on the agenda."""

    submit_label = "Add to the agenda"
    submit_kind = "secondary"

    cases = forms.MultipleChoiceField(label="Ready cases, longest waiting first", widget=forms.CheckboxSelectMultiple)
    nouns = {"cases": "at least one case"}

    def __init__(self, *args, cases, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = [(str(case.pk), label) for case, label in cases]


class MinutesForm(VersionMixin, PageForm):
    """How long a case is to take."""

    submit_label = "Save"

    minutes = forms.IntegerField(label="Minutes", min_value=1, max_value=240)

    def layout(self) -> list:
        """A short field."""
        return [Question("minutes", width=3, inputmode="numeric")]


class DecisionForm(VersionMixin, PageForm):
    """What the panel decides."""

    submit_label = "Save decision"
    nouns = {"outcome": "what the panel decided"}
    REASONS = {AgendaItem.Outcome.AWAITING: "awaited", AgendaItem.Outcome.DEFERRED: "deferred"}

    outcome = forms.ChoiceField(
        label="What did the panel decide?", choices=AgendaItem.Outcome.choices, widget=forms.RadioSelect
    )
    awaited = LongTextField(label="What is awaited?", rows=2, required=False, max_length=500)
    deferred = LongTextField(label="Why is it deferred?", rows=2, required=False, max_length=500)

    def layout(self) -> list:
        """The reason appears under the choice that needs one."""
        hints = {
            "decided": "The analysis form is agreed. The meeting's date becomes the review date.",
            "awaiting": "Agreed but for one item; finalised later without another meeting.",
            "deferred": "Goes back to gathering information.",
            "pending": "Takes back what was recorded.",
        }
        reveals = {"awaiting": ["awaited"], "deferred": ["deferred"]}
        return [Question("outcome", size="m", hints=hints, reveals=reveals, divider_before="pending")]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        order = ("decided", "awaiting", "deferred", "pending")
        labels = dict(AgendaItem.Outcome.choices)
        self.fields["outcome"].choices = [(value, labels[value]) for value in order]

    def clean(self) -> dict:
        """A reason where one is needed."""
        given = super().clean()
        field = self.REASONS.get(given.get("outcome", ""))
        if field and not given.get(field, "").strip():
            self.add_error(field, "Enter what is awaited" if field == "awaited" else "Enter why the case is deferred")
        return given

    @property
    def reason(self) -> str:
        """The reason that belongs to the outcome chosen."""
        return self.cleaned_data.get(self.REASONS.get(self.cleaned_data["outcome"], ""), "")


class SummaryForm(PageForm):
    """The anonymised account of a case, and the two checks."""

    submit_label = "Save summary"
    warn_unsaved = True
    sticky_buttons = True

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    analysis_version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=MOST_VERSION)
    text = LongTextField(
        label="Anonymised summary",
        rows=22,
        help_text="Roles instead of names, ages instead of dates, “the hospital” instead of its name.",
        initial=TEMPLATE_PROMPTS,
    )
    questions = LongTextField(
        label="Questions for the panel", rows=4, required=False, help_text="What the panel should settle."
    )
    checked = forms.BooleanField(label="I have read it through: it names nobody and no place", required=False)
    words_checked = forms.BooleanField(
        label="I have read the words of the analysis form too: they name nobody and no place", required=False
    )

    def __init__(self, *args, has_analysis: bool = False, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not has_analysis:
            del self.fields["words_checked"]

    def layout(self) -> list:
        """Text first, then the checks."""
        boxes = [name for name in ("checked", "words_checked") if name in self.fields]
        return ["text", "questions", Section("Before the panel reads it", *boxes)]

    def values(self) -> dict:
        """What the action takes."""
        given = self.cleaned_data
        return {
            "version": given["version"],
            "text": given["text"],
            "questions": given["questions"],
            "checked": given["checked"],
            "analysis_version": given.get("analysis_version") if given.get("words_checked") else None,
        }


class FinaliseCaseForm(PageForm):
    """The day on which the awaited item was settled."""

    submit_label = "Finalise the review"
    nouns = {"on": "the date"}

    on = DateInputField(label="Date the review was completed", past=True, help_text="It becomes the review date.")
