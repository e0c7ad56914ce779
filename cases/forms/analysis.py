"""The analysis form on one page."""

from django import forms

from cases.analysis import help as words
from cases.analysis import rules
from cases.analysis.contents import CAUSES, EMPTY, merged
from cases.forms.analysis_rows import FACTORS, LEARNING, RECOMMENDATIONS
from cases.vocabularies import Category, Modifiability
from common.forms.base import PageForm, VersionMixin
from common.forms.fields import LongTextField
from common.forms.formsets import Rows
from common.forms.layout import Question, Section, Words

STANDARD = {"standard_1": "1a", "standard_2": "1b", "standard_3": "1c", "standard_5": "2"}
NEONATAL = {
    "neonatal_1": "a: main condition in the baby",
    "neonatal_2": "b: other conditions in the baby",
    "neonatal_3": "c: main condition in the mother",
    "neonatal_4": "d: other conditions in the mother",
    "neonatal_5": "e: other relevant causes",
}
UNDECIDED = "undecided"
CERTIFICATES = (("standard", "Standard certificate: 1a, 1b, 1c, 2"), ("neonatal", "First 28 days: a to e"))


class AnalysisForm(VersionMixin, PageForm):
    """Causes, categories, factors, modifiability, learning, recommendations."""

    submit_label = "Save the draft"
    warn_unsaved = True
    sticky_buttons = True
    nouns = {
        "certificate": "which certificate",
        "categories": "categories",
        "modifiability": "whether factors could be changed",
    }

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    certificate = forms.ChoiceField(
        label="Which certificate gives the causes?", choices=CERTIFICATES, widget=forms.RadioSelect
    )
    cause_understood = LongTextField(label="Cause of death as now understood", required=False, rows=4, max_length=5000)
    categories = forms.TypedMultipleChoiceField(
        label="Every category that applies",
        choices=[(value, f"{value}. {label}") for value, label in Category.choices],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="The one that stands highest on this list is the primary category; the others are kept beside it.",
    )
    primary_override = forms.TypedChoiceField(
        label="Primary category, if it is not the highest",
        choices=[("", "The highest that applies"), *((v, f"{v}. {label}") for v, label in Category.choices)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    override_reason = LongTextField(label="Why it is not the highest", required=False, rows=2, max_length=2000)
    modifiability = forms.ChoiceField(
        label="Did the review find modifiable factors?",
        choices=[*Modifiability.choices, (UNDECIDED, "Not decided yet")],
        widget=forms.RadioSelect,
    )
    inadequate_reason = LongTextField(label="Why it cannot be judged", required=False, rows=2, max_length=2000)
    issues = LongTextField(label="Issues and good practice", required=False, rows=4, max_length=10000)

    def __init__(self, *args, factors_known: bool = True, primary: str = "", **kwargs) -> None:
        self.primary = primary
        self.factors_known = factors_known
        super().__init__(*args, **kwargs)
        for name, label in {**STANDARD, **NEONATAL}.items():
            self.fields[name] = forms.CharField(label=label, required=False, max_length=300)

    def layout(self) -> list:
        """The parts in the order in which a review thinks."""
        return [
            Section("Cause of death", self._certificate(), "cause_understood", id="cause"),
            Section(
                "Category of death",
                Question("categories", hints={str(k): v for k, v in words.CATEGORIES.items()}),
                *([Words(self.primary, kind="inset")] if self.primary else []),
                "primary_override",
                "override_reason",
                id="category",
            ),
            Section(
                "Contributory factors",
                Words(words.RELEVANCE),
                Words(words.CLOSE_RELATIVES, kind="inset"),
                Rows(FACTORS),
                id="factors",
            ),
            Section("Modifiability", self._modifiability(), id="modifiability"),
            Section("Learning", "issues", Rows(LEARNING), id="learning"),
            Section("Recommendations", Rows(RECOMMENDATIONS), id="recommendations"),
        ]

    @staticmethod
    def _certificate() -> Question:
        return Question("certificate", reveals={"standard": list(STANDARD), "neonatal": list(NEONATAL)})

    @staticmethod
    def _modifiability() -> Question:
        return Question(
            "modifiability",
            hints={str(k): v for k, v in words.MODIFIABILITY.items()},
            reveals={str(Modifiability.INADEQUATE.value): ["inadequate_reason"]},
        )

    def clean(self) -> dict:
        """The rules of the whole form; those of a single row stand at the row."""
        data = super().clean()
        if all(rows.is_valid() for rows in self.formsets.values()) and not self.errors:
            for problem in rules.problems(merged({}, self.answers(data)), factors_known=self.factors_known):
                self.add_error(problem.key if problem.key in self.fields else None, problem.sentence)
        return data

    def answers(self, data: dict | None = None) -> dict:
        """What was written, as ``cases.analysis.contents`` describes it."""
        data = self.cleaned_data if data is None else data
        kept = {key: data[key] for key in EMPTY if key in data}
        kept["modifiability"] = "" if data["modifiability"] == UNDECIDED else data["modifiability"]
        kept["neonatal"] = data["certificate"] == "neonatal"
        for number, key in enumerate(CAUSES, start=1):
            kept[key] = data.get(f"{data['certificate']}_{number}", "")
        for prefix, rows in self.formsets.items():
            kept[prefix] = rows.answers()
        return kept

    @staticmethod
    def initial_of(saved: dict, version: int) -> dict:
        """A saved form as the page shows it."""
        side = "neonatal" if saved["neonatal"] else "standard"
        causes = {f"{side}_{number}": saved[key] for number, key in enumerate(CAUSES, start=1)}
        undecided = saved["modifiability"] or UNDECIDED
        return {**saved, **causes, "modifiability": undecided, "certificate": side, "version": version}
