"""The one form helper, and the forms that every page's forms inherit from."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.formsets import BaseFormSet

from common.forms import wording
from common.forms.layout import Parts, Section

EMPTY_CHOICE = "---------"


@dataclass(frozen=True)
class Button:
    """A further submit button: ``name`` arrives in the POST. ``skips_checks`` is for "save and come back later"."""

    label: str
    name: str
    value: str = "1"
    kind: str = "secondary"


class PageHelper(FormHelper):
    """Every form is rendered with this: form tag, token, hidden fields, layout, buttons."""

    form_show_labels = True
    render_hidden_fields = True

    def __init__(self, form: "Shape") -> None:
        super().__init__()
        parts = form.layout() or [bound.name for bound in [*form.visible_fields(), *form.hidden_fields()]]
        self.layout = Parts(*parts)
        self.form_method = form.method
        self.form_tag = form.form_tag
        self.submit_label = form.submit_label
        self.submit_kind = form.submit_kind
        self.buttons = form.buttons
        self.cancel_url = form.cancel_url
        self.cancel_label = form.cancel_label
        self.warn_unsaved = form.warn_unsaved
        self.sticky_buttons = form.sticky_buttons
        self.mark_optional = form.mark_optional
        self.autosave_url = form.autosave_url


class Shape:
    """What a form says about itself. Set these on the class, or on an instance before it is rendered."""

    submit_label = "Save"
    submit_kind = ""  # "warning" for what cannot be undone, "secondary" for a quiet one
    buttons: tuple[Button, ...] = ()
    cancel_url = ""
    cancel_label = "Cancel"
    method = "post"
    form_tag = True
    warn_unsaved = False
    sticky_buttons = False
    mark_optional = False
    autosave_url = ""  # where a script sends what is typed, two seconds after the last key
    nouns: dict[str, str] = {}  # what an error asks for, where the label is a question: {"place": "where it happened"}
    use_required_attribute = False

    def __init__(self, *args, formsets: dict[str, BaseFormSet] | None = None, **kwargs) -> None:
        kwargs.setdefault("label_suffix", "")
        self.formsets = formsets or {}
        super().__init__(*args, **kwargs)
        self._word_errors()

    def is_valid(self) -> bool:
        """This form and every repeating group in it; all are checked, so that all faults show at once."""
        return all([super().is_valid(), *(rows.is_valid() for rows in self.formsets.values())])

    def layout(self) -> list:
        """Parts of the page, in order; empty for every visible field in turn."""
        return []

    @cached_property
    def helper(self) -> PageHelper:
        """Made when it is first asked for, so that a view may change the form before."""
        return PageHelper(self)

    @property
    def contents(self) -> list[Section]:
        """The sections that a long page lists beside the form: those that have an id."""
        return [part for part in self.helper.layout.fields if isinstance(part, Section) and part.words["id"]]

    @property
    def bare_helper(self) -> PageHelper:
        """The fields alone: for a template that brings the form tag and the button itself."""
        helper = PageHelper(self)
        helper.form_tag, helper.submit_label, helper.buttons, helper.cancel_url = False, "", (), ""
        helper.disable_csrf = True
        return helper

    def _word_errors(self) -> None:
        for name, field in self.fields.items():
            label = field.label if field.label is not None else name.replace("_", " ")
            noun = self.nouns.get(name) or wording.noun_of(str(label))
            wording.apply(field, noun, _written(field))
            if isinstance(field, forms.ModelChoiceField) and field.empty_label == EMPTY_CHOICE:
                field.empty_label = "Select"


def _written(field: forms.Field) -> dict[str, str]:
    """The sentences that the form's author gave this field, as against Django's own."""
    defaults: dict[str, str] = {}
    for kind in reversed(type(field).__mro__):
        defaults.update(getattr(kind, "default_error_messages", {}))
    return {code: text for code, text in field.error_messages.items() if text != defaults.get(code)}


class PageForm(Shape, forms.Form):
    """A form of this service. ``formsets`` are the repeating groups that its layout shows with ``Rows``."""


class PageModelForm(Shape, forms.ModelForm):
    """A form whose fields come from a model. It never saves: an action does."""

    def save(self, commit: bool = True) -> None:
        """Refused: writing belongs to an action."""
        raise NotImplementedError("call an action with cleaned_data instead of saving the form")


class NewRowMixin(forms.Form):
    """For a form that makes a row: the key is chosen when the page is shown, so that a double press is one row."""

    new_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


MOST_VERSION = 2**31 - 1
"""What a column of versions takes."""


def posted_version(data, name: str = "version") -> int | None:
    """The version that a page without a form sent along; nothing where it is none."""
    text = data.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


class VersionMixin(forms.Form):
    """For a form that changes a row: the version that the reader saw goes along."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
