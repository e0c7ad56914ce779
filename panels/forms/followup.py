"""Filters of the board and of the learning library."""

from django import forms

from cases.models import Recommendation
from common.forms.base import PageForm
from panels.selectors.learning import THEMES

SHOWN = (
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("soon", "Due in 30 days"),
    ("unchecked", "Words to check"),
    ("closed", "Closed"),
)


class BoardFilter(PageForm):
    """Narrows the board."""

    method = "get"
    submit_label = "Show"

    q = forms.CharField(label="Words or owner", required=False, max_length=100)
    show = forms.ChoiceField(label="Which", required=False, choices=SHOWN)
    level = forms.ChoiceField(label="Level", required=False, choices=[("", "All"), *Recommendation.Level.choices])


class ConfirmLinkForm(PageForm):
    """The button that opens a link: looking alone uses nothing up."""

    submit_label = "Read the recommendation"


class LearningFilter(PageForm):
    """Narrows the library."""

    method = "get"
    submit_label = "Show"

    q = forms.CharField(label="Words", required=False, max_length=100)
    theme = forms.ChoiceField(
        label="Theme", required=False, choices=[("", "All"), *((theme.code, theme.label) for theme in THEMES)]
    )
