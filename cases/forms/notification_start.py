"""The way into a notification: which panel it goes to, or which unfinished one it is."""

from django import forms

from accounts.models import Panel
from cases.forms.notification_base import ELSEWHERE
from common.forms.base import PageForm
from common.forms.layout import Question

SELECT = ("", "Select")


class StartForm(PageForm):
    """Asks for the area where several panels share this service; with one panel there is nothing to ask."""

    submit_label = "Start now"

    area = forms.ChoiceField(
        label="Which area did the child normally live in?",
        error_messages={"required": "Select the area that the child normally lived in"},
    )
    place = forms.ChoiceField(
        label="Which area did the child die in?",
        required=False,
        error_messages={"required": "Select the area that the child died in"},
    )

    def __init__(self, *args, panels: list[Panel], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by_area = {area.code: panel for panel in panels for area in panel.areas.all() if not area.retired}
        self.only = panels[0] if len(panels) == 1 else None
        self._offer(panels)

    def _offer(self, panels: list[Panel]) -> None:
        if len(panels) < 2:
            self.fields.clear()
            return
        named = {area.code: area.name for panel in panels for area in panel.areas.all() if not area.retired}
        areas = sorted(named.items(), key=lambda pair: pair[1])
        self.fields["area"].choices = [SELECT, *areas, (ELSEWHERE, "Somewhere else")]
        self.fields["place"].choices = [SELECT, *areas]
        self.fields["place"].help_text = "Only if the child lived somewhere else"

    def layout(self) -> list:
        """The two questions where they are asked."""
        return [Question(name) for name in self.fields]

    def clean(self) -> dict:
        """A place of death where the child lived elsewhere; a panel in any case."""
        answers = super().clean()
        if answers.get("area") == ELSEWHERE and not answers.get("place"):
            self.add_error("place", "Select the area that the child died in")
        if not self.fields and self.only is None:
            raise forms.ValidationError("No panel takes notifications here yet")
        return answers

    @property
    def panel(self) -> Panel:
        """The panel that the notification goes to."""
        if self.only is not None:
            return self.only
        area = self.cleaned_data["area"]
        return self.by_area[self.cleaned_data["place"] if area == ELSEWHERE else area]


class ReturnForm(PageForm):
    """Reference and return code, as they were shown."""

    submit_label = "Continue"

    reference = forms.CharField(help_text="It begins with ND", max_length=40)
    code = forms.CharField(label="Return code", help_text="Five groups of four letters and numbers", max_length=60)

    def layout(self) -> list:
        """Neither is remembered by the browser."""
        return [
            Question("reference", width=20, autocomplete="off", spellcheck="false"),
            Question("code", width="two-thirds", autocomplete="off", spellcheck="false"),
        ]
