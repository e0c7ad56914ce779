"""What is written while the panel speaks, what it decides, and who comes and goes."""

from django import forms
from django.core import signing

from cases.analysis import rules
from cases.analysis.contents import EMPTY, merged
from cases.forms.analysis import AnalysisForm
from common.forms.base import PageForm
from common.forms.fields import LongTextField, TimeInputField
from common.forms.layout import Question, Section
from panels import spoken
from panels.forms.cases import DecisionForm
from panels.models import AgendaItem, Discussion

SALT = "panels.spoken"


def sealed(record: dict) -> str:
    """What a page showed, to come back with its answers; nobody else can have written it."""
    return signing.dumps(record, salt=SALT, compress=True)


class SpokenForm(AnalysisForm):
    """The analysis form and what was said beside it. What stands is kept; what cannot stand yet waits on the page."""

    submit_label = "Save"
    version = None

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    points = LongTextField(
        label="Points of the discussion",
        required=False,
        rows=5,
        max_length=10000,
        help_text="They go into the minutes. Roles instead of names.",
    )
    correction = LongTextField(
        label="Correction of the cause of death to propose to the medical examiner",
        required=False,
        rows=3,
        max_length=2000,
        help_text="Leave empty where the registered cause is right.",
    )
    referral = forms.ChoiceField(
        label="Does another body have to be told?", choices=Discussion.Referral.choices, widget=forms.RadioSelect
    )
    referral_body = forms.ChoiceField(
        label="Which body", choices=[("", "Select"), *Discussion.Body.choices], required=False
    )
    referral_detail = LongTextField(label="What it is told", required=False, rows=3, max_length=2000)

    def layout(self) -> list:
        """The discussion first, then the analysis form, then what goes to others."""
        body = ["referral_body", "referral_detail"]
        return [
            Section("Discussion", "points", id="discussion"),
            *super().layout(),
            Section(
                "Telling others",
                "correction",
                Question("referral", inline=False, reveals={"yes": body}),
                id="others",
            ),
        ]

    def clean(self) -> dict:
        """A body that is told has a name."""
        data = super().clean()
        if data.get("referral") in (Discussion.Referral.YES, Discussion.Referral.DONE) and not data.get(
            "referral_body"
        ):
            self.add_error("referral_body", "Select which body is told")
        return data

    @property
    def base_record(self) -> dict:
        """What the page showed; nothing where the seal is broken, so that every difference is asked about."""
        try:
            return signing.loads(self.data.get("base", ""), salt=SALT)
        except signing.BadSignature:
            return {}

    def standing(self) -> tuple[dict, set[str]]:
        """``(answers that can be kept now, keys that have to wait)``, the answers plain."""
        self.is_valid()
        waiting = {prefix for prefix, rows in self.formsets.items() if not rows.is_valid()}
        found = self._given(waiting)
        waiting |= {key for key in spoken.KEYS if key not in found}
        whole = merged({}, spoken.full({k: v for k, v in {**self.base_record, **found}.items() if k in EMPTY}))
        waiting |= {problem.key for problem in rules.problems(whole, factors_known=self.factors_known)}
        for group in spoken.TOGETHER:
            if waiting & set(group):
                waiting |= set(group)
        return {key: value for key, value in found.items() if key not in waiting}, waiting

    def _given(self, waiting: set[str]) -> dict:
        data = self.cleaned_data
        given = {prefix: rows.answers() for prefix, rows in self.formsets.items() if prefix not in waiting}
        given |= {key: data[key] for key in spoken.KEYS if key in data}
        if "modifiability" in given:
            given["modifiability"] = "" if given["modifiability"] == "undecided" else given["modifiability"]
        if side := data.get("certificate"):
            given["neonatal"] = side == "neonatal"
            given |= {f"cause_{n}": data.get(f"{side}_{n}", "") for n in range(1, 6)}
        if given.get("referral") == Discussion.Referral.NONE:
            given |= {"referral_body": "", "referral_detail": ""}
        return spoken.plain(given)

    def complaints(self) -> list[str]:
        """Every sentence about what cannot be kept yet, once."""
        found = [str(text) for errors in self.errors.values() for text in errors]
        for rows in self.formsets.values():
            found += [f"{rows.item.capitalize()} {number}: {text}" for number, text in _of_rows(rows)]
        return list(dict.fromkeys(found))

    @staticmethod
    def initial_of_record(record: dict) -> dict:
        """A record as the page shows it, with what it shows sealed beside it."""
        shown = AnalysisForm.initial_of(spoken.full(record), 0)
        return {**shown, "base": sealed(record)}


def _of_rows(rows):
    for number, errors in enumerate(rows.errors, start=1):
        for texts in errors.values():
            for text in texts:
                yield number, str(text)


class LiveDecisionForm(DecisionForm):
    """What the panel decides; where there is no quorum, why it decides all the same."""

    without_quorum = LongTextField(
        label="There is no quorum. Why is the case decided all the same?",
        rows=2,
        required=False,
        max_length=500,
        help_text="Only the chair can say this. It stands in the minutes.",
    )

    def __init__(self, *args, asks_why: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["without_quorum"]

    def layout(self) -> list:
        """The reason belongs to the two decisions that need a quorum."""
        return [*super().layout(), *(["without_quorum"] if "without_quorum" in self.fields else [])]

    @property
    def why(self) -> str:
        """Why a case is decided without a quorum, where it is."""
        needs = self.cleaned_data["outcome"] in (AgendaItem.Outcome.DECIDED, AgendaItem.Outcome.AWAITING)
        return self.cleaned_data.get("without_quorum", "") if needs else ""


class MoveForm(PageForm):
    """When somebody came in or left."""

    submit_label = "Record"
    nouns = {"at": "the time"}

    at = TimeInputField(label="At what time?", help_text="For example, 10:20am")
