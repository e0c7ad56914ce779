"""A scene to attack: beside it a second case of the same panel and a case of another panel, each with everything on it.

Made once for the tests that attack it; each request is undone, and all of it at the end.
"""

import uuid
from functools import cached_property

from tests import factories, scenarios_whole
from tests.architecture.scene import WORDS, Scene
from tests.asking import Asker
from tests.filling import Filled, Rows, forms
from tests.sweep import routes

ROLES = ("manager", "administrator", "chair", "doctor", "member", "respondent", "key_worker", "analyst")


class Attacked:
    """The scene, the people who ask, the rows as they are before."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.beside = scenarios_whole.whole(self.scene.panel, self.scene.people, lambda what: f"Beside {what}").made
        elsewhere = factories.panel(code="samplewest", name="Sampleshire West CDOP", areas=("E06000042",))
        self.foreign = scenarios_whole.whole(elsewhere, _people(elsewhere), lambda what: f"Foreign {what}").made
        self.elsewhere = elsewhere
        self.asker = Asker({role: self.scene.people[role] for role in ROLES}, proven=True)
        self.rows = Rows()

    def keys(self, name: str, arguments: tuple[str, ...]) -> list[str]:
        """The arguments of an address that are keys, and of which the other panel has one too."""
        words = WORDS.get(name, {})
        return [one for one in arguments if one not in words and isinstance(self.foreign.get(one), uuid.UUID)]

    @cached_property
    def shown(self) -> list[tuple[str, Filled]]:
        """``(role, form)`` of every form that people are shown, each once."""
        found: dict[tuple, tuple[str, Filled]] = {}
        for name, arguments in routes():
            url = self.scene.url(name, arguments)
            for role in ROLES:
                answer = self.asker.ask(role, "GET", url)
                if answer.status == 200 and answer.is_page and answer.body:
                    for form in forms(url, answer.body):
                        found.setdefault((form.action, form.names), (role, form))
        return list(found.values())

    def changes(self, role: str, form: Filled, others: dict[str, str]) -> list:
        """What posting a form changes, undone afterwards."""
        found, since = [], self.rows.counts()
        self.asker.ask(
            role, "POST", form.action, form.data(others),
            before_undoing=lambda: found.extend(self.rows.changes(since)),
        )  # fmt: skip
        return found


def _people(panel) -> dict:
    roles = {role: factories.person(panel, role) for role in ("manager", "respondent", "key_worker", "chair")}
    return {**roles, "doctor": factories.person(panel, "doctor", areas=panel.areas.all())}
