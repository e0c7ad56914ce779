"""Taking the case-level table out: which cases, as what, what for, and who answers for the file."""

from django import forms

from cases.selectors.exporting import Wanted
from common.dates import FinancialYear
from common.forms.base import PageForm
from common.forms.layout import Question

ALL = "all"
COHORTS = (("notified", "Notified"), ("reviewed", "Reviewed"))
HERE, EVERYWHERE = "here", "everywhere"
CSV, XLSX = "csv", "xlsx"


class ExportForm(PageForm):
    """Every answer is in the trail; nothing is taken by looking at the page."""

    submit_label = "Download the file"
    submit_kind = "warning"
    mark_optional = False

    panels = forms.ChoiceField(label="Whose cases?", widget=forms.RadioSelect, initial=HERE)
    cases = forms.ChoiceField(label="Which cases?", initial=ALL)
    file_format = forms.ChoiceField(
        label="As what kind of file?",
        choices=((CSV, "CSV"), (XLSX, "Excel (XLSX)")),
        widget=forms.RadioSelect,
        initial=CSV,
        error_messages={"required": "Select a kind of file"},
    )
    dates_of_birth = forms.BooleanField(label="With dates of birth", required=False)
    purpose = forms.CharField(
        label="What is the file for?",
        max_length=200,
        help_text="For example a return that somebody asked for. The trail keeps it: do not name a child or a family.",
        error_messages={"required": "Say what the file is for"},
    )
    answerable = forms.BooleanField(
        label="I answer for this file: who gets it, where it is kept, and that it is deleted when it is of no more use",
        error_messages={"required": "Confirm that you answer for the file"},
    )

    def __init__(self, *args, panel, panels: list, years: list[FinancialYear], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.panel, self.managed = panel, panels
        self.fields["cases"].choices = [(ALL, "All cases"), *_of_years(years)]
        self.fields["panels"].choices = [(HERE, panel.name), (EVERYWHERE, f"All {len(panels)} panels that I manage")]
        if len(panels) < 2:
            del self.fields["panels"]

    def layout(self) -> list:
        """What first, then what for."""
        first = ["panels"] if "panels" in self.fields else []
        hints = {CSV: "For other programs. Can be imported again.", XLSX: "For reading. Every cell is text."}
        return [*first, "cases", Question("file_format", hints=hints), "dates_of_birth", "purpose", "answerable"]

    @property
    def chosen(self) -> list:
        """The panels whose cases leave."""
        return self.managed if self.cleaned_data.get("panels") == EVERYWHERE else [self.panel]

    @property
    def wanted(self) -> Wanted:
        """The cases that leave."""
        cohort, _, year = self.cleaned_data["cases"].partition(" ")
        keys = tuple(panel.pk for panel in self.chosen)
        return Wanted(keys, cohort, FinancialYear.parse(year)) if year else Wanted(keys)


def _of_years(years: list[FinancialYear]) -> list[tuple[str, str]]:
    return [(f"{code} {year.code}", f"{word} in {year.label}") for code, word in COHORTS for year in years]
