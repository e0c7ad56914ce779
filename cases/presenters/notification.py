"""The answers of a notification in words: for checking before it is sent, and for the notifier's copy."""

from dataclasses import dataclass
from datetime import date, time

from django import forms

from cases import scope
from cases.forms.notification import Notice
from cases.forms.notification_base import ELSEWHERE
from common.components import Link, SummaryRow
from common.dates import today
from common.formats import clock, day, nhs
from common.forms.fields import NhsNumberField


@dataclass(frozen=True)
class Part:
    """One page's answers. ``complete`` is false while something is missing or wrong."""

    slug: str
    title: str
    rows: list[tuple[str, str]]
    complete: bool
    url: str = ""

    @property
    def summary(self) -> list[SummaryRow]:
        """For a summary list."""
        return [SummaryRow(label, value) for label, value in self.rows]

    @property
    def change(self) -> Link:
        """To the page."""
        return Link("Change", self.url, hidden=self.title.lower())


def parts(notice: Notice, url_of=None) -> list[Part]:
    """Every page that is asked, in order; questions that did not arise or were left empty are left out."""
    return [
        Part(
            slug=page.slug,
            title=page.title,
            rows=_rows(form),
            complete=form.is_valid(),
            url=url_of(page.slug) if url_of else "",
        )
        for page, form in notice.checked
    ]


def scope_notes(notice: Notice) -> list[str]:
    """What the panel will have to settle, told before sending; it keeps nobody from sending."""
    answers = {name: value for _, form in notice.checked for name, value in getattr(form, "cleaned_data", {}).items()}
    area = answers.get("area")
    facts = scope.Facts(
        today=today(),
        born_on=notice.about.born_on,
        died_on=notice.about.died_on,
        lives_in_area=(area != ELSEWHERE) if area else True,
        lived_where=answers.get("resident_elsewhere", ""),
        **{name: answers.get(name, "") for name in ("stillbirth_at_home", "signs_of_life", "termination")},
    )
    return [question.sentence for question in scope.questions(facts)]


def as_text(title: str, said: list[dict]) -> str:
    """The notifier's copy as plain text."""
    lines = [title, "=" * len(title), ""]
    for part in said:
        lines += [part["title"], "-" * len(part["title"])]
        lines += [_line(label, value) for label, value in part["rows"]]
        lines.append("")
    return "\r\n".join(lines)


def _rows(form) -> list[tuple[str, str]]:
    found = _own(form)
    for group in getattr(form, "formsets", {}).values():
        for number, row in enumerate(group.forms, start=1):
            if row.has_changed():
                said = "\n".join(_line(label, value) for label, value in _own(row))
                found.append((f"{group.item.capitalize()} {number}", said))
    return found


def _line(label: str, value: str) -> str:
    return f"{label} {value}" if label.endswith("?") else f"{label}: {value}"


def _own(form) -> list[tuple[str, str]]:
    answers = getattr(form, "cleaned_data", {})
    asked = [name for name in form.fields if name in answers and getattr(form, "arises", lambda _: True)(name)]
    words = getattr(form, "said_as", {})
    shown = [(words.get(name) or str(form[name].label), shown_as(form.fields[name], answers[name])) for name in asked]
    return [(label, value) for label, value in shown if value]


def shown_as(field: forms.Field, value: object) -> str:
    """An answer as people read it; empty for none."""
    if value in (None, "", []) or value is False:
        return ""
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    if value is True:
        return "Yes"
    if isinstance(field, forms.MultipleChoiceField):
        return ", ".join(_label(field, one) for one in value)
    if isinstance(field, forms.ChoiceField):
        return _label(field, value)
    if isinstance(field, NhsNumberField):
        return nhs(value)
    return str(value)


def _label(field: forms.ChoiceField, value: object) -> str:
    return next((str(label) for code, label in field.choices if str(code) == str(value)), str(value))
