"""Widgets that Django does not have. Their look is in ``templates/govuk``."""

from datetime import date

from django import forms

PARTS = ("day", "month", "year")


class DateParts(forms.MultiWidget):
    """Day, month and year in three plain inputs, named ``<field>_day`` and so on."""

    use_fieldset = True

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list:
        """A saved date as what its three inputs show."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class PlainFileInput(forms.FileInput):
    """A file input without the "currently" line, which would show a storage path."""
