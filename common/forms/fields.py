"""Fields of this service: dates in three parts, times, NHS numbers, postcodes, yes / no / not known."""

import re
from datetime import date, time

import nhs_number
from django import forms
from django.core.exceptions import ValidationError

from common.dates import today
from common.forms.widgets import PARTS, DateParts

YES, NO, NOT_KNOWN = "yes", "no", "not_known"
YES_NO_NOT_KNOWN = ((YES, "Yes"), (NO, "No"), (NOT_KNOWN, "Not known"))
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
POSTCODE = re.compile(r"^(GIR ?0AA|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2})$")
CLOCK = re.compile(r"^(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap]\.?m\.?)?$", re.IGNORECASE)


class DateInputField(forms.MultiValueField):
    """A date asked as day, month and year; each error says, and points to, what is wrong.

    ``past=True`` refuses a day after today. An empty optional date is ``None``.
    """

    widget = DateParts

    def __init__(self, *, past: bool = False, **kwargs) -> None:
        self.past = past
        parts = [forms.CharField(required=False, max_length=20) for _ in PARTS]
        super().__init__(fields=parts, require_all_fields=False, **kwargs)

    def clean(self, value: list | None) -> date | None:
        """The date, or the fault with the parts that have it as its code, such as ``month,year``."""
        given = [str(part or "").strip() for part in (value or ["", "", ""])]
        if self.disabled and not isinstance(value, list):
            return value
        if not any(given):
            return self._empty()
        self._refuse_missing(given)
        found = self._real_date(given)
        if self.past and found > today():
            raise ValidationError(f"{self.thing} must be today or in the past", code="day,month,year")
        self.run_validators(found)
        return found

    def compress(self, data_list: list) -> None:
        """Not used: ``clean`` reads the three parts itself."""
        raise NotImplementedError

    def has_changed(self, initial: date | None, data: list | None) -> bool:
        """Whether the three inputs say anything other than the saved date."""
        before = [str(part or "") for part in self.widget.decompress(initial)]
        return before != [str(part or "").strip() for part in (data or ["", "", ""])]

    @property
    def thing(self) -> str:
        """The date's name at the start of a sentence."""
        return str(self.label or "The date").rstrip("?")

    def _empty(self) -> None:
        if self.required:
            raise ValidationError(self.error_messages["required"], code="day,month,year")

    def _refuse_missing(self, given: list[str]) -> None:
        missing = [part for part, text in zip(PARTS, given, strict=True) if not text]
        if missing:
            raise ValidationError(f"{self.thing} must include a {' and '.join(missing)}", code=",".join(missing))

    def _real_date(self, given: list[str]) -> date:
        day, month, year = _number(given[0]), _month(given[1]), _number(given[2])
        wrong = [part for part, ok in zip(PARTS, (1 <= day <= 31, 1 <= month <= 12, year >= 0), strict=True) if not ok]
        if wrong:
            raise ValidationError(f"{self.thing} must be a real date", code=",".join(wrong))
        if not 1000 <= year <= 9999:
            raise ValidationError(f"{self.thing} must have a year of 4 numbers", code="year")
        try:
            return date(year, month, day)
        except ValueError as error:
            raise ValidationError(f"{self.thing} must be a real date", code="day") from error


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1


def _month(text: str) -> int:
    name = text[:3].lower()
    return MONTHS.index(name) + 1 if name in MONTHS else _number(text)


class TimeInputField(forms.CharField):
    """A time of day written as people write it: 2:30pm, 14:30, 1430, 9am. Gives a ``datetime.time`` or ``None``."""

    presentation = {"width": 5}
    default_error_messages = {"invalid": "Enter a time, like 2:30pm or 14:30"}

    def to_python(self, value: str | time | None) -> time | None:
        """The time, or what to enter instead."""
        if isinstance(value, time) or not str(value or "").strip():
            return value or None
        found = _clock(str(value).strip())
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found

    def prepare_value(self, value: str | time | None) -> str | None:
        """A saved time as it is asked for."""
        return value.strftime("%H:%M") if isinstance(value, time) else value

    def has_changed(self, initial: time | None, data: str | None) -> bool:
        """Whether the text says another time; unreadable text is a change."""
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True

    def run_validators(self, value: time | None) -> None:
        """A time has no length to check."""

    def sentences(self, noun: str) -> dict[str, str]:
        """The sentence for text that is no time."""
        return {"invalid": f"{self.label or 'The time'} must be a time, like 2:30pm or 14:30"}


def _clock(text: str) -> time | None:
    found = CLOCK.match(text)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    bare = found[2] is None and not half
    return time(hour, minute) if hour < 24 and minute < 60 and not bare else None


class YesNoNotKnown(forms.ChoiceField):
    """Three radios side by side. Not answered is different from not known."""

    widget = forms.RadioSelect
    presentation = {"inline": True}

    def __init__(self, *, choices=YES_NO_NOT_KNOWN, **kwargs) -> None:
        super().__init__(choices=choices, **kwargs)

    def sentences(self, noun: str) -> dict[str, str]:
        """For a label that is a question, from which no sentence can be made."""
        standard = list(self.choices) == list(YES_NO_NOT_KNOWN)
        return {"required": "Select yes, no or not known"} if standard and not noun else {}


class NhsNumberField(forms.CharField):
    """Ten digits with a valid check digit; spaces and hyphens are welcome and taken out."""

    presentation = {"width": 10, "inputmode": "numeric", "spellcheck": "false"}

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("label", "NHS number")
        kwargs.setdefault("help_text", "10 digits, for example 999 000 0018")
        super().__init__(**kwargs)

    def to_python(self, value: str | None) -> str:
        """The ten digits alone."""
        return re.sub(r"[\s\-\u2010-\u2014]", "", super().to_python(value) or "")

    def validate(self, value: str) -> None:
        """Length first, since that is what people mistype, then the check digit."""
        super().validate(value)
        if not value:
            return
        if not re.fullmatch(r"[0-9]{10}", value):
            raise ValidationError("NHS number must be 10 numbers", code="length")
        if not nhs_number.is_valid(value):
            raise ValidationError("Enter a real NHS number: check each digit, one of them is wrong", code="check_digit")

    def prepare_value(self, value: str | None) -> str | None:
        """In threes and four, as it is printed on letters."""
        if value and re.fullmatch(r"[0-9]{10}", str(value)):
            return f"{value[:3]} {value[3:6]} {value[6:]}"
        return value


class UKPostcodeField(forms.CharField):
    """A full UK postcode, given back in capitals with its space."""

    presentation = {"width": 10, "autocomplete": "off", "spellcheck": "false"}

    def to_python(self, value: str | None) -> str:
        """Capitals, one space before the last three characters."""
        text = re.sub(r"[^A-Z0-9]", "", (super().to_python(value) or "").upper())
        return f"{text[:-3]} {text[-3:]}" if len(text) > 4 else text

    def validate(self, value: str) -> None:
        """A postcode that could exist."""
        super().validate(value)
        if value and not POSTCODE.match(value):
            raise ValidationError("Enter a full UK postcode, like LU1 2AA", code="invalid")


class LongTextField(forms.CharField):
    """Text of several lines with a count of the characters left when ``max_length`` is given."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 5, **kwargs) -> None:
        super().__init__(**kwargs)
        self.presentation = {"rows": rows}

    def to_python(self, value: str | None) -> str:
        """One kind of line ending, so that the count agrees with the browser's."""
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """No ``maxlength``: a paste is never cut short without a word."""
        return {}
