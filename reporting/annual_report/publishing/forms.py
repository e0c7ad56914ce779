"""Forms of publications."""

from common.forms.base import NewRowMixin, PageForm, VersionMixin
from common.forms.fields import LongTextField


class PrepareForm(NewRowMixin, PageForm):
    """Begins an edition; a corrected one says what it changes."""

    submit_label = "Prepare for publication"

    what_changed = LongTextField(
        label="What does this edition change?",
        max_length=2000,
        rows=3,
        help_text="Readers of the earlier edition are told this. Do not describe a single child.",
    )

    def __init__(self, *args, corrects: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if corrects:
            self.submit_label = "Prepare a corrected edition"
        else:
            del self.fields["what_changed"]


class StepForm(VersionMixin, PageForm):
    """One step of an edition; its button says which."""


class ReasonForm(VersionMixin, PageForm):
    """A step that needs a reason."""

    submit_kind = "warning"
    nouns = {"reason": "the reason"}

    reason = LongTextField(label="Why?", max_length=2000, rows=3)
