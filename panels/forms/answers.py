"""Forms about the answers of statutory forms that go into the papers."""

from collections.abc import Sequence

from django import forms

from cases.presenters.offered import OfferedSection
from common.forms.base import PageForm, VersionMixin
from common.forms.fields import LongTextField
from common.forms.layout import Question

WHOLE = "*"
"""Ticked, it stands for every answer of its section."""
SHOWN = 240
"""Letters of an answer beside its box: enough to know it by."""


class ChooseAnswersForm(VersionMixin, PageForm):
    """Which answers of one form the panel reads, section by section."""

    submit_label = "Save the choice"
    warn_unsaved = True
    sticky_buttons = True

    def __init__(self, *args, sections: Sequence[OfferedSection], **kwargs) -> None:
        self.sections = sections
        super().__init__(*args, **kwargs)
        for section in sections:
            count = len(section.answers)
            whole = [(WHOLE, f"Everything in this section ({count})")] if count > 1 else []
            self.fields[f"in_{section.key}"] = forms.MultipleChoiceField(
                label=section.title,
                choices=[*whole, *((one.key, one.question) for one in section.answers)],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def layout(self) -> list:
        """The form's own sections, each answer below its question."""
        return [
            Question(
                f"in_{section.key}",
                size="m",
                small=True,
                hints={one.key: _shortened(one.words) for one in section.answers},
            )
            for section in self.sections
        ]

    def keys(self) -> set[str]:
        """The questions whose answers are chosen."""
        found: set[str] = set()
        for section in self.sections:
            ticked = set(self.cleaned_data[f"in_{section.key}"])
            found |= {one.key for one in section.answers} if WHOLE in ticked else ticked
        return found

    @staticmethod
    def initial_of(sections: Sequence[OfferedSection], keys: set[str]) -> dict:
        """What was chosen before."""
        return {f"in_{s.key}": [one.key for one in s.answers if one.key in keys] for s in sections}


def _shortened(words: str) -> str:
    plain = " ".join("; ".join(words.splitlines()).split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN].rsplit(' ', 1)[0]} …"


class AnswerForm(VersionMixin, PageForm):
    """The anonymised wording of one answer."""

    submit_label = "Save"
    warn_unsaved = True

    text = LongTextField(
        label="What the panel reads",
        rows=8,
        help_text="Roles instead of names, ages instead of dates, “the hospital” instead of its name.",
    )

    def layout(self) -> list:
        """One field."""
        return ["text"]
