"""The repeating rows of the analysis form."""

import uuid

from django import forms

from cases.analysis import rules
from cases.analysis.contents import FACTOR
from cases.forms.hints import HintBox, HintedMixin
from cases.models import FactorCode, Recommendation
from cases.vocabularies import Domain, Relevance
from common.forms.base import PageForm
from common.forms.fields import DateInputField, LongTextField
from common.forms.formsets import repeating
from common.forms.layout import Question, Row

FACTORS, LEARNING, RECOMMENDATIONS = "factors", "learning_points", "recommendations"


class FactorForm(PageForm):
    """One contributory factor."""

    code = forms.ChoiceField(label="Factor", required=False)
    domain = forms.ChoiceField(
        label="Domain, where it is not in the list",
        required=False,
        choices=[("", "Select"), *Domain.choices],
    )
    text = forms.CharField(
        label="In words",
        required=False,
        max_length=1000,
        help_text="For a factor that is not in the list, or to say more.",
    )
    relevance = forms.TypedChoiceField(
        label="Relevance",
        choices=Relevance.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    modifiable = forms.BooleanField(label="It could be changed (modifiable)", required=False)
    evidence = LongTextField(label="Evidence", required=False, rows=2, max_length=2000)

    def __init__(self, *args, codes: dict[str, FactorCode], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes
        self.fields["code"].choices = _grouped(codes)

    def layout(self) -> list:
        """What it is, how far it bears on the death, why."""
        return [
            "code",
            "text",
            "domain",
            Question("relevance", small=True),
            Question("modifiable", small=True),
            "evidence",
        ]

    def clean(self) -> dict:
        """The rules of a single factor."""
        data = super().clean()
        if self.has_changed() and "relevance" in data:
            for problem in rules.factor_problems({**FACTOR, **data}):
                self.add_error(problem.key, problem.sentence)
        return data


def _grouped(codes: dict[str, FactorCode]) -> list:
    groups = [("", "Select, or describe it in words")]
    for domain in Domain:
        rows = [(row.code, row.label) for row in codes.values() if row.domain == domain]
        if rows:
            groups.append((domain.label, rows))
    return groups


class LearningForm(PageForm):
    """Something others can learn."""

    text = LongTextField(label="Learning point", rows=3, max_length=2000)
    good_practice = forms.BooleanField(label="It is good practice", required=False)

    def layout(self) -> list:
        """The words, then what kind."""
        return ["text", Question("good_practice", small=True)]


class RecommendationRow(HintedMixin, PageForm):
    """Something that should change, with an owner and a date; how it could be better stands under it."""

    nouns = {"text": "what should change", "owner": "who owns it", "level": "the level", "strength": "the strength"}

    id = forms.CharField(widget=forms.HiddenInput, required=False, initial=lambda: str(uuid.uuid4()))
    text = LongTextField(label="What should change", rows=3, max_length=2000)
    level = forms.ChoiceField(label="Level", choices=Recommendation.Level.choices, initial="local")
    strength = forms.ChoiceField(label="Strength", choices=Recommendation.Strength.choices, required=False)
    owner = forms.CharField(label="Who owns it", max_length=200)
    owner_email = forms.EmailField(label="The owner's email address", required=False)
    due_on = DateInputField(label="By when")
    measure = forms.CharField(label="How will you know that it worked?", max_length=300, required=False)

    def layout(self) -> list:
        """Words, how far it reaches, who and when, and what could be better."""
        asked = ["text", Row("level", "strength"), Row("owner", "owner_email"), "due_on", "measure"]
        return [*asked, HintBox(), "id"]

    def has_changed(self) -> bool:
        """A row of which only the hidden key or the preset level came is an empty row."""
        return bool(set(self.changed_data) - {"id", "level"})


Factors = repeating(FactorForm, item="factor", fewest=1, most=40)
LearningPoints = repeating(LearningForm, item="learning point", fewest=1, most=30)
Recommendations = repeating(RecommendationRow, item="recommendation", fewest=1, most=30)


def row_sets(data, saved: dict | None, codes: dict[str, FactorCode]) -> dict:
    """The three repeating groups, from what was posted or from what is saved."""
    kinds = ((FACTORS, Factors), (LEARNING, LearningPoints), (RECOMMENDATIONS, Recommendations))
    made = {}
    for prefix, kind in kinds:
        initial = None if data is not None else (saved or {}).get(prefix)
        options = {"form_kwargs": {"codes": codes}} if prefix == FACTORS else {}
        made[prefix] = kind(data, prefix=prefix, initial=initial, **options)
        if initial:
            made[prefix].extra = 0
    return made
