"""What may be a conflict of interest, in words that name nobody but the member."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from cases.involvement import Ground
from panels.models import Meeting, PossibleConflict


@dataclass(frozen=True)
class Unsettled:
    """What the record says about one person, with the cases of which it says so and where each is settled."""

    name: str
    why: str
    cases: list[tuple[str, str]]


def unsettled(rows: Iterable[PossibleConflict], meeting: Meeting) -> list[Unsettled]:
    """One line for each person and reason, however many cases it concerns."""
    found: dict[tuple, list[PossibleConflict]] = {}
    for row in rows:
        found.setdefault((row.user_id, grounds(row)), []).append(row)
    return [
        Unsettled(str(same[0].user), why, [(str(row.case), _address(row, meeting)) for row in same])
        for (_, why), same in found.items()
    ]


def _address(row: PossibleConflict, meeting: Meeting) -> str:
    return reverse("panels:settle_conflict", args=[meeting.pk, row.pk])


def grounds(row: PossibleConflict) -> str:
    """What the record says about the person."""
    return " and ".join(str(Ground(code).label) for code in row.grounds)


def question(row: PossibleConflict) -> str:
    """What is to be settled, and what holds until then."""
    until = (
        "Until this is settled the case stays shut to them." if row.personal else "They can read the case meanwhile."
    )
    return f"{row.user} {grounds(row)}. {until}"
