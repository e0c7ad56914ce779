"""What the pages of the notification form share."""

from dataclasses import dataclass, field
from datetime import date

from django import forms

from common.forms.base import Button, PageForm

LATER = "save_later"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class About:
    """What a page needs to know of the others: the panel's areas, and the two dates where they are known."""

    areas: list[tuple[str, str]] = field(default_factory=list)
    born_on: date | None = None
    died_on: date | None = None
    for_somebody: bool = False

    @property
    def days_lived(self) -> int | None:
        """Age at death in days, where both dates are known and in order."""
        if self.born_on is None or self.died_on is None or self.died_on < self.born_on:
            return None
        return (self.died_on - self.born_on).days

    @property
    def under_one_year(self) -> bool:
        """Whether the questions about birth are asked."""
        return self.days_lived is not None and self.days_lived < 366

    @property
    def about_one_day(self) -> bool:
        """Whether the child may have lived for less than 24 hours."""
        return self.days_lived is not None and self.days_lived <= 1


class NotificationForm(PageForm):
    """One page of the notification. Its answers are kept as they were typed, complete or not."""

    submit_label = "Save and continue"
    buttons = (Button("Save and come back later", LATER),)
    warn_unsaved = True
    mark_optional = True
    said_as: dict[str, str] = {}
    """What an answer is called away from its page, where the label alone would not do."""
    depends: dict[str, tuple[str, tuple]] = {}
    """Questions that arise only with certain answers to another: ``{"jar_lead": ("jar_triggered", ("yes",))}``."""

    needed_sometimes: tuple[str, ...] = ()
    """Questions that another answer can make necessary, so that they are not called optional."""

    def __init__(self, *args, about: About, **kwargs) -> None:
        self.about = about
        super().__init__(*args, **kwargs)
        for name in self.needed_sometimes:
            self.fields[name].needed_sometimes = True
        self.adapt()

    def adapt(self) -> None:
        """Takes away the questions that do not arise."""

    def need(self, when: bool, name: str, sentence: str) -> None:
        """An answer that another one makes necessary."""
        if when and name not in self.errors and self.cleaned_data.get(name) in (None, "", []):
            self.add_error(name, sentence)

    def _post_clean(self) -> None:
        """What is out of sight is not complained about."""
        super()._post_clean()
        for name in [name for name in self.depends if name in self.errors]:
            if self.depends[name][0] in self.cleaned_data and not self.arises(name):
                del self._errors[name]
                self.cleaned_data[name] = _empty(self.fields[name])

    def arises(self, name: str) -> bool:
        """Whether the question was asked, given the other answers."""
        if name not in self.depends:
            return True
        other, answers = self.depends[name]
        return self.cleaned_data.get(other) in answers

    @property
    def given(self) -> dict:
        """The answers; what did not arise is empty, whatever an input out of sight still held."""
        return {
            name: value if self.arises(name) else _empty(self.fields[name]) for name, value in self.cleaned_data.items()
        }

    def facts(self) -> dict:
        """What goes to the columns of the notification."""
        return {}

    def child(self) -> dict:
        """What is said about who the child is."""
        return {}

    def relatives(self) -> list[dict]:
        """Family and household."""
        return []

    def professionals(self) -> list[dict]:
        """Who knew the child."""
        return []

    def _only(self, *names: str) -> dict:
        return {name: value for name, value in self.given.items() if name in names}


def _empty(field: forms.Field) -> str | list | None:
    if isinstance(field, forms.MultipleChoiceField):
        return []
    return None if isinstance(field, forms.IntegerField) else ""
