"""The work list's filter and search."""

from django import forms

from cases.selectors.worklist import Filters
from cases.workflow import Status
from common.forms.base import PageForm
from common.forms.layout import Question

STAGES = (("open", "Open cases"), ("finished", "Finished cases"), ("all", "All cases"))
WORKERS = (("", "Anybody"), ("me", "Me"), ("nobody", "Nobody yet"))
WAITING = (
    ("", "Anything"),
    ("information", "Information from agencies"),
    ("process", "Another process to end"),
    ("meeting", "The review meeting"),
    ("panel", "The panel"),
)


class FilterForm(PageForm):
    """Narrows the work list; a GET form whose answers say nothing about a child."""

    method = "get"

    stage = forms.ChoiceField(label="Show", choices=STAGES, required=False, initial="open")
    overdue = forms.BooleanField(label="Only what is overdue", required=False)
    waiting = forms.ChoiceField(label="Waiting for", choices=WAITING, required=False)
    worker = forms.ChoiceField(label="Case worker", choices=WORKERS, required=False)
    area = forms.ChoiceField(label="Area", required=False)
    status = forms.MultipleChoiceField(
        label="Status", choices=Status.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, areas=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "All areas"), *((area.pk, area.name) for area in areas)]

    def layout(self) -> list:
        """Short controls first, the long list of statuses last."""
        return [
            "stage",
            Question("overdue", small=True),
            "waiting",
            "worker",
            "area",
            Question("status", small=True),
        ]

    def filters(self, sort: str) -> Filters:
        """What was chosen; an answer that is not in its list counts as not given."""
        self.is_valid()
        chosen = self.cleaned_data
        return Filters(
            stage=chosen.get("stage") or "open",
            statuses=chosen.get("status") or [],
            area=chosen.get("area") or "",
            overdue=bool(chosen.get("overdue")),
            worker=chosen.get("worker") or "",
            waiting=chosen.get("waiting") or "",
            sort=sort or "due",
        )

    @staticmethod
    def nothing(sort: str) -> Filters:
        """The list as it first appears."""
        return Filters(sort=sort)


class SearchForm(PageForm):
    """Finds a case. Sent by POST, so that no name stands in an address, a history or a log."""

    submit_label = "Search"
    submit_kind = "secondary"

    words = forms.CharField(
        label="Search reference, name or NHS number",
        max_length=100,
        error_messages={"required": "Enter a reference, a name or an NHS number"},
    )
