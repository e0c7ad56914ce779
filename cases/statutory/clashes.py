"""The page that asks about answers which two people changed, and what it is told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core import signing

from cases.statutory.merging import Clash
from common.forms.base import PageForm

MINE, THEIRS = "mine", "theirs"
SALT = "cases.statutory.clash"


def sealed(response_id, clashes: Sequence[Clash]) -> str:
    """What the reader wrote, to come back with the choice: signed, so that only what was read from a page returns."""
    return signing.dumps([str(response_id), {clash.key: clash.mine for clash in clashes}], salt=SALT, compress=True)


def unsealed(response_id, text: str) -> dict[str, Any]:
    """The answers of ``sealed``; nothing where it is not ours or another form's."""
    try:
        owner, answers = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return {}
    return answers if owner == str(response_id) else {}


class ClashForm(PageForm):
    """One choice for each answer: ours or theirs."""

    submit_label = "Save these answers"
    warn_unsaved = True

    version = forms.IntegerField(widget=forms.HiddenInput)
    mine = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, questions: Mapping[str, tuple[str, str, str]], **kwargs) -> None:
        """``questions`` is ``{key: (label, mine in words, theirs in words)}``."""
        super().__init__(*args, **kwargs)
        for key, (label, mine, theirs) in questions.items():
            self.fields[f"keep_{key}"] = forms.ChoiceField(
                label=label,
                choices=[(MINE, f"Yours: {mine or 'no answer'}"), (THEIRS, f"Saved now: {theirs or 'no answer'}")],
                widget=forms.RadioSelect,
                error_messages={"required": f"Select which answer to keep: {label}"},
            )

    def chosen(self, mine: Mapping[str, Any]) -> dict[str, Any]:
        """The answers of ours that are to be written."""
        return {key: value for key, value in mine.items() if self.cleaned_data.get(f"keep_{key}") == MINE}
