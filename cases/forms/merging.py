"""Forms of a merge: which value is kept, field by field."""

from django import forms

from cases.merging import KEPT, TAKEN, Comparison
from common.forms.base import NewRowMixin, PageForm
from common.forms.fields import LongTextField
from common.forms.layout import Question, Section

NOTHING = "nothing recorded"


class MergeForm(NewRowMixin, PageForm):
    """One question for each field that differs, then the people, twins and the reason."""

    submit_label = "Merge"
    submit_kind = "warning"
    cancel_label = "Do not merge"
    warn_unsaved = True

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    people = forms.BooleanField(
        label="Bring over family and professionals whom only the duplicate names", required=False
    )
    not_twins = forms.BooleanField(label="I have checked that this is one child and not twins", required=False)
    reason = LongTextField(
        label="How do you know that it is the same death?", max_length=2000, rows=3,
        error_messages={"required": "Enter how you know that it is the same death"},
    )  # fmt: skip

    def __init__(self, *args, comparison: Comparison, could_be_twins: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.comparison, self.could_be_twins = comparison, could_be_twins
        if not comparison.relatives and not comparison.professionals:
            del self.fields["people"]
        if not could_be_twins:
            del self.fields["not_twins"]

    @staticmethod
    def fields_of(comparison: Comparison) -> dict[str, forms.ChoiceField]:
        """A question for each field that differs."""
        return {
            _name(field.key): forms.ChoiceField(
                label=field.label,
                choices=[
                    (KEPT, f"Keep: {field.kept_shown or NOTHING}"), (TAKEN, f"Take: {field.other_shown}"),
                ],
                initial=field.offered,
                widget=forms.RadioSelect,
            )
            for field in comparison.differing
        }  # fmt: skip

    def layout(self) -> list:
        """The choices first, the responsibility last."""
        names = [_name(field.key) for field in self.comparison.differing]
        rest = [name for name in ("people", "not_twins") if name in self.fields]
        parts = [Section("Which value is kept", *(Question(name, small=True) for name in names))] if names else []
        return [*parts, Section("Before you merge", *rest, "reason")]

    def clean(self) -> dict:
        """Where they could be twins, somebody has looked."""
        data = super().clean()
        if self.could_be_twins and not data.get("not_twins"):
            self.add_error("not_twins", "Say that you have checked, or do not merge")
        return data

    def answers(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        choices = {field.key: data[_name(field.key)] for field in self.comparison.differing}
        return {
            "new_id": data["new_id"], "digest": data["digest"], "choices": choices, "reason": data["reason"],
            "people": bool(data.get("people")), "not_twins": bool(data.get("not_twins")),
        }  # fmt: skip


def _name(key: str) -> str:
    return key.replace(".", "_")


def merge_form(data, *, comparison: Comparison, could_be_twins: bool) -> MergeForm:
    """The form for this comparison: a class of its own, since its questions are."""
    made = type("MergeFormOfOne", (MergeForm,), MergeForm.fields_of(comparison))
    initial = {"digest": comparison.digest, "people": True}
    return made(data, comparison=comparison, could_be_twins=could_be_twins, initial=initial)


class UndoForm(PageForm):
    """Takes a merge back."""

    submit_label = "Undo the merge"
    submit_kind = "warning"
    reason = LongTextField(label="Reason", max_length=2000, rows=3)
