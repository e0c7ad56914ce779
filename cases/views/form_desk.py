"""Where somebody fills in a form: which form, who, at which addresses, inside which page.

The panel's office has one kind of desk (``cases.views.responses``); whoever answers a request has another. Both are
given to the pages of ``cases.views.form_pages``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from cases.models import FormResponse
from cases.selectors import responses as selectors
from cases.statutory.definition import Answers, Definition


@dataclass
class FormDesk:
    """``address("section", section="who")`` gives the address of a page of this form.

    Pages: ``overview``, ``section``, ``autosave``, ``check``, ``print``, ``carry``. ``layout`` is the template that
    they fill (blocks ``tab_title`` and ``tab``), ``frame`` what it needs; ``home`` is where "come back later" leads.
    """

    response: FormResponse
    by: Any
    address: Callable[..., str]
    home: str
    layout: str = "cases/forms/desk.html"
    frame: dict = field(default_factory=dict)

    @cached_property
    def definition(self) -> Definition:
        """The version the form is filled in with."""
        return selectors.definition_of(self.response)

    @cached_property
    def answers(self) -> Answers:
        """Every answer, for this person."""
        return selectors.answers_of(self.response, by=self.by)

    @cached_property
    def organisations(self) -> list[str]:
        """The agencies that can be chosen."""
        return selectors.organisation_names()

    @cached_property
    def files(self) -> dict[str, str]:
        """The files of the form: ``{attachment key: name}``."""
        return selectors.files_of(self.response, self.definition, self.answers)

    def forget(self, response: FormResponse) -> None:
        """After a save: the row as it is now, and nothing read before."""
        self.response = response
        for name in ("answers", "files"):
            self.__dict__.pop(name, None)
