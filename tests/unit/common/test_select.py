"""A list to choose from is drawn as the framework draws it, in a fraction of the time."""

import re

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.forms.renderers import DjangoTemplates

CHOICES = [
    ("", "Choose"), ("a&b", "A & <b>"), (1000, "A thousand"), (None, "Nothing"),
    ("Group “one”", [("x", "X"), ("y", "Y")]),
]  # fmt: skip


@pytest.mark.parametrize("chosen", ["", "a&b", 1000, "y", "not there", None])
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple])
@pytest.mark.parametrize("attrs", [{}, {"class": "govuk-select", "disabled": True, "data-n": 1000, "hidden": False}])
def test_a_list_reads_as_the_framework_draws_it(chosen, kind, attrs):
    widget = kind(choices=CHOICES, attrs=attrs)
    value = [chosen] if kind is forms.SelectMultiple else chosen
    ours, theirs = (
        re.sub(r"\s+", " ", BeautifulSoup(widget.render("field", value, renderer=one), "html.parser").prettify())
        for one in (None, DjangoTemplates())
    )
    assert ours == theirs
    assert "<b>" not in ours
