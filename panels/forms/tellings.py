"""What another body is told, and what became of it."""

from django import forms

from common.forms.base import PageForm, VersionMixin
from common.forms.fields import DateInputField, LongTextField
from common.forms.layout import Question
from panels.forms.owner_words import OwnerWordsForm
from panels.models import Telling

State = Telling.State

SHOWN = (("open", "Still to come"), ("overdue", "Overdue"), ("closed", "Over"))


class TellingFilter(PageForm):
    """Narrows the list."""

    method = "get"
    submit_label = "Show"

    show = forms.ChoiceField(label="Which", required=False, choices=SHOWN)


class LetterWordsForm(OwnerWordsForm):
    """The words of the letter, which is anonymised: whom it is about goes with it by a secure way."""

    submit_label = "Save these words"
    nouns = {"words": "what the body is told"}

    words = LongTextField(
        label="What the letter says", rows=8, max_length=5000,
        help_text="It begins with what was recorded at the meeting. The minutes stay as they are.",
    )  # fmt: skip


class SettleForm(VersionMixin, PageForm):
    """Told, answered, or not told."""

    submit_label = "Record"
    nouns = {"state": "what became of it"}

    state = forms.ChoiceField(label="What became of it?", choices=State.choices, widget=forms.RadioSelect)
    sent_on = DateInputField(label="When was it told?", past=True, required=False)
    answered_on = DateInputField(label="When did the answer come?", past=True, required=False)
    answer = LongTextField(label="What did the body answer?", required=False, rows=4, max_length=5000)
    reason = LongTextField(label="Why is it not told?", required=False, rows=3, max_length=2000)

    NEEDS = {State.SENT: ("sent_on",), State.ANSWERED: ("answered_on", "answer"), State.NOT_SENT: ("reason",)}
    ASKS = {
        "sent_on": "Enter when it was told",
        "answered_on": "Enter when the answer came",
        "answer": "Enter what the body answered",
        "reason": "Enter why it is not told",
    }

    def layout(self) -> list:
        """What a state needs appears under it."""
        return [Question("state", size="m", reveals={state: list(names) for state, names in self.NEEDS.items()})]

    def clean(self) -> dict:
        """Each state with what it needs; what belongs to another is left out."""
        data = super().clean()
        for name in self.NEEDS.get(data.get("state", ""), ()):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, self.ASKS[name])
        return data

    def values(self) -> dict:
        """What the action takes."""
        data = self.cleaned_data
        state = data["state"]
        on = {State.SENT: data["sent_on"], State.ANSWERED: data["answered_on"]}.get(state)
        words = {State.ANSWERED: data["answer"], State.NOT_SENT: data["reason"]}.get(state, "")
        return {"version": data["version"], "state": state, "on": on, "words": words}
