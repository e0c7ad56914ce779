"""Forms about outgoing mail and the panel in hand."""

from django import forms

from accounts.models import OutgoingMessage
from common.forms.base import PageForm


class MessagesFilter(PageForm):
    """Narrows the list."""

    method = "get"
    submit_label = "Show"

    state = forms.ChoiceField(label="State", required=False, choices=[("", "All"), *OutgoingMessage.State.choices])


class RetryForm(PageForm):
    """A button."""

    submit_label = "Try again now"


class SwitchPanelForm(PageForm):
    """The panels on which this person holds a role."""

    submit_label = "Continue"
    nouns = {"panel": "the panel to work in"}

    panel = forms.ChoiceField(label="Which panel do you want to work in?", widget=forms.RadioSelect)

    def __init__(self, *args, panels, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["panel"].choices = [(str(panel.pk), panel.name) for panel in panels]
