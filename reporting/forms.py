"""The choice of a year."""

from django import forms

from common.forms.base import PageForm


class YearForm(PageForm):
    """Which financial year to show; the theme of the page goes along."""

    method = "get"
    submit_label = "Show"
    submit_kind = "secondary"

    year = forms.ChoiceField(label="Financial year")
    theme = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, years, themes, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year.code, year.label) for year in years]
        self.fields["theme"].choices = [(theme, theme) for theme in themes]
