"""The error summary: every fault of a page once, each linked to the input that has it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet

from common.forms.rendering import failing_parts, kind_of
from common.forms.widgets import PARTS


@dataclass(frozen=True)
class Fault:
    """A sentence and the input to go to."""

    target: str
    sentence: str


def target_of(bound: BoundField) -> str:
    """The id of the input that a link about this field moves to."""
    kind = kind_of(bound)
    if kind in ("radios", "checkboxes"):
        return f"{bound.auto_id}_0"
    if kind == "date":
        first = (failing_parts(bound) or ["day"])[0]
        return f"{bound.auto_id}_{PARTS.index(first)}"
    return bound.auto_id


def faults(*forms: BaseForm | BaseFormSet | None) -> list[Fault]:
    """Every fault of the given forms and formsets, in the order of the page."""
    return [fault for form in forms if form is not None for fault in _of(form)]


def _of(form: BaseForm | BaseFormSet) -> Iterator[Fault]:
    if not form.is_bound:
        return
    if isinstance(form, BaseFormSet):
        yield from _of_set(form)
        return
    yield from _of_whole_form(form)
    for name in form.fields:
        if name in form.errors and not form[name].is_hidden:
            for sentence in form.errors[name]:
                yield Fault(target_of(form[name]), str(sentence))
    for rows in getattr(form, "formsets", {}).values():
        yield from _of(rows)


def _of_whole_form(form: BaseForm) -> Iterator[Fault]:
    sentences = list(form.errors.get(NON_FIELD_ERRORS, []))
    for bound in form.hidden_fields():
        sentences += form.errors.get(bound.name, [])
    target = _first_input(form)
    yield from (Fault(target, str(sentence)) for sentence in sentences)


def _first_input(form: BaseForm) -> str:
    visible = form.visible_fields()
    return target_of(visible[0]) if visible else "main-content"


def _of_set(formset: BaseFormSet) -> Iterator[Fault]:
    target = _first_input(formset.forms[0]) if formset.forms else "main-content"
    yield from (Fault(target, str(sentence)) for sentence in formset.non_form_errors())
    for form in formset.forms:
        if not (formset.can_delete and formset._should_delete_form(form)):
            yield from _of(form)
