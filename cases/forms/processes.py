"""Forms of parallel processes: which kind, then what that kind has."""

from django import forms

from cases.vocabularies import ProcessKind, ProcessStatus
from cases.vocabularies.process_details import (
    CAUSES,
    DAYS,
    DETAILS,
    IN_ORDER,
    LEAD,
    PLANNED,
    REFERENCE,
    USUALLY_BLOCKS,
    CareGrade,
    PostMortem,
    ProcessDay,
    Trigger,
)
from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Fieldset, Row, Section

NOT_GIVEN = [("", "Not given yet")]


class KindForm(PageForm):
    """Which process; a GET form whose answer chooses the next page's questions."""

    method = "get"
    submit_label = "Continue"
    kind = forms.ChoiceField(label="Which process?", choices=ProcessKind.choices, widget=forms.RadioSelect)
    nouns = {"kind": "which process"}


class _ProcessFields(PageForm):
    """Where a process stands, and what its kind has of its own."""

    status = forms.ChoiceField(label="Where it stands", choices=ProcessStatus.choices, widget=forms.RadioSelect)
    blocks_meeting = forms.BooleanField(label="The child death review meeting waits for it", required=False)
    blocks_review = forms.BooleanField(label="The panel review waits for it", required=False)
    blocks_closing = forms.BooleanField(label="Closing the case waits for it", required=False)
    started_on = DateInputField(label="Started on", required=False)
    ended_on = DateInputField(label="Ended on", required=False)
    outcome = LongTextField(label="Outcome or note", required=False, rows=4, max_length=5000)
    triggers = forms.MultipleChoiceField(
        label="Why it was started", choices=Trigger.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    lead = forms.CharField(max_length=150, required=False)
    reference = forms.CharField(label="Their reference", max_length=60, required=False)
    post_mortem = forms.ChoiceField(label="Post-mortem", choices=[*NOT_GIVEN, *PostMortem.choices], required=False)
    conclusion = forms.CharField(label="Conclusion of the inquest", max_length=300, required=False)
    cause_1 = forms.CharField(label="1a", max_length=300, required=False)
    cause_2 = forms.CharField(label="1b", max_length=300, required=False)
    cause_3 = forms.CharField(label="1c", max_length=300, required=False)
    cause_4 = forms.CharField(label="2", max_length=300, required=False)
    grade_birth = forms.ChoiceField(
        label="Mother and baby, up to birth", choices=[*NOT_GIVEN, *CareGrade.choices], required=False
    )
    grade_baby = forms.ChoiceField(
        label="Baby, from birth to death", choices=[*NOT_GIVEN, *CareGrade.choices], required=False
    )
    grade_mother = forms.ChoiceField(
        label="Mother, after the death", choices=[*NOT_GIVEN, *CareGrade.choices], required=False
    )

    def __init__(self, *args, kind: str, **kwargs) -> None:
        self.kind = ProcessKind(kind)
        self.own = DETAILS[self.kind]
        super().__init__(*args, **kwargs)
        for name in {name for names in DETAILS.values() for name in names} - set(self.own):
            del self.fields[name]

    def _word_errors(self) -> None:
        """Adds the days of the kind before the sentences of errors are written."""
        for code in DAYS[self.kind]:
            self.fields[f"day_{code}"] = DateInputField(label=code.label, past=code not in PLANNED, required=False)
        self.fields["lead"].label = LEAD.get(self.kind, "Who leads it")
        self.fields["reference"].label = REFERENCE.get(self.kind, "Their reference")
        super()._word_errors()

    def layout(self) -> list:
        """Where it stands; what waits; its days; its answers; the outcome."""
        return [
            Section("Where it stands", "status", Row("started_on", "ended_on")),
            Section("What waits for it", "blocks_meeting", "blocks_review", "blocks_closing"),
            Section("Days", *(f"day_{code}" for code in DAYS[self.kind])),
            *self._answers(),
            Section("Outcome", "outcome"),
        ]

    def _answers(self) -> list:
        plain = [name for name in self.own if name not in CAUSES and not name.startswith("grade_")]
        causes = [name for name in self.own if name in CAUSES]
        grades = [name for name in self.own if name.startswith("grade_")]
        parts = [Section("More about it", *plain)] if plain else []
        parts += [Section("Cause of death", Fieldset("As given", *causes))] if causes else []
        return parts + ([Section("Grading of care", *grades)] if grades else [])

    def clean(self) -> dict:
        """Dates in order; the days under their codes."""
        data = super().clean()
        start, end = data.get("started_on"), data.get("ended_on")
        if start and end and end < start:
            self.add_error("ended_on", "The end cannot be before the start")
        if end and data.get("status") in (ProcessStatus.EXPECTED, ProcessStatus.OPEN):
            self.add_error("status", "A process with an end date is complete or not needed")
        data["days"] = {str(code): data.pop(f"day_{code}", None) for code in DAYS[self.kind]}
        self._check_days(data["days"])
        return data

    def _check_days(self, days: dict) -> None:
        for first, second in IN_ORDER:
            if days.get(first) and days.get(second) and days[second] < days[first]:
                self.add_error(f"day_{second}", f"This cannot be before “{first.label}”")


class NewProcessForm(NewRowMixin, _ProcessFields):
    """Another review or investigation of the same death."""

    submit_label = "Add the process"

    def __init__(self, *args, kind: str, **kwargs) -> None:
        ticked = dict.fromkeys(USUALLY_BLOCKS.get(kind, ()), True)
        kwargs["initial"] = {"status": ProcessStatus.OPEN, **ticked, **kwargs.get("initial", {})}
        super().__init__(*args, kind=kind, **kwargs)

    def clean(self) -> dict:
        """The kind goes along."""
        return {**super().clean(), "kind": self.kind}


class ProcessForm(VersionMixin, _ProcessFields):
    """Where the process stands now."""


def initial_of(process) -> dict:
    """What a saved process says, by the names of the form's fields."""
    names = [name for name in _ProcessFields.base_fields if name not in {"triggers"}]
    days = {f"day_{day.code}": day.on for day in process.days.all() if day.code in ProcessDay.values}
    saved = {name: getattr(process, name) for name in names}
    return {**saved, **days, "triggers": process.triggers, "version": process.version}
