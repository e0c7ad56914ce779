"""From a bound field to what its template shows. Decides nothing but markup."""

from dataclasses import dataclass, field

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.forms.widgets import PARTS

HINT = '<div id="{}_helptext" class="govuk-hint">{}</div>'
ERRORS = '<p id="{}_error" class="govuk-error-message">{}</p>'
ERROR = '<span class="govuk-visually-hidden">Error:</span> {}'
BREAK = format_html("<{}>", "br")
PASSED_ON = ("autocomplete", "inputmode", "spellcheck", "autocapitalize")


@dataclass
class Item:
    """One radio button or checkbox."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    disabled: bool = False
    hint: str = ""
    divider: str = ""
    behaviour: str = ""
    conditional: SafeString | str = ""


@dataclass
class Part:
    """One input of a date."""

    id: str
    name: str
    label: str
    value: str
    width: int
    failed: bool


@dataclass
class Control:
    """Everything ``govuk/field.html`` needs about one field."""

    kind: str
    id: str
    label: str
    hint: str
    errors: list[str]
    describedby: str
    options: dict
    widget: SafeString | str = ""
    items: list[Item] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    limit: int | None = None

    @property
    def template(self) -> str:
        """The template of this kind."""
        return f"govuk/kinds/{self.kind}.html"

    @property
    def hint_shown(self) -> SafeString | str:
        """The hint, if there is one, under the id that ``describedby`` names."""
        return format_html(HINT, self.id, self.hint) if self.hint else ""

    @property
    def errors_shown(self) -> SafeString | str:
        """The errors, if there are any, one to a line."""
        lines = format_html_join(BREAK, ERROR, ((error,) for error in self.errors))
        return format_html(ERRORS, self.id, lines) if lines else ""


KINDS = (
    (forms.HiddenInput, "hidden"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "checkboxes"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
    (forms.PasswordInput, "password"),
    (forms.MultiWidget, "date"),
)
CLASSES = {"select": "govuk-select", "textarea": "govuk-textarea", "file": "govuk-file-upload"}
SHOWABLE_CLASSES = "govuk-password-input__input govuk-js-password-input-input"


def kind_of(bound: BoundField) -> str:
    """Which template shows this field."""
    if bound.is_hidden:
        return "hidden"
    return next((kind for widget, kind in KINDS if isinstance(bound.field.widget, widget)), "input")


def control(bound: BoundField, options: dict) -> Control:
    """The field as its template shows it; ``options`` come from the layout and win over the field's own."""
    options = {"size": "s", **getattr(bound.field, "presentation", {}), **options}
    kind = kind_of(bound)
    made = Control(
        kind=kind,
        id=bound.auto_id,
        label=_label(bound, options),
        hint=bound.help_text,
        errors=list(bound.errors),
        describedby=_describedby(bound),
        options=options,
        limit=bound.field.max_length if kind == "textarea" and bound.field.max_length else None,
    )
    _fill(made, bound)
    return made


def _label(bound: BoundField, options: dict) -> str:
    label = options.get("label") or bound.label
    left_alone = isinstance(bound.field, forms.BooleanField) or getattr(bound.field, "needed_sometimes", False)
    marked = options.get("mark_optional") and not bound.field.required and not left_alone
    return f"{label} (optional)" if marked else label


def _describedby(bound: BoundField) -> str:
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    return " ".join([*ids, *([f"{bound.auto_id}_error"] if bound.errors else [])])


def _fill(made: Control, bound: BoundField) -> None:
    if made.kind in ("radios", "checkboxes"):
        made.items = items(bound, made.options)
    elif made.kind == "checkbox":
        made.items = [_single(bound)]
    elif made.kind == "date":
        made.parts = parts(bound)
    elif made.kind == "hidden":
        made.widget = bound.as_hidden()
    else:
        made.widget = bound.as_widget(attrs=_attributes(made, bound))


def _attributes(made: Control, bound: BoundField) -> dict:
    base = CLASSES.get(made.kind, "govuk-input")
    own = bound.field.widget.attrs.get("class", "")
    names = [base, own, f"{base}--error" if made.errors else "", _width(made)]
    if made.limit:
        names.append("govuk-js-character-count")
    if made.kind == "password":
        names.append(SHOWABLE_CLASSES)
    found = {
        "class": " ".join(name for name in names if name),
        "placeholder": False,
    }  # a hint stays, a placeholder goes
    found.update({name: made.options[name] for name in PASSED_ON if name in made.options})
    described = " ".join(part for part in (made.describedby, f"{made.id}-info" if made.limit else "") if part)
    if described:
        found["aria-describedby"] = described
    if made.kind == "textarea":
        found["rows"] = made.options.get("rows", 5)
    return found


def _width(made: Control) -> str:
    width = made.options.get("width")
    if not width:
        return ""
    return f"govuk-input--width-{width}" if isinstance(width, int) else f"govuk-!-width-{width}"


def items(bound: BoundField, options: dict) -> list[Item]:
    """The choices in order, with hints, an "or" before one of them, and what each reveals."""
    hints, reveals = options.get("hints", {}), options.get("reveals", {})
    return [_item(bound, data, hints, reveals, options) for data in _flat(bound)]


def _flat(bound: BoundField) -> list[dict]:
    found = (part.data for part in bound.subwidgets)
    return [data for data in found if str(data["value"]) != ""]


def _item(bound: BoundField, data: dict, hints: dict, reveals: dict, options: dict) -> Item:
    value = str(data["value"])
    exclusive = value == str(options.get("exclusive", ""))
    return Item(
        id=data["attrs"].get("id", f"{bound.auto_id}_{data['index']}"),
        name=data["name"],
        value=value,
        label=data["label"],
        checked=data["selected"],
        disabled=bool(data["attrs"].get("disabled")),
        hint=hints.get(value, ""),
        divider="or" if value == str(options.get("divider_before", "")) or exclusive else "",
        behaviour="exclusive" if exclusive else "",
        conditional=reveals.get(value, ""),
    )


def _single(bound: BoundField) -> Item:
    return Item(
        id=bound.auto_id,
        name=bound.html_name,
        value="on",
        label=str(bound.label),
        checked=bound.value() not in (None, False, "", "False", "false", "0"),
        disabled=bound.field.disabled,
    )


def failing_parts(bound: BoundField) -> list[str]:
    """Which inputs of a date an error is about; all of them where it does not say."""
    found = bound.form.errors.as_data().get(bound.name, []) if bound.form.is_bound else []
    named = {part for error in found for part in str(error.code or "").split(",")}
    failing = [part for part in PARTS if part in named]
    return failing or (list(PARTS) if found else [])


def parts(bound: BoundField) -> list[Part]:
    """The three inputs of a date."""
    value, failing = bound.value(), failing_parts(bound)
    shown = value if isinstance(value, list) else bound.field.widget.decompress(value)
    return [
        Part(
            id=f"{bound.auto_id}_{index}",
            name=f"{bound.html_name}_{name}",
            label=name.capitalize(),
            value="" if shown[index] is None else str(shown[index]),
            width=4 if name == "year" else 2,
            failed=name in failing,
        )
        for index, name in enumerate(PARTS)
    ]
