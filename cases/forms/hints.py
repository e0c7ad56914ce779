"""How a recommendation could be better, under its questions: on the page as drawn, and by a script while one writes."""

from datetime import date

from crispy_forms.layout import LayoutObject
from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cases import quality
from common.dates import today
from common.forms.base import PageForm
from common.forms.fields import DateInputField

READ = ("text", "owner", "measure", "strength")


class HintedMixin(forms.Form):
    """A form with the questions of a recommendation. Hints need no valid form: they are about what stands there."""

    @property
    def is_begun(self) -> bool:
        """Whether anything is written yet; nobody wants advice about an empty page."""
        return any(str(self[name].value() or "").strip() for name in ("text", "owner"))

    def hints(self) -> list[quality.Hint]:
        """How what is written could be better."""
        given = {name: str(self[name].value() or "") for name in READ}
        return quality.hints(**given, due_on=self._due_on(), made_on=today())

    def _due_on(self) -> date | None:
        value = self["due_on"].value()
        try:
            return value if isinstance(value, date) else self.fields["due_on"].clean(value)
        except ValidationError:
            return None


class HintForm(HintedMixin, PageForm):
    """What the script sends while somebody writes. Everything may be missing."""

    text = forms.CharField(required=False)
    owner = forms.CharField(required=False)
    measure = forms.CharField(required=False)
    strength = forms.CharField(required=False)
    due_on = DateInputField(required=False)


class HintBox(LayoutObject):
    """The meter and the hints of the form it stands in, with the address where the script asks for them again."""

    def __init__(self) -> None:
        self.fields = []

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """Empty where nothing is written yet."""
        found = quality.meter(form.hints()) if form.is_begun else {}
        words = {**found, "address": reverse("cases:recommendation_hints"), "prefix": form.prefix or ""}
        return render_to_string("components/hints.html", words)
