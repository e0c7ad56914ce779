"""People, cases and meetings as the rules see them, without a database: so that a changed rule is tried in no time."""

from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace

from accounts.roles import Role

HERE, ELSEWHERE = "here", "elsewhere"
OUR_AREA, THEIR_AREA = "E06000032", "E06000055"
_number = count(1)


@dataclass
class Somebody:
    """Somebody with roles on a panel, a designated doctor for ``area``."""

    roles: tuple = ()
    panel: str = HERE
    area: str = OUR_AREA
    email: str = "one@example.org"
    pk: int | None = field(default_factory=lambda: next(_number))
    is_active: bool = True
    past: list = field(default_factory=list)
    held: list | None = None

    def has_role(self, panel_id, *roles) -> bool:
        """As of ``accounts.User``."""
        return panel_id == self.panel and any(role in roles for role in self.roles)

    @property
    def current_memberships(self) -> list:
        """One for each role, or what the test put there."""
        if self.held is not None:
            return self.held
        areas = SimpleNamespace(all=lambda: [SimpleNamespace(pk=self.area)])
        return [SimpleNamespace(role=role, panel_id=self.panel, areas=areas) for role in self.roles]

    def panels_as(self, *roles) -> list:
        """As of ``accounts.User``."""
        return [self.panel] if self.has_role(self.panel, *roles) else []

    @property
    def memberships(self) -> SimpleNamespace:
        """The panels that somebody works for or worked for."""
        return SimpleNamespace(values_list=lambda *_, flat: self.past)


def with_role(role, **about) -> Somebody:
    """Somebody with this role and no other."""
    return Somebody((role,), **about)


EVERYBODY = [*Role]


class Rows(list):
    """What a rule asks of related rows: whether one of somebody is there."""

    def filter(self, **wanted) -> "Rows":
        """Rows of the person."""
        return Rows(one for one in self if all(one.get(name) == value for name, value in wanted.items()))

    def exists(self) -> bool:
        """Whether there is any."""
        return bool(self)

    def standing(self) -> "Rows":
        """As of invitations: those that were not withdrawn."""
        return Rows(one for one in self if not one.get("withdrawn"))

    def held_by(self, person) -> "Rows":
        """As of key workers: those whose task this person has today. The database asks where the role is held too."""
        person.panels_as(Role.KEY_WORKER)
        return self.filter(user_id=person.pk)


class Members(Rows):
    """Who holds a role on a panel."""

    def current(self) -> "Members":
        """All of them: those whose role ended were not put here."""
        return self

    def exclude(self, **unwanted) -> "Rows":
        """The others."""
        return Rows(one for one in self if not any(one.get(name) == value for name, value in unwanted.items()))

    def filter(self, **wanted) -> "Members":
        """As of rows."""
        return Members(super().filter(**wanted))


def case(*, closed_to=(), helped_by=(), panel: str = HERE, area: str = OUR_AREA):
    """A case of the panel, closed by a conflict to some, its family supported by others."""
    return SimpleNamespace(
        pk="case", panel_id=panel, panel=SimpleNamespace(pk=panel), local_authority_id=area, found_open_to=None,
        exclusions=Rows({"user_id": one.pk} for one in closed_to),
        key_workers=Rows({"user_id": one.pk} for one in helped_by),
    )  # fmt: skip
