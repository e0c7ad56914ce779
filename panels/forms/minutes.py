"""The words around the facts of minutes, and sending them."""

from django import forms

from common.forms.base import PageForm, VersionMixin
from common.forms.fields import LongTextField
from common.forms.layout import Section

WORDS = 10000


class MinutesForm(VersionMixin, PageForm):
    """One text before, one after, one at each item that is open to the writer."""

    submit_label = "Save the minutes"
    warn_unsaved = True
    sticky_buttons = True

    opening = LongTextField(
        label="Before the items", required=False, rows=4, max_length=WORDS,
        help_text="For example a welcome, or what was said about earlier minutes.",
    )  # fmt: skip
    closing = LongTextField(label="After the items", required=False, rows=4, max_length=WORDS)

    def __init__(self, *args, items: list[dict], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            label = f"Item {item['position']}, {item['reference']}: what was said"
            self.fields[f"item_{item['item']}"] = LongTextField(label=label, required=False, rows=6, max_length=WORDS)

    def layout(self) -> list:
        """In the order of the minutes."""
        names = [f"item_{item['item']}" for item in self.items]
        return ["opening", Section("At the items", *names), "closing"]

    def texts(self) -> dict[str, str]:
        """What was written, by the key of the item."""
        given = self.cleaned_data
        return {name.removeprefix("item_"): given[name] for name in self.fields if name != "version"}


class SendMinutesForm(VersionMixin, PageForm):
    """Opening the minutes to the people invited."""

    submit_label = "Send the minutes"
    cancel_label = "Not yet"

    words_accepted = forms.BooleanField(
        label="The words found are not what they match (“May” the month, “Rose” the colour)", required=False
    )

    def __init__(self, *args, found: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not found:
            del self.fields["words_accepted"]
