"""Between an answer as it is kept and the inputs of a page: fields, reading what was posted, showing what is kept.

An answer is kept as text, a whole number, a decimal as text, a code, a list of codes, ``2026-03-01``,
``2026-03-01T14:30`` (without the time where it is not known), ``14:30``, or a list of rows. What cannot be read is
kept as it was typed: ``{"typed": {"_day": "31", "_month": "2", "_year": "2026"}}``.
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from cases.statutory.definition import Answers, Question
from cases.statutory.rules import TYPED, is_typed
from common.forms.fields import DateInputField, LongTextField, TimeInputField, YesNoNotKnown
from common.forms.widgets import PlainFileInput

TEXT, LONG_TEXT, MOST = 500, 20_000, 999_999_999
TIME, OTHER, REMOVE = "__time", "__other", "__remove"
ELSEWHERE = "__elsewhere"
"""Chosen where an organisation is not on the list."""
Fields = dict[str, forms.Field]


def fields_of(question: Question, organisations: Sequence[str] = ()) -> Fields:
    """The fields that ask ``question``, by what follows its key in their names. None is required: drafts are not."""
    common = {"label": question.label, "help_text": question.hint, "required": False}
    if question.kind == "datetime":
        when = {
            "label": f"Time: {question.label}",
            "help_text": "For example, 2:30pm or 14:30. Leave it empty if not known",
        }
        return {"": DateInputField(**common), TIME: TimeInputField(required=False, **when)}
    if question.kind == "organisation":
        return _organisation(question, common, organisations)
    return {"": _MAKERS[question.kind](question, common)}


def _number(question: Question, common: dict) -> forms.Field:
    lowest, highest = (
        (-MOST if question.min is None else question.min),
        (MOST if question.max is None else question.max),
    )
    limits = {"min_value": lowest, "max_value": highest}
    if question.decimals:
        exact = {name: Decimal(str(limit)) for name, limit in limits.items()}
        return forms.DecimalField(
            **common, **exact, decimal_places=question.decimals, max_digits=12, widget=forms.TextInput
        )
    whole = {name: int(limit) for name, limit in limits.items()}
    return forms.IntegerField(**common, **whole, widget=forms.TextInput)


def _choice(question: Question, common: dict) -> forms.Field:
    choices = list(question.labels.items())
    if len(choices) > 12:
        return forms.ChoiceField(**common, choices=[("", "Select"), *choices])
    return forms.ChoiceField(**common, choices=choices, widget=forms.RadioSelect)


def _choices(question: Question, common: dict) -> forms.Field:
    return forms.MultipleChoiceField(
        **common, choices=list(question.labels.items()), widget=forms.CheckboxSelectMultiple
    )


def _organisation(question: Question, common: dict, organisations: Sequence[str]) -> Fields:
    choices = [("", "Select"), *((name, name) for name in organisations), (ELSEWHERE, "Not on this list")]
    other = forms.CharField(label=f"Name, if not on the list: {question.label}", required=False, max_length=TEXT)
    return {"": forms.ChoiceField(**common, choices=choices), OTHER: other}


_MAKERS = {
    "text": lambda question, common: forms.CharField(**common, max_length=TEXT),
    "long_text": lambda question, common: LongTextField(**common, max_length=LONG_TEXT, rows=4),
    "number": _number,
    "date": lambda question, common: DateInputField(**common),
    "time": lambda question, common: TimeInputField(**common),
    "yes_no_not_known": lambda question, common: YesNoNotKnown(**common),
    "choice": _choice,
    "choices": _choices,
    "file": lambda question, common: forms.FileField(**common, widget=PlainFileInput),
}


def read(question: Question, data: QueryDict, prefix: str = "", organisations: Sequence[str] = ()) -> Any:
    """What was posted for ``question``: an answer, text that is none yet, or nothing. Files come apart."""
    name = f"{prefix}{question.key}"
    cleaned, typed, failed = {}, {}, False
    for suffix, field in fields_of(question, organisations).items():
        raw = field.widget.value_from_datadict(data, {}, name + suffix)
        typed |= _as_typed(raw, suffix, field)
        try:
            cleaned[suffix] = field.clean(raw)
        except ValidationError:
            failed = True
    if failed:
        return {TYPED: typed} if any(typed.values()) else None
    return _joined(question, cleaned, typed)


def _as_typed(raw: Any, suffix: str, field: forms.Field) -> dict[str, Any]:
    """The text of each input, by what follows the key. The database keeps no zero characters."""
    if isinstance(field, DateInputField):
        parts = ("_day", "_month", "_year")
        return {suffix + part: _plain(text) for part, text in zip(parts, raw or ("", "", ""), strict=True)}
    return {suffix: [_plain(one) for one in raw] if isinstance(raw, list) else _plain(raw)}


def _plain(text: Any) -> str:
    return str(text or "").replace("\x00", "")


def _joined(question: Question, cleaned: dict[str, Any], typed: dict[str, Any]) -> Any:
    value = cleaned.get("")
    if question.kind == "datetime":
        moment = cleaned.get(TIME)
        if moment and not value:
            return {TYPED: typed}
        return None if value is None else value.isoformat() + (f"T{moment:%H:%M}" if moment else "")
    if question.kind == "organisation":
        return (cleaned[OTHER] or None) if value in ("", ELSEWHERE) else value
    return _kept(value)


def _kept(value: Any) -> Any:
    if value in (None, "", []):
        return None
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return format(value, "f") if isinstance(value, Decimal) else value


def write(question: Question, value: Any, data: QueryDict, prefix: str = "", organisations: Sequence[str] = ()) -> None:
    """Puts a kept answer into ``data`` as its inputs would post it."""
    name = f"{prefix}{question.key}"
    if value is None:
        return
    if is_typed(value):
        _set_all(data, name, value[TYPED])
    else:
        _set_all(data, name, _shown(question, value, organisations))


def _set_all(data: QueryDict, name: str, inputs: Mapping[str, Any]) -> None:
    for suffix, text in inputs.items():
        data.setlist(name + suffix, text if isinstance(text, list) else [text])


def _shown(question: Question, value: Any, organisations: Sequence[str]) -> dict[str, Any]:
    if question.kind in ("date", "datetime"):
        day, _, moment = str(value).partition("T")
        year, month, number = day.split("-")
        parts = {"_day": str(int(number)), "_month": str(int(month)), "_year": year}
        return {**parts, TIME: moment} if question.kind == "datetime" else parts
    if question.kind == "organisation" and value not in organisations:
        return {"": ELSEWHERE, OTHER: value}
    return {"": [str(one) for one in value] if isinstance(value, list) else str(value)}


def as_answers(questions: Sequence[Question], data: QueryDict, prefix: str, organisations: Sequence[str]) -> Answers:
    """A row of a group: the answers that were given."""
    found = {question.key: read(question, data, prefix, organisations) for question in questions}
    return {key: value for key, value in found.items() if value is not None}
