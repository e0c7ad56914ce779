"""Whether a meeting is quorate. Pure: no database, no settings.

The panel sets how many members must be there and which groups must each be represented. A seat counts when the
member, or a named deputy, is there. For one case the people it is closed to are left out, so a meeting can be
quorate as a whole and not for that case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GROUPS: dict[str, tuple[str, frozenset[str]]] = {
    "health": (
        "health",
        frozenset({"hospital", "community_health", "mental_health", "gp", "icb", "ambulance", "hospice"}),
    ),
    "local_authority": ("the local authority", frozenset({"local_authority"})),
    "police": ("the police", frozenset({"police"})),
    "education": ("education", frozenset({"education"})),
    "coroner": ("the coroner's office", frozenset({"coroner"})),
    "lay": ("lay members", frozenset({"lay"})),
}
"""A group's code: how it reads in a sentence, and the kinds of agency that represent it."""

FEWEST, MOST = 2, 30
"""Fewer than two is no meeting; more than the second nobody brings together."""


@dataclass(frozen=True)
class Seat:
    """Somebody who is there, or is expected: the person's key and the kinds that the seat counts as.

    ``place`` is the seat itself where two people may sit for it, the member and an invited deputy: it counts once.
    """

    user: object
    kinds: frozenset[str]
    place: object = None


@dataclass(frozen=True)
class Rule:
    """What a panel asks for."""

    minimum: int
    groups: Sequence[str] = ()


@dataclass(frozen=True)
class Quorum:
    """The answer, with what it is made of."""

    present: int
    minimum: int
    missing: tuple[str, ...]

    @property
    def met(self) -> bool:
        """Enough members, and every group represented."""
        return self.present >= self.minimum and not self.missing

    @property
    def sentence(self) -> str:
        """What is missing, or that nothing is."""
        if self.met:
            return f"{_members(self.present)} present, {self.minimum} needed."
        lacking = []
        if self.present < self.minimum:
            lacking.append(f"{_members(self.present)} present, {self.minimum} needed")
        if self.missing:
            lacking.append(f"nobody from {' or '.join(self.missing)}")
        return f"Not quorate: {' and '.join(lacking)}."


def judge(seats: Iterable[Seat], rule: Rule, without: Iterable[object] = ()) -> Quorum:
    """The quorum of ``seats`` under ``rule``, leaving out the people in ``without``."""
    closed = set(without)
    counted = {seat.place or seat.user: seat for seat in seats if seat.user not in closed}
    there = frozenset().union(*(seat.kinds for seat in counted.values()))
    missing = tuple(_name(group) for group in rule.groups if not _kinds(group) & there)
    return Quorum(present=len(counted), minimum=rule.minimum, missing=missing)


def _kinds(group: str) -> frozenset[str]:
    return GROUPS[group][1] if group in GROUPS else frozenset({group})


def _name(group: str) -> str:
    return GROUPS[group][0] if group in GROUPS else group.replace("_", " ")


def _members(count: int) -> str:
    return f"{count} member" if count == 1 else f"{count} members"
