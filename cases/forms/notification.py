"""The notification as a whole: its pages in order, and the answers given so far.

Answers are kept as they were typed, page by page, so that an unfinished or faulty page loses nothing. Every page is
checked again, all together, before anything is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.http import QueryDict

from cases.forms.notification_base import About, NotificationForm
from cases.forms.notification_child import BirthForm, ChildForm, NotifierForm
from cases.forms.notification_death import CircumstancesForm, DeathForm, ProcessesForm
from cases.forms.notification_people import (
    Carers,
    FamilyForm,
    Household,
    Professionals,
    ProfessionalsForm,
    SupportForm,
)

Answers = dict[str, dict[str, list[str]]]
MAX_SIZE = 200_000
"""Characters of one page; far above what the questions take."""


@dataclass(frozen=True)
class Page:
    """One page: its place in the address, its heading, its questions, and when it is asked."""

    slug: str
    title: str
    form: type[NotificationForm]
    groups: dict[str, type] = field(default_factory=dict)
    applies: Callable[[About], bool] = lambda about: True


PAGES = (
    Page("about-you", "About you", NotifierForm),
    Page("child", "The child", ChildForm),
    Page("death", "The death", DeathForm),
    Page("birth", "The birth", BirthForm, applies=lambda about: about.under_one_year),
    Page("circumstances", "What happened", CircumstancesForm),
    Page("family", "Family and household", FamilyForm, {"carers": Carers, "household": Household}),
    Page("processes", "Other processes", ProcessesForm),
    Page("support", "Support and alert", SupportForm),
    Page("professionals", "Professionals who knew the child", ProfessionalsForm, {"professionals": Professionals}),
)


def page_named(slug: str) -> Page | None:
    """The page at this address, if there is one."""
    return next((page for page in PAGES if page.slug == slug), None)


def to_keep(data: QueryDict) -> dict[str, list[str]] | None:
    """What is stored of a posted page, or nothing when it is far too long to be an answer."""
    kept = {
        name: values
        for name, values in data.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith(("add_", "remove_", "save_"))
    }
    size = sum(len(name) + sum(map(len, values)) for name, values in kept.items())
    return kept if size <= MAX_SIZE else None


class Notice:
    """The answers so far, and the forms that show and check them."""

    def __init__(self, answers: Answers, areas: list[tuple[str, str]], *, for_somebody: bool = False) -> None:
        self.answers = answers
        self.areas = areas
        self.for_somebody = for_somebody

    @cached_property
    def about(self) -> About:
        """The dates, as far as they are given and real."""
        bare = About(areas=self.areas)
        dates = {}
        for slug, name in (("child", "born_on"), ("death", "died_on")):
            form = self._made(page_named(slug), self._stored(slug), bare)
            form.is_valid()
            dates[name] = getattr(form, "cleaned_data", {}).get(name)
        return About(areas=self.areas, for_somebody=self.for_somebody, **dates)

    @property
    def pages(self) -> list[Page]:
        """The pages that are asked, in order."""
        return [page for page in PAGES if page.applies(self.about)]

    def form(self, page: Page, data: QueryDict | None = None) -> NotificationForm:
        """The page's form with what was just posted, else with what is stored."""
        return self._made(page, data if data is not None else self._stored(page.slug), self.about)

    def after(self, page: Page) -> Page | None:
        """The next page that is asked, or nothing after the last."""
        order = [one.slug for one in PAGES]
        later = [one for one in self.pages if order.index(one.slug) > order.index(page.slug)]
        return later[0] if later else None

    def before(self, page: Page) -> Page | None:
        """The page asked before this one."""
        order = [one.slug for one in PAGES]
        earlier = [one for one in self.pages if order.index(one.slug) < order.index(page.slug)]
        return earlier[-1] if earlier else None

    @cached_property
    def checked(self) -> list[tuple[Page, NotificationForm]]:
        """Every page that is asked, checked; a page never opened is checked as empty."""
        return [(page, self._checked(page)) for page in self.pages]

    @property
    def complete(self) -> bool:
        """Whether all of it can be sent."""
        return all(form.is_valid() for _, form in self.checked)

    def to_send(self) -> dict:
        """What the action takes: facts, child, relatives, professionals. Only for complete answers."""
        found: dict = {"facts": {}, "child": {}, "relatives": [], "professionals": []}
        for _, form in self.checked:
            found["facts"] |= form.facts()
            found["child"] |= form.child()
            found["relatives"] += form.relatives()
            found["professionals"] += form.professionals()
        return found

    def _checked(self, page: Page) -> NotificationForm:
        stored = self._stored(page.slug)
        form = self._made(page, stored if stored is not None else QueryDict(), self.about)
        form.is_valid()
        return form

    def _stored(self, slug: str) -> QueryDict | None:
        if slug not in self.answers:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.answers[slug].items():
            data.setlist(name, values)
        return data

    @staticmethod
    def _made(page: Page, data: QueryDict | None, about: About) -> NotificationForm:
        groups = {name: group(_managed(data, name), prefix=name) for name, group in page.groups.items()}
        form = page.form(data, formsets=groups, about=about)
        if data is not None and hasattr(form, "require_first"):
            form.require_first()
        return form


def _managed(data: QueryDict | None, prefix: str) -> QueryDict | None:
    """The posted data with its row counts; a page never opened, or tampered with, counts as one without rows."""
    if data is None:
        return None
    names = (f"{prefix}-TOTAL_FORMS", f"{prefix}-INITIAL_FORMS")
    if all(data.get(name, "").isascii() and data.get(name, "").isdigit() for name in names):
        total, initial = (min(int(data[name][:6]), 1000) for name in names)
        if initial == 0 and total >= 0:
            return data
    repaired = data.copy()
    repaired[names[0]], repaired[names[1]] = "1" if prefix != "household" else "0", "0"
    return repaired
