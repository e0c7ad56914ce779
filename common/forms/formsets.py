"""Repeating groups, such as the professionals who knew the child, that work without JavaScript.

"Add another" and "Remove" are submit buttons. The view asks ``reshape`` whether one was pressed; if so it shows the
page again with one row more or less, keeps every answer, and complains about nothing yet.
"""

import re

from crispy_forms.layout import LayoutObject
from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString


class RepeatingFormSet(BaseFormSet):
    """Rows of one form. ``item`` names one of them: "professional"."""

    item = "item"
    fewest = 1

    @property
    def may_remove(self) -> bool:
        """Whether a row can still be taken away."""
        return self.total_form_count() > self.fewest

    @property
    def may_add(self) -> bool:
        """Whether there is room for another."""
        return self.total_form_count() < self.max_num

    def answers(self) -> list[dict]:
        """What was entered, row by row, without the rows left empty."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data and form.has_changed()]


def repeating(
    form: type[forms.Form],
    *,
    item: str,
    fewest: int = 1,
    most: int = 30,
    base: type[RepeatingFormSet] = RepeatingFormSet,
) -> type[RepeatingFormSet]:
    """A formset class for ``form`` that begins with ``fewest`` rows."""
    made = formset_factory(form, formset=base, extra=fewest, max_num=most, absolute_max=most, validate_max=True)
    made.item, made.fewest = item, fewest
    return made


def reshape(data: QueryDict, *prefixes: str) -> QueryDict | None:
    """The posted data with a row added or removed, or ``None`` where no such button was pressed."""
    for prefix in prefixes:
        if f"add_{prefix}" in data:
            return _with_total(data, prefix, _total(data, prefix) + 1)
        if f"remove_{prefix}" in data:
            return _without_row(data, prefix, data[f"remove_{prefix}"])
    return None


def quiet(*shown: forms.BaseForm | BaseFormSet) -> None:
    """Show what was typed without checking it: for a page that comes back to be gone on with."""
    for one in shown:
        if isinstance(one, BaseFormSet):
            quiet(*one.forms)
            one._errors, one._non_form_errors = [{} for _ in one.forms], one.error_class()
        else:
            one._errors, one.cleaned_data = ErrorDict(), {}
            quiet(*getattr(one, "formsets", {}).values())


def _total(data: QueryDict, prefix: str) -> int:
    given = data.get(f"{prefix}-TOTAL_FORMS", "")
    return min(int(given), 1000) if given.isascii() and given.isdigit() else 0


def _with_total(data: QueryDict, prefix: str, total: int) -> QueryDict:
    changed = data.copy()
    changed[f"{prefix}-TOTAL_FORMS"] = str(total)
    return changed


def _without_row(data: QueryDict, prefix: str, row: str) -> QueryDict:
    total = _total(data, prefix)
    if not (row.isascii() and row.isdigit() and int(row) < total):
        return data.copy()
    changed = QueryDict(mutable=True)
    numbered = re.compile(rf"^{re.escape(prefix)}-(\d+)-(.+)$")
    for key, values in data.lists():
        moved = _moved(numbered.match(key), prefix, int(row))
        if moved is not None:
            changed.setlist(moved or key, values)
    return _with_total(changed, prefix, total - 1)


def _moved(found: re.Match | None, prefix: str, row: int) -> str | None:
    if not found:
        return ""
    number = int(found[1])
    if number == row:
        return None
    return f"{prefix}-{number - (number > row)}-{found[2]}"


class Rows(LayoutObject):
    """The rows of ``form.formsets[name]`` with their buttons, inside the form that holds them."""

    def __init__(self, name: str) -> None:
        self.fields = []
        self.name = name

    def render(self, form, context, template_pack=None, **kwargs) -> SafeString:
        """Management fields, each row in a box, "Add another"."""
        formset = form.formsets[self.name]
        for row in formset.forms:
            row.form_html = row.helper.render_layout(row, context, template_pack="govuk")
        return render_to_string("govuk/formset.html", {"formset": formset})
