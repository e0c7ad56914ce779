"""The form that settles what an agency's form says about who the child is."""

from django import forms

from cases.forms.merging import NOTHING
from cases.merging import KEPT, TAKEN, Comparison
from common.forms.base import PageForm
from common.forms.layout import Question, Section


class ToldForm(PageForm):
    """One question for each field that differs. Nothing is chosen beforehand."""

    submit_label = "Save what holds"
    cancel_label = "Leave it for now"
    warn_unsaved = True
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, comparison: Comparison, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.comparison = comparison

    def layout(self) -> list:
        """The choices."""
        names = [field.name for field in self.comparison.differing]
        return [Section("Which holds?", *(Question(name, small=True) for name in names))]

    def answers(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        choices = {field.key: data[field.name] for field in self.comparison.differing}
        return {"digest": data["digest"], "choices": choices}


def told_form(data, *, comparison: Comparison) -> ToldForm:
    """The form for these fields: a class of its own, since its questions are."""
    questions = {
        field.name: forms.ChoiceField(
            label=field.label,
            choices=[(KEPT, f"Record says: {field.kept_shown or NOTHING}"), (TAKEN, f"Form says: {field.other_shown}")],
            widget=forms.RadioSelect,
            error_messages={"required": f"Select what holds: {field.label.lower()}"},
        )
        for field in comparison.differing
    }
    made = type("ToldFormOfOne", (ToldForm,), questions)
    return made(data, comparison=comparison, initial={"digest": comparison.digest})
