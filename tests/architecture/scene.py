"""One panel with something at every address, and somebody of every role beside it."""

from django.urls import reverse

from accounts.roles import Role
from tests import factories

PEOPLE = (
    "anonymous", "manager", "doctor", "chair", "member", "respondent", "key_worker", "analyst", "auditor",
    "administrator", "uninvited", "conflicted", "outsider",
)  # fmt: skip
"""Everybody the matrix asks: the roles, a member not invited, a member in conflict, another panel's manager."""


class Scene:
    """The objects behind the addresses and the people who ask."""

    def __init__(self) -> None:
        self.panel = factories.panel()
        self.people = {"anonymous": None} | {role.value: factories.person(self.panel, role) for role in Role}
        self.people |= {who: factories.person(self.panel, Role.MEMBER) for who in ("uninvited", "conflicted")}
        elsewhere = factories.panel(code="samplenorth", name="Sampleshire North CDOP", areas=("E06000042",))
        self.people["outsider"] = factories.person(elsewhere, Role.MANAGER)
        self.objects: dict[str, object] = {}

    def url(self, name: str, arguments: tuple[str, ...]) -> str:
        """The address of a route for this scene's objects."""
        return reverse(name, kwargs={argument: self.objects[argument] for argument in arguments})
