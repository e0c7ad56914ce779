"""Plain controls are drawn as the framework draws them, in a fraction of the time."""

import re

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import SafeString, mark_safe

THEIRS = DjangoTemplates()
INPUTS = (
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput, forms.PasswordInput,
    forms.FileInput, forms.DateInput, forms.TimeInput, forms.Textarea,
)  # fmt: skip
CHOICES = [
    ("", "Choose"), ("a&b", "A & <b>"), (1000, "A thousand"), (None, "Nothing"),
    ("Group “one”", [("x", "X"), ("y", "Y")]),
]  # fmt: skip


@pytest.mark.parametrize("chosen", ["", "a&b", 1000, "y", "not there", None])
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple])
@pytest.mark.parametrize("attrs", [{}, {"class": "govuk-select", "disabled": True, "data-n": 1000, "hidden": False}])
def test_a_list_reads_as_the_framework_draws_it(chosen, kind, attrs):
    value = [chosen] if kind is forms.SelectMultiple else chosen
    ours, theirs = (
        re.sub(r"\s+", " ", BeautifulSoup(one, "html.parser").prettify())
        for one in _drawn(kind(choices=CHOICES, attrs=attrs), value)
    )
    assert ours == theirs
    assert "<b>" not in ours


def _drawn(widget, value) -> tuple[str, str]:
    """By us, and by the framework's templates."""
    return widget.render("a<b", value, renderer=get_default_renderer()), widget.render("a<b", value, renderer=THEIRS)


@pytest.mark.parametrize("value", [None, "", "a \"quoted\" <b> & 'c'", mark_safe("&amp;"), 1000, ["x"]])
@pytest.mark.parametrize("kind", INPUTS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    "attrs", [{}, {"z": "“<i>”", "autofocus": True, "a": 1000, "hidden": False, "title": mark_safe("&lt;")}]
)
def test_an_input_is_the_frameworks_to_the_letter(value, kind, attrs):
    ours, theirs = _drawn(kind(attrs=attrs), value)
    assert ours == theirs
    assert "<b" not in ours
    assert type(ours) is SafeString


def test_what_is_not_drawn_by_hand_goes_through_its_template():
    ours, theirs = _drawn(forms.CheckboxInput(), True)
    assert ours == theirs
