"""The CDR manager accepts or rewrites words of a recommendation that others have not read yet."""

from django import forms

from common.forms.base import Button, PageForm, VersionMixin
from common.forms.fields import LongTextField

SUGGESTED = "suggested"


class OwnerWordsForm(VersionMixin, PageForm):
    """The words as others will read them. The suggestions can be taken into them first; that saves nothing."""

    submit_label = "Accept these words"
    buttons = (Button("Put the suggestions into the words", SUGGESTED),)

    words = LongTextField(
        label="What others will read", rows=6, max_length=5000,
        help_text="Leave it as it was written, or rewrite it. An owner's own wording stays in the history.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Why what was found can stay", max_length=300, required=False, help_text="Only where something is left.",
        error_messages={"required": "Rewrite what was found, or say why it can stay"},
    )  # fmt: skip

    def __init__(self, *args, found: int = 0, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if found:
            self.fields["reason"].required = not self.asks_for_suggestions
        else:
            del self.fields["reason"]
            self.buttons = ()

    @property
    def asks_for_suggestions(self) -> bool:
        """Whether the suggestions are to be put into the words."""
        return SUGGESTED in self.data
